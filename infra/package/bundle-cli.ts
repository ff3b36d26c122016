/** Bundles the command line as users install it: few files, so that a command starts at once. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..', '..')

/**
 * Packages that stay outside: what is seldom needed, or large. All others that the command line uses are in the bundle,
 * because Node takes longer to find and read many files than to run them.
 */
const external = [
  ...['@aws-sdk/*', '@cfworker/json-schema', 'hono', 'json-e', 'node-forge'],
  // What draws barcodes and pictures.
  ...['@resvg/resvg-wasm', 'bwip-js'],
]

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//
const licenceName = /^licen[cs]e(?:\.\w+)?$/i

const licenceOf = async (folder: string): Promise<string> => {
  const names = await readdir(join(root, folder))
  const name = names.find((each) => licenceName.test(each))
  if (!name) throw new Error(`${folder} has no licence file, which the bundle would have to carry along`)
  return await readFile(join(root, folder, name), 'utf8')
}

/** The licences of all packages whose code is in the bundle, as they ask for it. */
const licencesOf = async (inputs: readonly string[]): Promise<string> => {
  const folders = new Set(inputs.flatMap((input) => packageFolder.exec(input)?.[1] ?? []))
  const texts: string[] = []
  for (const folder of [...folders].sort()) {
    texts.push(`${folder.slice(folder.lastIndexOf('node_modules/') + 13)}\n\n${await licenceOf(folder)}`)
  }
  return `The command line contains code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** What the bundle consists of: `main.js`, what it loads when a command needs it, and the licences of others' code. */
export const bundleCli = async (folder: string): Promise<void> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'lib/cli/main.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The packages' ES modules: what is not used can be left out.
    mainFields: ['module', 'main'],
    external,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  await writeFile(join(folder, 'LICENSES.txt'), await licencesOf(Object.keys(metafile.inputs)))
}
