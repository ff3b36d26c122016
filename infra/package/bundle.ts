/** Bundles a function as it is deployed: minified ES modules with everything in them. */

import { builtinModules } from 'node:module'
import { basename, join } from 'node:path'
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild'
import { filesBeside } from './beside.ts'
import type { FunctionName } from './functions.ts'
import { joinChunks } from './join-chunks.ts'

const root = join(import.meta.dirname, '..', '..')

/** CommonJS packages call `require`, which ES modules lack. */
const requireBanner = "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);"

const anything = /.*/
const maybeBuiltin = /^(node:)?[a-z0-9_/]+$/

/**
 * Has Node's own modules required instead of imported: to import one, Node reads every member of it, and some load what
 * nobody needs: `node:http` all that `fetch` is made of.
 */
const requiredBuiltins: Plugin = {
  name: 'required-builtins',
  setup: ({ onResolve, onLoad }) => {
    const builtins = new Set(builtinModules)
    onResolve({ filter: maybeBuiltin }, ({ path, kind }) => {
      const name = path.replace('node:', '')
      if (kind === 'require-call' || !builtins.has(name)) return
      return { path: `node:${name}`, namespace: 'required-builtins' }
    })
    onLoad({ filter: anything, namespace: 'required-builtins' }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }))
  },
}

/** What is bundled: a file by its path below the root, or the lines of a module and the folder that they import from. */
export type Entry = string | { readonly lines: readonly string[]; readonly folder: string }

const inputOf = (entry: Entry): Pick<BuildOptions, 'entryPoints' | 'stdin' | 'entryNames'> =>
  typeof entry === 'string'
    ? { entryPoints: { index: entry } }
    : { stdin: { contents: entry.lines.join('\n'), resolveDir: entry.folder, loader: 'ts' }, entryNames: 'index' }

const common = {
  absWorkingDir: root,
  outdir: 'out',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

/** A handler in chunks, as esbuild divides it, with the list of all modules that it consists of. */
const bundleChunks = async (entry: Entry): Promise<BuildResult<{ write: false; metafile: true }>> =>
  await build({
    ...common,
    ...inputOf(entry),
    // The packages' ES modules: what is not used can be left out.
    mainFields: ['module', 'main'],
    plugins: [requiredBuiltins],
    metafile: true,
    write: false,
  })

/**
 * A handler and all that it needs, by file name: `index.mjs`, which exports `handler`, and what it loads when it is first
 * needed. That stands in files of its own, because Node reads a file whole: a cold start would pay for what it does not use.
 * Files of packages that it reads lie below `node_modules`.
 */
export const bundleHandler = async (entry: Entry): Promise<ReadonlyMap<string, Uint8Array>> => {
  const chunks = await bundleChunks(entry)
  const { outputFiles } = await joinChunks(chunks, { ...common, minify: true, banner: { js: requireBanner } })
  const beside = await filesBeside(Object.keys(chunks.metafile.inputs))
  return new Map([...outputFiles.map(({ path, contents }) => [basename(path), contents] as const), ...beside])
}

/** The code of a function: see {@link bundleHandler}. */
export const bundleFunction = (name: FunctionName): Promise<ReadonlyMap<string, Uint8Array>> =>
  bundleHandler(`functions/${name}.ts`)
