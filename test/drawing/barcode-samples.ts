/** Barcodes of every format, and what a scanner has to read from them. */
import type { ShownBarcode } from '../../lib/core/drawing/shown-pass.ts'

/** A barcode and what is in it. */
export interface BarcodeSample {
  readonly barcode: ShownBarcode
  /** The scanner's name for the format, and the bytes in hexadecimal digits. */
  readonly read: string
  readonly onWatch: boolean
}

const sample = (
  [format, messageEncoding, message]: readonly [format: string, messageEncoding: string, message: string],
  read: string,
  onWatch = false,
): BarcodeSample => ({
  barcode: { format: `PKBarcodeFormat${format}`, message, messageEncoding, altText: 'For people' },
  read,
  onWatch,
})

const boardingPass = 'M1EXAMPLE/ADA         EABC123 VIEOSLXX 0123 060Y014C0042 100'
const boardingPassBytes =
  '4d314558414d504c452f41444120202020202020202045414243313233205649' +
  '454f534c585820303132332030363059303134433030343220313030'

/** Samples by a name that a file can have. */
export const barcodeSamples: Readonly<Record<string, BarcodeSample>> = {
  'qr-latin': sample(['QR', 'iso-8859-1', 'Grüße 7'], 'QRCode 4772fcdf652037', true),
  'qr-utf8': sample(['QR', 'utf-8', 'Žluť Ω 東'], 'QRCode c5bd6c75c5a520cea920e69db1', true),
  'qr-digits': sample(['QR', 'utf-8', '0123456789'], 'QRCode 30313233343536373839', true),
  'qr-base45': sample(['QR', 'us-ascii', 'PW1:6BF$%*+-./ '], 'QRCode 5057313a36424624252a2b2d2e2f20', true),
  'qr-windows': sample(['QR', 'windows-1252', '9 € „so“'], 'QRCode 3920802084736f93', true),
  'qr-utf16': sample(['QR', 'utf-16', 'aΩ'], 'QRCode 006103a9', true),
  'aztec-latin': sample(['Aztec', 'iso-8859-1', 'Grüße 7'], 'Aztec 4772fcdf652037', true),
  'aztec-utf8': sample(['Aztec', 'utf-8', 'Žluť Ω 東'], 'Aztec c5bd6c75c5a520cea920e69db1', true),
  'aztec-boarding': sample(['Aztec', 'iso-8859-1', boardingPass], `Aztec ${boardingPassBytes}`, true),
  'pdf417-latin': sample(['PDF417', 'iso-8859-1', 'Grüße 7'], 'PDF417 4772fcdf652037', true),
  'pdf417-utf8': sample(['PDF417', 'utf-8', 'Žluť Ω 東'], 'PDF417 c5bd6c75c5a520cea920e69db1', true),
  'pdf417-boarding': sample(['PDF417', 'iso-8859-1', boardingPass], `PDF417 ${boardingPassBytes}`, true),
  code128: sample(['Code128', 'iso-8859-1', 'Ab-1234 ~'], 'Code128 41622d31323334207e'),
  code39: sample(['Code39', 'us-ascii', 'AB-12 $.'], 'Code39 41422d313220242e'),
  codabar: sample(['Codabar', 'us-ascii', '31-117:0'], 'Codabar 33312d3131373a30'),
  ean13: sample(['EAN13', 'us-ascii', '4006381333931'], 'EAN-13 34303036333831333333393331'),
  i2of5: sample(['I2of5', 'us-ascii', '00123456'], 'ITF 3030313233343536'),
}
