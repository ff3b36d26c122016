/** How much a barcode can say before its modules get too small to be scanned from the wrist. */
import type { barcodeFormats } from './barcodes.ts'
import { byteLength, type Charset } from './charsets.ts'

const digits = /^\d*$/
const qrCharacters = /^[0-9A-Z $%*+\-./:]*$/

/** Bits, or code words, that a message takes at the least. */
type Size = (message: string, charset: Charset) => number

const qrSize: Size = (message, charset) => {
  if (digits.test(message)) return (message.length * 10) / 3
  return qrCharacters.test(message) ? message.length * 5.5 : byteLength(charset, message) * 8
}

interface Costs {
  readonly digit: number
  /** Of a capital letter or a space. */
  readonly capital: number
  /** Of any other printable character of ASCII. */
  readonly text: number
  readonly byte: number
}

const costOf = (costs: Costs, char: string, charset: Charset): number => {
  if (char >= '0' && char <= '9') return costs.digit
  if ((char >= 'A' && char <= 'Z') || char === ' ') return costs.capital
  return char > ' ' && char <= '~' ? costs.text : costs.byte * byteLength(charset, char)
}

/** A sum over characters, for symbologies that change between their modes in passing. */
const byCharacter =
  (costs: Costs): Size =>
  (message, charset) => {
    let size = 0
    for (const char of message) size += costOf(costs, char, charset)
    return size
  }

interface Density {
  readonly size: Size
  readonly most: number
}

/**
 * The smallest watch on which today's watchOS runs is 25 mm wide between the edges of its screen, of which 22 mm are
 * left for a barcode: modules of a third of a millimetre, the least that common readers of screens are asked to read,
 * are 68 of them. That leaves
 *
 * - QR, with its quiet zone: version 10, 57 modules; 216 code words at error correction level M, less the header
 * - Aztec, which needs no quiet zone: 12 layers, 67 modules; 3648 bits, less 23 % and 3 code words for error correction
 * - PDF417, turned and 30 mm long, of a sixth of a millimetre (the least for that symbology): 250 code words of data
 *
 * ISO/IEC 18004, 24778 and 15438 give the capacities. What a format lacks here is not judged.
 */
const densities: { readonly [Name in keyof typeof barcodeFormats]?: Density } = {
  PKBarcodeFormatQR: { size: qrSize, most: 216 * 8 - 20 },
  PKBarcodeFormatAztec: {
    size: byCharacter({ digit: 4, capital: 5, text: 8, byte: 8 }),
    most: Math.floor(3648 * 0.77) - 3 * 10,
  },
  PKBarcodeFormatPDF417: {
    size: byCharacter({ digit: 1 / 2.9, capital: 1 / 2, text: 1 / 2, byte: 1 / 1.2 }),
    most: 250,
  },
}

/**
 * How many times over the size that a watch still shows well a message is: more than 1 is too dense. Undefined for a
 * format of which that is not known.
 */
export const watchDensity = (format: string, message: string, charset: Charset): number | undefined => {
  const density = Object.hasOwn(densities, format) ? densities[format as keyof typeof densities] : undefined
  return density && density.size(message, charset) / density.most
}
