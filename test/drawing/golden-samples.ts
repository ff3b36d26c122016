/** What the golden pictures show: the sample templates from all sides, and the looks that none of them has. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readFolder } from '../../lib/cli/read-path.ts'
import { drawPass, type View } from '../../lib/core/drawing/draw-pass.ts'
import { showPass } from '../../lib/core/drawing/show-pass.ts'
import type { PassSource } from '../../lib/core/drawing/shown-pass.ts'
import { toSvg } from '../../lib/core/drawing/svg/to-svg.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { compileTemplate } from '../../lib/core/template/compile.ts'

const templates = fileURLToPath(new URL('../../infra/templates/', import.meta.url))

/** Pixels: small enough to be looked at side by side. */
export const goldenWidth = 160

/** Where the pictures are. */
export const goldenFolder = fileURLToPath(new URL('golden/', import.meta.url))

/** What is changed of a sample before it is drawn. */
interface Change {
  readonly pass?: (pass: JsonObject) => JsonObject
  /** Files of other templates, by the name that they get. */
  readonly files?: Readonly<Record<string, string>>
  readonly locale?: string
}

interface Sample extends Change {
  readonly template: string
  readonly view?: 'front' | 'back' | 'watch'
}

const fill = async (template: string): Promise<PassSource> => {
  const compiled = await compileTemplate(await readFolder(join(templates, template)))
  const { pass, shared, own } = compiled.fill(compiled.settings.sample)
  return { pass, files: new Map([...shared, ...own]) }
}

const filled = new Map<string, Promise<PassSource>>()

/** The sample of a template, filled once. */
const filledSample = (template: string): Promise<PassSource> => {
  const source = filled.get(template) ?? fill(template)
  filled.set(template, source)
  return source
}

const sourceOf = async ({ template, pass = (same) => same, files = {} }: Sample): Promise<PassSource> => {
  const source = await filledSample(template)
  const all = new Map(source.files)
  for (const [name, path] of Object.entries(files)) {
    const [folder = '', file = ''] = path.split('/')
    const other = (await filledSample(folder)).files.get(file)
    if (other) all.set(name, other)
  }
  return { pass: pass(source.pass), files: all }
}

const asked = (scheme: string, more: JsonObject = {}) => ({
  pass: (pass: JsonObject): JsonObject => ({ ...pass, preferredStyleSchemes: [scheme], ...more }),
})

const posterFields = {
  headerFields: [{ key: 'since', label: 'SINCE', value: '2019' }],
  primaryFields: [
    { key: 'member', label: 'MEMBER', value: 'Begoña Ibáñez' },
    { key: 'level', label: 'LEVEL', value: 'Patron' },
  ],
  footerFields: [{ key: 'card', label: 'CARD', value: 'CP-2019' }],
  additionalInfoFields: [{ key: 'shop', label: 'SHOP', value: '10% off' }],
}

const artwork = { 'artwork@3x.png': 'event-ticket/background@3x.png' }

const arabicTexts = new TextEncoder().encode(
  '"SECTION" = "القسم"; "ROW" = "الصف"; "SEAT" = "المقعد"; "VENUE" = "المكان"; "DATE" = "التاريخ"; "STARTS" = "يبدأ";',
)

const sides: Readonly<Record<string, Sample>> = Object.fromEntries(
  ['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card'].flatMap((template) =>
    (['front', 'back', 'watch'] as const).map((view) => [`${template}-${view}`, { template, view }]),
  ),
)

const samples: Readonly<Record<string, Sample>> = {
  ...sides,
  'coupon-voided': { template: 'coupon', pass: (pass) => ({ ...pass, voided: true }) },
  'event-on-strip': { template: 'event-ticket', files: { 'strip@3x.png': 'coupon/strip@3x.png' } },
  'membership-wide-code': {
    template: 'membership',
    locale: 'es',
    pass: (pass) => ({
      ...pass,
      barcodes: [{ format: 'PKBarcodeFormatPDF417', message: 'CP-2019-004817', messageEncoding: 'utf-8' }],
    }),
  },
  'poster-event': {
    template: 'event-ticket',
    ...asked('posterEventTicket', {
      nfc: { message: 'ticket', encryptionPublicKey: 'key', requiresAuthentication: true },
      eventLogoText: 'Nine Lanterns',
      footerBackgroundColor: 'rgb(60, 20, 90)',
    }),
    files: artwork,
  },
  'poster-generic': {
    template: 'membership',
    pass: (pass) => ({ ...pass, posterGeneric: posterFields }),
    files: { ...artwork, 'primaryLogo@3x.png': 'membership/logo@3x.png' },
  },
  'semantic-boarding': { template: 'boarding-pass', ...asked('semanticBoardingPass') },
}

const now = Date.UTC(2027, 2, 1)

/** An event ticket in a language that is read from the right. */
const arabicTicket = async (): Promise<PassSource> => {
  const { pass, files } = await sourceOf({ template: 'event-ticket' })
  return { pass, files: new Map([...files, ['ar.lproj/pass.strings', arabicTexts]]) }
}

const svgOf = (source: PassSource, locale: string, view: View): string =>
  toSvg(drawPass(showPass(source, { locale, timeZone: 'Europe/London', now }), view))

/** The drawings by the name of their picture, each made when it is asked for. */
export const goldenDrawings: ReadonlyMap<string, () => Promise<string>> = new Map([
  ...Object.entries(samples).map(
    ([name, sample]) =>
      [
        name,
        async () => svgOf(await sourceOf(sample), sample.locale ?? 'en-GB', { view: sample.view ?? 'front' }),
      ] as const,
  ),
  ['event-ticket-arabic', async () => svgOf(await arabicTicket(), 'ar', { view: 'front' })] as const,
])
