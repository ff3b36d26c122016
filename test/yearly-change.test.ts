/** The change that comes every year: what Apple adds is a line in a table, and all that looks at passes knows it. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../lib/core/bytes.ts'
import { imageSlotOf } from '../lib/core/format/images.ts'
import { passJsonSchema } from '../lib/core/format/json-schema.ts'
import { preflight } from '../lib/core/preflight/preflight.ts'
import { readyPass } from '../lib/core/template/ready.ts'
import { pngStub } from './builders/template.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What is added to a table, behind the line that opens it. */
interface Addition {
  readonly file: string
  readonly opens: string
  readonly lines: string
}

const additions: readonly Addition[] = [
  {
    file: 'pass-appearance.ts',
    opens: 'export const appearanceKeys = {',
    lines: `haloColor: optional(colour, { what: 'The colour of the halo.', since: 28, severity: 'warning', styles: ['ribbon'] }),`,
  },
  {
    file: 'styles.ts',
    opens: 'export const styles = {',
    lines: `ribbon: {
      what: 'A narrow pass.',
      since: 28,
      beside: false,
      shows: { headerFields: 1, primaryFields: 1 },
      relevance: { date: true, place: 'optional' },
      transit: false,
    },`,
  },
  {
    file: 'barcodes.ts',
    opens: 'export const barcodeFormats = {',
    lines: `PKBarcodeFormatDots: { since: 28, watch: true, shape: 'square', legacy: false },`,
  },
  {
    file: 'semantics-event.ts',
    opens: 'export const eventTags = {',
    lines: `encoreExpected: tag(boolean, 'Whether there will be more.', 28),`,
  },
  {
    file: 'images.ts',
    opens: 'export const imageSlots = {',
    lines: `halo: { what: 'A ring of light.', width: 40, height: 40, since: 28, styles: ['ribbon'] },`,
  },
]

const entry = `
export { imageSlotOf } from './format/images.ts'
export { passJsonSchema } from './format/json-schema.ts'
export { preflight } from './preflight/preflight.ts'
export { readyPass } from './template/ready.ts'
`

const current = { imageSlotOf, passJsonSchema, preflight, readyPass }

type Core = typeof current

/** A copy of the core with the additions, and the program that it makes. */
const makeCopy = async (): Promise<{ readonly folder: string; readonly core: Core }> => {
  const folder = await mkdtemp(join(tmpdir(), 'passwright-next-year-'))
  const copy = join(folder, 'lib', 'core')
  await cp(join(root, 'lib', 'core'), copy, { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
  await cp(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  await cp(join(root, 'package.json'), join(folder, 'package.json'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, opens, lines } of additions) {
    const path = join(copy, 'format', file)
    const table = await readFile(path, 'utf8')
    if (!table.includes(opens)) throw new RangeError(`${file} has no line ${opens}`)
    await writeFile(path, table.replace(opens, `${opens}\n${lines}`))
  }
  const outfile = join(folder, 'core.mjs')
  const stdin = { contents: entry, resolveDir: copy, loader: 'ts' } as const
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'silent' })
  return { folder, core: (await import(pathToFileURL(outfile).href)) as Core }
}

const pass = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  serialNumber: 'A-1',
  teamIdentifier: 'ABCDE12345',
  organizationName: 'Example',
  description: 'Card of an example',
}

const ribbon = { ribbon: { primaryFields: [{ key: 'a', label: 'A', value: 'b', changeMessage: 'Now %@' }] } }

const icons = ['icon.png', 'icon@2x.png', 'icon@3x.png']

const told = (core: Core, changes: object, files: readonly string[] = []): string[] => {
  const entries = [...icons, ...files].map((path): [string, Uint8Array] => [path, pngStub()])
  const filled = core.readyPass([['pass.json', utf8(JSON.stringify({ ...pass, ...changes }))], ...entries])
  return core.preflight(filled).map(({ severity, code, path }) => `${severity} ${code} ${path}`)
}

describe('a key, a style, a barcode format, a semantic tag and an image slot, each a line in its table', () => {
  let folder: string
  let next: Core

  beforeAll(async () => {
    const copy = await makeCopy()
    folder = copy.folder
    next = copy.core
  })

  it('are nothing that the core knows today', () => {
    expect(told(current, ribbon)).toContain('error style-count ')
    expect(current.imageSlotOf('halo.png')).toBeUndefined()
  })

  it('make a good pass, with all of them', () => {
    const barcode = { format: 'PKBarcodeFormatDots', message: '1', messageEncoding: 'iso-8859-1', altText: '1' }
    const fallback = { ...barcode, format: 'PKBarcodeFormatQR' }
    const changes = { ...ribbon, haloColor: 'rgb(1, 2, 3)', barcodes: [barcode, fallback] }
    expect(told(next, changes, ['halo.png', 'halo@2x.png', 'halo@3x.png'])).toEqual([])
    expect(next.imageSlotOf('halo@2x.png')).toEqual({ slot: 'halo', scale: 2 })
  })

  it('are checked: a value of the wrong type is found', () => {
    expect(told(next, { ...ribbon, haloColor: 5 })).toEqual(['warning type-wrong /haloColor'])
    expect(told(next, { eventTicket: {}, semantics: { encoreExpected: 'yes' } })).toEqual([
      'warning type-wrong /semantics/encoreExpected',
    ])
  })

  it('count and check the style: there is one of it, and its fields are looked at', () => {
    expect(told(next, { ...ribbon, coupon: {} })).toContain('error style-count ')
    expect(told(next, { ribbon: { primaryFields: [{ key: 'a' }] } })).toContain(
      'error key-missing /ribbon/primaryFields/0/value',
    )
    const twice = [
      { key: 'a', value: '1', changeMessage: '%@' },
      { key: 'a', value: '2', changeMessage: '%@' },
    ]
    expect(told(next, { ribbon: { backFields: twice } }).join()).toContain('/ribbon/backFields/1/key')
  })

  it('are in the JSON Schema for editors', () => {
    const schema = JSON.stringify(next.passJsonSchema())
    for (const name of ['haloColor', 'ribbon', 'PKBarcodeFormatDots', 'encoreExpected']) expect(schema).toContain(name)
  })

  it('need no other file to be changed: the copy compiles', async () => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    await promisify(execFile)(process.execPath, [compiler, '-p', join('lib', 'core')], { cwd: folder })
  })
})
