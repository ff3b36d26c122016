/** Bundles a Worker: one minified ES module without anything of Node's, and the files that it imports. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { pictureFiles, rendererFile, typefaces } from '../../lib/adapters/pictures/files.ts'

/** The faces of the service that are there as Workers, by the names of their files. */
export const workerNames = ['wallet', 'download', 'page'] as const

/** The name of a Worker. */
export type WorkerName = (typeof workerNames)[number]

const root = join(import.meta.dirname, '..', '..')

/** The little of Node that lines of the log are written with: a Worker's go to its console. */
const processBanner = 'const process = { env: {}, stdout: { write: (line) => console.log(line.trimEnd()) } };'

const xmlParser = /\/xml-parser$/

/**
 * In browsers, the SDK reads XML with what browsers have for that, and a Worker has not; what it does elsewhere takes
 * nothing but the language.
 */
const xmlWithoutBrowser: Plugin = {
  name: 'xml-without-browser',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: xmlParser }, async ({ path, importer, resolveDir, pluginData }) => {
      if (pluginData === 'resolving' || !importer.includes('@aws-sdk/xml-builder')) return undefined
      return await resolve(`${path}.js`, { kind: 'import-statement', importer, resolveDir, pluginData: 'resolving' })
    })
  },
}

const { resolve } = createRequire(import.meta.url)

/** How a Worker imports a file of a package, which lies beside it: WebAssembly as what is compiled, all else as bytes. */
const beside = (file: string): string => `./${basename(file)}`

/** Lines of the main module, and the files of packages that they import, as modules are named. */
interface MainModule {
  readonly lines: readonly string[]
  readonly files: readonly string[]
}

const plain = (name: WorkerName): MainModule => ({
  lines: [`export { ${name} as default } from './${name}.ts'`],
  files: [],
})

const mains: Readonly<Record<WorkerName, MainModule>> = {
  wallet: plain('wallet'),
  download: plain('download'),
  page: {
    // There are no folders to find the files in that drawing takes: they are imported, and handed in.
    lines: [
      "import { page } from './page.ts'",
      `import renderer from '${beside(rendererFile)}'`,
      ...typefaces.map(({ file }, index) => `import typeface${index} from '${beside(file)}'`),
      'const typefaces = new Map([',
      ...typefaces.map(({ file }, index) => `  ['${file}', typeface${index}],`),
      '])',
      'export default page({ renderer, typefaces })',
    ],
    files: pictureFiles,
  },
}

/** The modules of a Worker, by their names: `wallet.mjs` first, then the files that it imports, if there are any. */
export const bundleWorker = async (name: WorkerName): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { lines, files } = mains[name]
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: lines.join('\n'), resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    // The entries that packages offer for the Web's own interfaces.
    platform: 'browser',
    target: 'es2022',
    banner: { js: processBanner },
    plugins: [xmlWithoutBrowser],
    // Parts that no Worker reaches import it, and fall away; what is left of it is found below.
    external: ['node:*', ...files.map(beside)],
    metafile: true,
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  })
  const left = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .filter((path) => !files.some((file) => path === beside(file)))
  if (left.length > 0) throw new Error(`the Worker ${name} would import ${left.join(', ')}, which is not there`)
  const [module] = outputFiles
  if (!module) throw new Error(`nothing was bundled for the Worker ${name}`)
  const imported = files.map(async (file) => [basename(file), await readFile(resolve(file))] as const)
  return new Map([[`${name}.mjs`, module.contents], ...(await Promise.all(imported))])
}
