/** The barcodes of a pass as the rules look at them: those that the tables find no fault in. */
import { type BarcodeFormat, barcodeFormats } from '../../format/barcodes.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'

/** A barcode of a format that the tables know. */
export interface BarcodeEntry {
  /** Its JSON pointer. */
  readonly path: string
  readonly name: string
  readonly format: BarcodeFormat
  readonly message: string
  /** The charset that it names; undefined if it names none. */
  readonly encoding: string | undefined
}

const formats: Readonly<Record<string, BarcodeFormat>> = barcodeFormats

/** What is known of a format by its constant. */
export const formatOf = (name: unknown): BarcodeFormat | undefined =>
  typeof name === 'string' && Object.hasOwn(formats, name) ? formats[name] : undefined

const entryOf = (barcode: Json | undefined, path: string): BarcodeEntry | undefined => {
  if (!isObject(barcode)) return undefined
  const { format: name, message, messageEncoding } = barcode
  const format = formatOf(name)
  if (!(format && typeof name === 'string' && typeof message === 'string')) return undefined
  return { path, name, format, message, encoding: typeof messageEncoding === 'string' ? messageEncoding : undefined }
}

const noEntries: readonly BarcodeEntry[] = []

// A dozen rules ask about one pass in a row.
const readings = new WeakMap<readonly Json[], readonly BarcodeEntry[]>()

/** The entries of `barcodes`. */
export const barcodesOf = ({ barcodes }: JsonObject): readonly BarcodeEntry[] => {
  if (!Array.isArray(barcodes)) return noEntries
  const known = readings.get(barcodes)
  if (known) return known
  const entries = barcodes.flatMap((barcode: Json, index) => entryOf(barcode, `/barcodes/${index}`) ?? [])
  readings.set(barcodes, entries)
  return entries
}

/** The one in `barcode`, for systems before iOS 9. */
export const oldBarcodeOf = ({ barcode }: JsonObject): BarcodeEntry | undefined => entryOf(barcode, '/barcode')

/** All barcodes that say something of their own: an old one that repeats a new one is left out. */
export const allBarcodesOf = (pass: JsonObject): readonly BarcodeEntry[] => {
  const entries = barcodesOf(pass)
  const old = oldBarcodeOf(pass)
  const isRepeated = entries.some(
    ({ name, message, encoding }) => name === old?.name && message === old.message && encoding === old.encoding,
  )
  return old && !isRepeated ? [...entries, old] : entries
}

/** The barcode that today's systems show: the first of `barcodes`, or the old one where there are none. */
export const shownBarcode = (pass: JsonObject): BarcodeEntry | undefined => barcodesOf(pass)[0] ?? oldBarcodeOf(pass)
