/** Barcode formats: who can show them, and their shape. */

/** What is known of one barcode format. */
export interface BarcodeFormat {
  /** The first iOS release that shows it. */
  readonly since: number
  /** Whether an Apple Watch shows it; undefined where no source says. */
  readonly watch: boolean | undefined
  readonly shape: 'square' | 'wide'
  /** Whether the old `barcode` key may name it, besides `barcodes`. */
  readonly legacy: boolean
}

/**
 * All formats, by their constant.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass/barcodes
 */
export const barcodeFormats = {
  PKBarcodeFormatQR: { since: 6, watch: true, shape: 'square', legacy: true },
  PKBarcodeFormatPDF417: { since: 6, watch: true, shape: 'wide', legacy: true },
  PKBarcodeFormatAztec: { since: 6, watch: true, shape: 'square', legacy: true },
  PKBarcodeFormatCode128: { since: 9, watch: false, shape: 'wide', legacy: false },
  PKBarcodeFormatCode39: { since: 27, watch: undefined, shape: 'wide', legacy: false },
  PKBarcodeFormatCodabar: { since: 27, watch: undefined, shape: 'wide', legacy: false },
  PKBarcodeFormatEAN13: { since: 27, watch: undefined, shape: 'wide', legacy: false },
  PKBarcodeFormatI2of5: { since: 27, watch: undefined, shape: 'wide', legacy: false },
} as const satisfies Readonly<Record<string, BarcodeFormat>>
