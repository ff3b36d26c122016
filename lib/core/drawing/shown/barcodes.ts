/** The barcodes that an iPhone and a watch choose from a pass. */

import { messageFault } from '../../format/barcode-messages.ts'
import { barcodeFormats } from '../../format/barcodes.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import { messageBytes } from '../barcode/message-bytes.ts'
import type { ShownBarcode, ShownPass } from '../shown-pass.ts'
import type { TextReader } from './texts.ts'

type FormatName = keyof typeof barcodeFormats

const isFormat = (name: string): name is FormatName => Object.hasOwn(barcodeFormats, name)

/** No format holds more: the largest QR code has 7,089 digits. */
const mostBytes = 7100

/** Whether the message has bytes in its charset that the format may draw: how many of them it holds, only drawing tells. */
const isDrawable = ({ format, message, messageEncoding }: ShownBarcode): boolean => {
  if (message === '' || message.length > mostBytes || messageFault(format, message)) return false
  const bytes = messageBytes(message, messageEncoding)
  return bytes !== undefined && bytes.length <= mostBytes
}

/** More entries nobody has: there are not as many formats. A stranger's list of many costs time for each. */
const mostEntries = 16

const read = (entry: Json, textOf: TextReader, mayBe: (format: FormatName) => boolean): readonly ShownBarcode[] => {
  if (!isObject(entry)) return []
  const { format, message, messageEncoding = 'iso-8859-1', altText } = entry
  if (typeof format !== 'string' || typeof message !== 'string' || typeof messageEncoding !== 'string') return []
  const barcode = { format, message, messageEncoding, altText: textOf(altText) }
  return isFormat(format) && mayBe(format) && isDrawable(barcode) ? [barcode] : []
}

/**
 * What an iPhone and what a watch shows: of `barcodes` the first that they can draw, or else the old `barcode`.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass/barcodes
 */
export const shownBarcodes = (
  { barcodes, barcode }: JsonObject,
  textOf: TextReader,
): Pick<ShownPass, 'barcode' | 'watchBarcode'> => {
  const entries: readonly Json[] = Array.isArray(barcodes) ? barcodes.slice(0, mostEntries) : []
  const first = (isShown: (format: FormatName) => boolean): ShownBarcode | undefined =>
    entries.flatMap((entry) => read(entry, textOf, isShown))[0] ??
    read(barcode ?? null, textOf, (format) => barcodeFormats[format].legacy && isShown(format))[0]
  const onPhone = first(() => true)
  const onWatch = first((format) => barcodeFormats[format].watch === true)
  return { ...(onPhone ? { barcode: onPhone } : {}), ...(onWatch ? { watchBarcode: onWatch } : {}) }
}
