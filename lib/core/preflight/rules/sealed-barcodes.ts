/** The rules on sealed barcodes: a format that can draw them, and nothing around them. */
import { inferred } from '../../finding.ts'
import type { barcodeFormats } from '../../format/barcodes.ts'
import type { JsonObject } from '../../format/json.ts'
import { looksSealed } from '../../sealing/prefix.ts'
import type { PassRule, Place } from '../rule.ts'
import { allBarcodesOf, type BarcodeEntry } from './barcode-entries.ts'

/**
 * How many characters of a sealed barcode a format draws at the most: QR at error correction level M (ISO/IEC 18004, version
 * 40), Aztec of 32 layers (ISO/IEC 24778) and PDF417 (ISO/IEC 15438), which change between their tables of characters all the
 * while.
 */
const capacities: { readonly [Name in keyof typeof barcodeFormats]?: number } = {
  PKBarcodeFormatQR: 3391,
  PKBarcodeFormatAztec: 2200,
  PKBarcodeFormatPDF417: 1200,
}

const wideCharset = /^utf-(?:16|32)/i

const faultOf = ({ path, name, message, encoding = '' }: BarcodeEntry): Place | undefined => {
  const looks = looksSealed(message)
  if (looks === 'no') return undefined
  if (looks === 'part')
    return {
      path: `${path}/message`,
      message: 'there is more in the message than the sealed barcode',
      fix: 'write ${sealedBarcode} alone',
    }
  const capacity = Object.hasOwn(capacities, name) ? capacities[name as keyof typeof capacities] : undefined
  if (capacity === undefined) return { path: `${path}/format`, message: `${name} has no room for a sealed barcode` }
  if (message.length > capacity) {
    const told = `the sealed barcode has ${message.length} characters, of which ${name} draws ${capacity}`
    return { path: `${path}/message`, message: told, fix: 'seal fewer or shorter values' }
  }
  if (!wideCharset.test(encoding)) return undefined
  return {
    path: `${path}/messageEncoding`,
    message: `${encoding} makes two bytes or more of each character`,
    fix: 'write iso-8859-1',
  }
}

function* sealedFaults(pass: JsonObject): Iterable<Place> {
  for (const entry of allBarcodesOf(pass)) {
    const fault = faultOf(entry)
    if (fault) yield fault
  }
}

/** The rules on sealed barcodes. */
export const sealedBarcodeRules: readonly PassRule[] = [
  {
    code: 'barcode-seal-unfit',
    severity: 'warning',
    what: 'A sealed barcode cannot be drawn, or not be read by those who verify it.',
    why: 'It takes some two hundred characters or more, which only QR, Aztec and PDF417 have room for, and a scanner that verifies it takes nothing before or behind it.',
    fix: 'write ${sealedBarcode} alone as the message of a QR, Aztec or PDF417 code, with iso-8859-1',
    source: inferred,
    on: 'pass',
    reads: ['barcodes', 'barcode'],
    find: ({ pass }) => sealedFaults(pass),
  },
]
