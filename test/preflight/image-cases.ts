/** The examples for the rules on icons, images and the names of files. */
import { utf8 } from '../../lib/core/bytes.ts'
import type { Finding, Severity } from '../../lib/core/finding.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { inspect } from '../../lib/core/inspect.ts'
import { preflight } from '../../lib/core/preflight/preflight.ts'
import { FilledPass } from '../../lib/core/template/filled-pass.ts'
import { aPng, pngChunk, pngHeader, pngOf } from '../builders/png.ts'
import { pngStub } from '../builders/template.ts'
import { aPass, type FileChanges, findingsOf, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46])
const png = pngStub()
const cut = png.subarray(0, png.length - 20)
const flipped = png.map((byte, index) => (index === png.length - 20 ? byte ^ 1 : byte))
const noIcons: FileChanges = { 'icon.png': undefined, 'icon@2x.png': undefined, 'icon@3x.png': undefined }

/** What a row changes of the files of a good pass. */
interface FileExample {
  readonly says: string
  readonly path: string
  readonly broken: FileChanges
  /** Default: nothing is changed. */
  readonly twin?: FileChanges
  /** Default: `good.storeCard`. */
  readonly base?: JsonObject
}

/** Several files that break one rule. */
export const fileRows = (
  rule: number,
  code: string,
  severity: Severity,
  examples: readonly FileExample[],
): readonly RuleCase[] =>
  examples.map(({ says, path, broken, twin = {}, base = good.storeCard }) => ({
    rule,
    says,
    code,
    severity,
    path,
    broken: () => findingsOf({}, { files: broken, base }),
    twin: () => findingsOf({}, { files: twin, base }),
  }))

/** A pass as somebody else has packed it, with files that our own builder leaves out. */
const packedWith = (path: string) => () => {
  const { pass, own } = aPass()
  return preflight(new FilledPass({ pass, shared: new Map(), own: new Map([...own, [path, utf8('x')]]) }))
}

const junk: readonly RuleCase[] = ['.DS_Store', '__MACOSX/._icon.png', 'en.lproj/.hidden', 'Thumbs.db'].map((path) => ({
  rule: 11,
  says: path,
  code: 'file-junk',
  severity: 'warning',
  path,
  broken: packedWith(path),
  twin: packedWith('tooling.json'),
}))

/** A picture of two pixels that has one. */
const halfEmpty = pngOf(
  pngHeader(1, 2),
  pngChunk('IDAT', [0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1]),
  pngChunk('IEND', []),
)

const inspected = async (path: string, image: Uint8Array): Promise<readonly Finding[]> => {
  const { own } = aPass({}, { [path]: image })
  return (await inspect(own, { trust: 'apple' })).findings
}

const pixels = (code: string, severity: Severity, path: string): RuleCase => ({
  rule: 9,
  says: `${path} without some of its pixels`,
  code,
  severity,
  path,
  broken: () => inspected(path, halfEmpty),
  twin: () => inspected(path, png),
})

const icons: readonly RuleCase[] = [
  ...fileRows(8, 'icon-missing', 'error', [
    { says: 'no icon', path: 'icon.png', broken: noIcons, twin: { 'icon.png': undefined, 'icon@3x.png': undefined } },
    { says: 'an icon in a folder', path: 'icon.png', broken: { ...noIcons, 'images/icon.png': png } },
  ]),
  ...fileRows(9, 'icon-missing', 'error', [
    { says: 'an icon in capitals', path: 'icon.png', broken: { ...noIcons, 'Icon.png': png } },
    { says: 'an icon that is a JPEG by its name', path: 'icon.png', broken: { ...noIcons, 'icon.jpg': jpeg } },
  ]),
  ...fileRows(9, 'icon-unreadable', 'error', [
    { says: 'an icon that is a JPEG file', path: 'icon.png', broken: { 'icon.png': jpeg } },
    { says: 'an icon that is empty', path: 'icon@2x.png', broken: { 'icon@2x.png': new Uint8Array() } },
    { says: 'an icon that breaks off', path: 'icon@3x.png', broken: { 'icon@3x.png': cut } },
    { says: 'an icon with a damaged byte', path: 'icon.png', broken: { 'icon.png': flipped } },
  ]),
  ...fileRows(10, 'icon-scale-missing', 'warning', [
    { says: 'no icon@2x', path: 'icon@2x.png', broken: { 'icon@2x.png': undefined } },
    { says: 'no icon@3x', path: 'icon@3x.png', broken: { 'icon@3x.png': undefined } },
    { says: 'no icon.png beside the others', path: 'icon.png', broken: { 'icon.png': undefined } },
  ]),
  ...fileRows(0, 'icon-doubtful', 'warning', [
    { says: 'a PDF file as the only icon', path: 'icon.pdf', broken: { ...noIcons, 'icon.pdf': '%PDF-1.7' } },
    {
      says: 'icons in folders of languages',
      path: 'en.lproj/icon.png',
      broken: { ...noIcons, 'en.lproj/icon.png': png },
    },
  ]),
]

