/** Puts the core's own unit tests, the same files that vitest runs, into one module that every runtime can load. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/** The bundle and where it stands; runtimes put their own few lines beside it. */
export interface Bundle {
  /** The folder that holds `core.tests.mjs`. */
  readonly folder: string
  /** `core.tests.mjs`, which exports `run(): Promise<TestResult[]>`. */
  readonly file: string
  /** A module that prints the results as JSON on standard output, for runtimes that have a `console`. */
  readonly printer: string
}

const testFiles = async (root: string): Promise<readonly string[]> => {
  const entries = await readdir(join(root, 'lib', 'core'), { recursive: true })
  const files = entries.filter((entry) => entry.endsWith('.test.ts')).map((entry) => `lib/core/${entry}`)
  if (files.length === 0) throw new Error('lib/core has no tests to bundle')
  return files.sort()
}

/**
 * The test files are loaded when `run` is called, not before: workerd forbids random numbers and timers outside of a
 * request, and a test file may make a key as it loads.
 */
const entry = (files: readonly string[]): string =>
  [
    "import { collect, runCollected } from './test/runtimes/shim.ts'",
    'export const run = async () => {',
    ...files.map((file) => `  await collect('${file}', () => import('./${file}'))`),
    '  return runCollected()',
    '}',
  ].join('\n')

/** Writes the bundle to `.local/runtimes`. */
export const bundleCoreTests = async (root: string): Promise<Bundle> => {
  const folder = join(root, '.local', 'runtimes')
  const file = join(folder, 'core.tests.mjs')
  const printer = join(folder, 'print.mjs')
  await mkdir(folder, { recursive: true })
  await build({
    stdin: { contents: entry(await testFiles(root)), resolveDir: root, loader: 'ts' },
    outfile: file,
    bundle: true,
    format: 'esm',
    // The entries that packages offer for "just the Web's own interfaces".
    platform: 'browser',
    target: 'es2022',
    // Errors are told apart by their class names.
    keepNames: true,
    // Nothing may lean on Node's globals, not even where a runtime offers them: Deno would ask for permissions.
    define: { process: 'undefined', 'globalThis.process': 'undefined', Buffer: 'undefined', global: 'undefined' },
    alias: { vitest: join(root, 'test', 'runtimes', 'shim.ts') },
    logLevel: 'warning',
  })
  await writeFile(printer, "import { run } from './core.tests.mjs'\nconsole.log(JSON.stringify(await run()))\n")
  return { folder, file, printer }
}
