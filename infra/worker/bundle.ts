/** Bundles a Worker: one minified ES module without anything of Node's. */
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** The faces of the service that are there as Workers, by the names of their files. */
export const workerNames = ['wallet', 'download'] as const

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

/** The text of a Worker's only module. */
export const bundleWorker = async (name: WorkerName): Promise<Uint8Array> => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `export { ${name} as default } from './${name}.ts'`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    // The entries that packages offer for the Web's own interfaces.
    platform: 'browser',
    target: 'es2022',
    banner: { js: processBanner },
    plugins: [xmlWithoutBrowser],
    // Parts that no Worker reaches import it, and fall away; what is left of it is found below.
    external: ['node:*'],
    metafile: true,
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  })
  const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  if (left.length > 0) throw new Error(`the Worker ${name} would import ${left.join(', ')}, which is not there`)
  const [module] = outputFiles
  if (!module) throw new Error(`nothing was bundled for the Worker ${name}`)
  return module.contents
}