const names: readonly RuleCase[] = [
  pixels('icon-unreadable', 'error', 'icon.png'),
  pixels('image-unreadable', 'warning', 'logo.png'),
  ...fileRows(9, 'image-unreadable', 'warning', [
    { says: 'a logo that is a JPEG file', path: 'logo.png', broken: { 'logo.png': jpeg }, twin: { 'logo.png': png } },
    { says: 'a localized logo that breaks off', path: 'en.lproj/logo.png', broken: { 'en.lproj/logo.png': cut } },
  ]),
  ...fileRows(9, 'image-name', 'warning', [
    { says: 'an icon in capitals', path: 'Icon.png', broken: { 'Icon.png': png }, twin: { 'tooling.json': '{}' } },
    { says: 'a scale in capitals', path: 'logo@2X.png', broken: { 'logo@2X.png': png }, twin: { 'logo@2x.png': png } },
    { says: 'an ending in capitals', path: 'logo.PNG', broken: { 'logo.PNG': png }, twin: { 'logo.png': png } },
    { says: 'a scale behind a hyphen', path: 'icon-2x.png', broken: { 'icon-2x.png': png } },
    { says: 'a scale that is not written', path: 'logo@1x.png', broken: { 'logo@1x.png': png } },
    { says: 'a scale that there is not', path: 'logo@4x.png', broken: { 'logo@4x.png': png } },
    { says: 'another format', path: 'strip@2x.jpg', broken: { 'strip@2x.jpg': jpeg } },
    { says: 'two endings', path: 'logo.png.png', broken: { 'logo.png.png': png } },
    { says: 'a localized one', path: 'en.lproj/Logo.png', broken: { 'en.lproj/Logo.png': png } },
  ]),
  ...fileRows(9, 'image-pdf', 'info', [{ says: 'a PDF file', path: 'logo.pdf', broken: { 'logo.pdf': '%PDF-1.7' } }]),
  ...fileRows(9, 'image-unknown', 'info', [
    { says: 'a name of no slot', path: 'photo.png', broken: { 'photo.png': png } },
  ]),
  ...fileRows(9, 'file-misplaced', 'warning', [
    {
      says: 'an image in a folder',
      path: 'images/logo.png',
      broken: { 'images/logo.png': png },
      twin: { 'logo.png': png },
    },
    { says: 'texts without a language', path: 'pass.strings', broken: { 'pass.strings': '"a" = "b";' } },
    {
      says: 'the form in a folder',
      path: 'en.lproj/personalization.json',
      broken: { 'en.lproj/personalization.json': '{}' },
    },
  ]),
]

const eventTicket = { base: good.eventTicket }

const sizes: readonly RuleCase[] = [
  ...fileRows(13, 'image-large', 'warning', [
    {
      says: 'a strip of twice its slot',
      path: 'strip.png',
      broken: { 'strip.png': aPng({ width: 750, height: 288 }) },
      twin: { 'strip.png': aPng({ width: 375, height: 144 }), 'strip@2x.png': aPng({ width: 750, height: 288 }) },
    },
    {
      says: 'a logo that is too high',
      path: 'logo@2x.png',
      broken: { 'logo@2x.png': aPng({ width: 200, height: 200 }) },
      twin: { 'logo@2x.png': aPng({ width: 320, height: 100 }) },
    },
    {
      says: 'a background larger than any source has it',
      path: 'background@2x.png',
      broken: { 'background@2x.png': aPng({ width: 1_000, height: 1_200 }) },
      twin: {
        'background.png': aPng({ width: 180, height: 220 }),
        'background@2x.png': aPng({ width: 690, height: 1_010 }),
      },
      ...eventTicket,
    },
  ]),
  ...fileRows(13, 'image-aspect', 'warning', [
    {
      says: 'an icon that is no square',
      path: 'icon@2x.png',
      broken: { 'icon@2x.png': aPng({ width: 76, height: 38 }) },
      twin: { 'icon@2x.png': aPng({ width: 58, height: 58 }) },
    },
    {
      says: 'a strip that is a square',
      path: 'strip.png',
      broken: { 'strip.png': aPng({ width: 144, height: 144 }) },
      twin: { 'strip.png': aPng({ width: 320, height: 84 }), 'strip@2x.png': aPng({ width: 624, height: 246 }) },
    },
    {
      says: 'a narrow thumbnail',
      path: 'thumbnail.png',
      broken: { 'thumbnail.png': aPng({ width: 50, height: 90 }) },
      twin: { 'thumbnail.png': aPng({ width: 60, height: 90 }) },
      ...eventTicket,
    },
  ]),
  ...fileRows(14, 'strip-with-background', 'warning', [
    {
      says: 'a strip and a background',
      path: 'strip.png',
      broken: { 'strip.png': png, 'background.png': png },
      twin: { 'strip.png': png },
      ...eventTicket,
    },
    {
      says: 'a strip and a thumbnail',
      path: 'strip@2x.png',
      broken: { 'strip@2x.png': png, 'thumbnail.png': png },
      twin: { 'background.png': png, 'thumbnail.png': png },
      ...eventTicket,
    },
  ]),
]

/** The examples. */
export const imageCases: readonly RuleCase[] = [...icons, ...names, ...junk, ...sizes]
