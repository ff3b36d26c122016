/** What each system would show of a pass: its style, its scheme and its barcode. */
import { type BarcodeFormat, barcodeFormats } from '../format/barcodes.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { type SchemeName, schemes } from '../format/schemes.ts'
import { type StyleName, styles as styleTable } from '../format/styles.ts'
import { type System, type SystemName, systemNames, systems } from '../format/systems.ts'
import { stylesOf } from './rule.ts'
import { schemeFaults, wantedSchemes } from './schemes.ts'

/** A barcode that a system draws. */
export interface ShownBarcode {
  readonly format: string
  /** The JSON pointer of its entry in `pass.json`. */
  readonly path: string
  /** Whether Apple says that this system draws it; false where no source tells. */
  readonly confirmed: boolean
}

/** What one system would show. All of it survives JSON. */
export interface DeviceView {
  readonly os: SystemName
  /** Missing for a pass that the system cannot show at all. */
  readonly style?: StyleName
  readonly scheme?: SchemeName
  /** Missing where no barcode is shown. */
  readonly barcode?: ShownBarcode
  /** Why, as half sentences separated by semicolons. */
  readonly because: string
}

/** The look that a system chooses, and the reason. */
interface Look {
  readonly style?: StyleName
  readonly scheme?: SchemeName
  readonly because: string
}

/** Schemes that draw no barcode at all: their holders enter by NFC. */
const withoutBarcode: readonly SchemeName[] = ['posterEventTicket']

/** Where Apple's documents disagree, and until which release that matters. */
const doubts: Readonly<Partial<Record<SchemeName, { readonly before: number; readonly says: string }>>> = {
  posterEventTicket: { before: 26, says: "some of Apple's documents say from iOS 26 on" },
}

/** The first scheme whose wants are met, else the style itself. */
const schemeLook = (
  pass: JsonObject,
  files: ReadonlyMap<string, unknown>,
  style: StyleName,
  { version }: System,
): Look => {
  const reasons: string[] = []
  for (const scheme of wantedSchemes(pass)) {
    if (schemes[scheme].since > version) continue
    const lacks = schemeFaults(pass, files, scheme).filter(({ severity }) => severity === 'error')
    if (lacks.length === 0) {
      const doubt = doubts[scheme]
      const because = `it asks for ${scheme}${doubt && version < doubt.before ? ` (${doubt.says})` : ''}`
      return { style, scheme, because }
    }
    reasons.push(`${scheme} is not shown: ${lacks.map(({ message }) => message).join(', ')}`)
  }
  return { style, because: reasons.join('; ') || 'it is the style of the pass' }
}

/** Apple's articles on the newer looks name releases of watchOS too; what a watch makes of them is not documented. */
const watchLook = (
  pass: JsonObject,
  files: ReadonlyMap<string, unknown>,
  style: StyleName,
  newer: StyleName | SchemeName | undefined,
): Look => {
  const look = newer ?? schemeLook(pass, files, style, systems.watchOS).scheme
  const doubt = look ? ` (by Apple's articles a recent one may show ${look})` : ''
  return { style, because: `a watch shows the plain style${doubt}` }
}

/** A style that stands beside another goes first where it is known. */
const lookOf = (pass: JsonObject, files: ReadonlyMap<string, unknown>, system: System): Look => {
  // Some writers give null for a style that is not there.
  const given = stylesOf(pass).filter((style) => pass[style] !== null)
  const plain = given.filter((style) => !styleTable[style].beside)
  const beside = given.find((style) => styleTable[style].beside)
  if (plain.length > 1) return { because: `the pass has several styles: ${plain.join(', ')}` }
  const [style] = plain
  if (beside && styleTable[beside].since <= system.version && !(system.watch && style)) {
    return { style: beside, because: `${beside} goes first from iOS ${styleTable[beside].since} on` }
  }
  if (!style) return { because: beside ? `the system does not know ${beside}` : 'the pass has no style' }
  if (system.watch) return watchLook(pass, files, style, beside)
  return schemeLook(pass, files, style, system)
}

const formatOf = (barcode: Json | undefined): (BarcodeFormat & { readonly name: string }) | undefined => {
  const name = isObject(barcode) ? barcode.format : undefined
  const known = Object.entries<BarcodeFormat>(barcodeFormats).find(([format]) => format === name)
  return known && { name: known[0], ...known[1] }
}

/** Entries in the order in which a system tries them: `barcodes`, or the old key where there are none. */
const barcodesOf = ({ barcodes, barcode }: JsonObject): readonly (readonly [path: string, barcode: Json])[] => {
  if (Array.isArray(barcodes) && barcodes.length > 0) {
    return barcodes.map((entry: Json, index) => [`/barcodes/${index}`, entry] as const)
  }
  return formatOf(barcode)?.legacy ? [['/barcode', barcode ?? null]] : []
}

const barcodeOf = (pass: JsonObject, { version, watch }: System): ShownBarcode | undefined => {
  for (const [path, entry] of barcodesOf(pass)) {
    const format = formatOf(entry)
    if (!format || format.since > version || (watch && format.watch === false)) continue
    return { format: format.name, path, confirmed: !watch || format.watch === true }
  }
  return undefined
}

const barcodeReason = (pass: JsonObject, barcode: ShownBarcode | undefined): string => {
  if (!barcode) return barcodesOf(pass).length > 0 ? 'it draws none of the barcodes' : 'the pass has no barcode'
  const first = `${barcode.path} is the first barcode that it draws`
  return barcode.confirmed ? first : `${first}, if it draws ${barcode.format}: unconfirmed`
}

const viewOf = (os: SystemName, pass: JsonObject, files: ReadonlyMap<string, unknown>): DeviceView => {
  const system = systems[os]
  const { because, ...look } = lookOf(pass, files, system)
  if (!look.style) return { os, because: `not shown: ${because}` }
  if (look.scheme && withoutBarcode.includes(look.scheme)) {
    return { os, ...look, because: `${because}; ${look.scheme} shows no barcode` }
  }
  const barcode = barcodeOf(pass, system)
  return { os, ...look, ...(barcode ? { barcode } : {}), because: `${because}; ${barcodeReason(pass, barcode)}` }
}

/**
 * What each system would show of a pass, oldest first, by what Apple has published.
 *
 * @param files the files of the package, by path: a poster wants a picture
 */
export const deviceView = (pass: JsonObject, files: ReadonlyMap<string, unknown>): readonly DeviceView[] =>
  systemNames.map((os) => viewOf(os, pass, files))
