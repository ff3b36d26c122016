/** How much a barcode can say before its modules get too small to be scanned from the wrist. */
import { aztecModes, pdf417Modes, qrModes } from './barcode-modes.ts'
import type { barcodeFormats } from './barcodes.ts'
import type { Charset } from './charsets.ts'
import { cheapestEncoding, type Mode } from './cheapest-encoding.ts'

interface Density {
  readonly modes: (charset: Charset) => readonly Mode[]
  /** In what the modes count in. */
  readonly most: number
}

/**
 * The smallest watch on which today's watchOS runs is 25 mm wide between the edges of its screen, of which 22 mm are
 * left for a barcode: modules of a third of a millimetre, the least that common readers of screens are asked to read,
 * are 68 of them. That leaves
 *
 * - QR, with its quiet zone: version 10, 57 modules; 216 code words at error correction level M
 * - Aztec, which needs no quiet zone: 12 layers, 67 modules; 3648 bits, less 23 % and 3 code words for error correction, the
 *   length of a long stretch of bytes, and the bits that are stuffed in (one in 256)
 * - PDF417, turned and 30 mm long, of a sixth of a millimetre (the least for that symbology): 6 columns by 47 rows, less 32
 *   code words for error correction and 1 for the length
 *
 * ISO/IEC 18004, 24778 and 15438 give the capacities. What a format lacks here is not judged.
 */
const densities: { readonly [Name in keyof typeof barcodeFormats]?: Density } = {
  PKBarcodeFormatQR: { modes: qrModes, most: 216 * 8 },
  PKBarcodeFormatAztec: { modes: aztecModes, most: Math.floor((3648 * 0.77 - 3 * 10 - 11) * (1 - 1 / 256)) },
  PKBarcodeFormatPDF417: { modes: pdf417Modes, most: 6 * 47 - 32 - 1 },
}

/** No format holds more characters: of what is longer, the rest is taken to be like its beginning. */
const mostCharacters = 8000

/**
 * How many times over the size that a watch still shows well a message is: more than 1 is too dense. Undefined for a
 * format of which that is not known.
 */
export const watchDensity = (format: string, message: string, charset: Charset): number | undefined => {
  const density = Object.hasOwn(densities, format) ? densities[format as keyof typeof densities] : undefined
  if (!density) return undefined
  const size = cheapestEncoding(density.modes(charset), message.slice(0, mostCharacters))
  return (size * Math.max(1, message.length / mostCharacters)) / density.most
}
