/** What bundles hold of drawing: only the functions that draw have it, and they load it when they do. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build, type Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleHandler } from '../../infra/package/bundle.ts'
import { type FunctionName, functionNames } from '../../infra/package/functions.ts'

const folder = join(import.meta.dirname, '..', '..')

/** What drawings, pictures and documents are made with. */
const drawing =
  /^lib\/(core\/drawing|adapters\/pictures)\/|node_modules\/(bwip-js|@cantoo|@pdf-lib|@resvg|@expo-google-fonts|bidi-js)\//

/** Types, interfaces and small tables that others ask for cost nothing; these do. */
const heavy = /node_modules\/(bwip-js|@cantoo|@pdf-lib|@resvg)\/|lib\/core\/drawing\/(pdf|svg|front)\//

interface Bundle {
  readonly all: readonly string[]
  /** What is loaded before the first request. */
  readonly atOnce: readonly string[]
}

/** All functions in one go, which takes a tenth of the time of one after the other. */
const functionsInChunks = async (): Promise<Metafile> => {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: functionNames.map((name) => `functions/${name}.ts`),
    ...{ outdir: 'out', bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node22' },
    ...{ mainFields: ['module', 'main'], metafile: true, write: false, logLevel: 'warning' },
  })
  return metafile
}

/** The modules of a function: those of its own file, and of all that it imports, at once or later. */
const modulesOf = ({ outputs }: Metafile, name: FunctionName, kinds: readonly string[]): readonly string[] => {
  const loaded = new Set([`out/${name}.js`])
  for (const file of loaded)
    for (const { kind, path } of outputs[file]?.imports ?? [])
      if (kinds.includes(kind) && path in outputs) loaded.add(path)
  return [...loaded].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}))
}

const bundleOf = (metafile: Metafile, name: FunctionName): Bundle => ({
  all: modulesOf(metafile, name, ['import-statement', 'dynamic-import']),
  atOnce: modulesOf(metafile, name, ['import-statement']),
})

describe('what draws', () => {
  const bundles = new Map<FunctionName, Bundle>()

  beforeAll(async () => {
    const metafile = await functionsInChunks()
    for (const name of functionNames) bundles.set(name, bundleOf(metafile, name))
  }, 60_000)

  it('is in the bundles of the functions that draw, and in no other', () => {
    const holding = functionNames.filter((name) => bundles.get(name)?.all.some((path) => drawing.test(path)))
    expect(holding).toEqual(['api', 'page'])
    expect(bundles.get('page')?.all.filter((path) => heavy.test(path)).length).toBeGreaterThan(20)
  })

  it.each(['api', 'page'] as const)('is loaded by %s when something is drawn, not before', (name) => {
    expect(bundles.get(name)?.atOnce.filter((path) => heavy.test(path))).toEqual([])
    expect(bundles.get(name)?.atOnce.length).toBeGreaterThan(50)
  })
})

/** A bundle that draws a green square with a word in it. */
const lines = [
  "import { nodePictures } from './lib/adapters/pictures/node-pictures.ts'",
  'const pictures = nodePictures()',
  'export const handler = async (svg) => [...(await pictures.png(svg, 8)).subarray(0, 8), (await pictures.fonts()).length]',
]

const square = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><text y="8" fill="#00ff00">a</text></svg>'

const call = `import { handler } from './index.mjs'; console.log(JSON.stringify(await handler('${square}')))`

describe('an archive', () => {
  it('brings the renderer and the typefaces along, where nothing is installed', async () => {
    const place = await mkdtemp(join(tmpdir(), 'passwright-pictures-'))
    const files = await bundleHandler({ lines, folder })
    for (const [name, bytes] of [...files, ['call.mjs', call] as const]) {
      await mkdir(dirname(join(place, name)), { recursive: true })
      await writeFile(join(place, name), bytes)
    }
    const { stdout } = await promisify(execFile)(process.execPath, ['call.mjs'], { cwd: place })
    // The first bytes of every PNG, and six typefaces.
    expect(JSON.parse(stdout)).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 6])
  }, 60_000)
})
