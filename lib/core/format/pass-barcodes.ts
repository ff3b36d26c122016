/** The keys of `pass.json` that hold barcodes. */
import { barcodeFormats } from './barcodes.ts'
import { type Choice, list, optional, required, structure, text } from './kinds.ts'

const url = 'https://developer.apple.com/documentation/walletpasses/pass/barcodes'

const barcodeFormat: Choice<keyof typeof barcodeFormats> = {
  kind: 'choice',
  names: Object.keys(barcodeFormats) as (keyof typeof barcodeFormats)[],
  misnomers: {
    PKBarcodeFormatITF: 'PKBarcodeFormatI2of5',
    PKBarcodeFormatITF14: 'PKBarcodeFormatI2of5',
    PKBarcodeFormatInterleaved2of5: 'PKBarcodeFormatI2of5',
    PKBarcodeFormatEAN: 'PKBarcodeFormatEAN13',
    PKBarcodeFormatQRCode: 'PKBarcodeFormatQR',
  },
}

const barcode = structure(
  {
    format: required(barcodeFormat, { what: 'The format of the barcode.', url }),
    message: required(text(), { what: 'What the barcode says to a scanner.', url }),
    messageEncoding: required(text({ minLength: 1, wants: 'is an IANA charset such as iso-8859-1' }), {
      what: 'The charset by which the message becomes bytes.',
      url,
    }),
    altText: optional(text(), { what: 'What stands below the barcode, for people.', severity: 'warning', url }),
  },
  { name: 'barcode', tellsTypos: true },
)

/** The keys. */
export const barcodeKeys = {
  barcodes: optional(list(barcode), {
    what: 'The barcodes, the best first: a device shows the first that it can.',
    since: 9,
    url,
  }),
  barcode: optional(barcode, { what: 'One barcode, for systems before iOS 9.', url }),
}
