/** Bundles a function as it is deployed: minified ES modules with everything in them. */
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import type { FunctionName } from './functions.ts'

const root = join(import.meta.dirname, '..', '..')

/** CommonJS packages call `require`, which ES modules lack. */
const requireBanner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/**
 * The code of a function, by file name: `index.mjs`, which exports `handler`, and what it loads when it is first needed.
 * That stands in files of its own, because Node reads a file whole: a cold start would pay for what it does not use.
 */
export const bundleFunction = async (name: FunctionName): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { index: `functions/${name}.ts` },
    outdir: 'out',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // The packages' ES modules: what is not used can be left out.
    mainFields: ['module', 'main'],
    banner: { js: requireBanner },
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  })
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]))
}
