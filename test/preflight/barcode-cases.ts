/** The examples for the rules on barcodes. */
import { good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

/** A barcode, and what is special about it. */
const code = (changes: object = {}) => ({
  format: 'PKBarcodeFormatQR',
  message: 'A-1',
  messageEncoding: 'iso-8859-1',
  ...changes,
})

const codes = (...changes: readonly object[]) => ({ barcodes: changes.map(code) })

/** A barcode of a format, followed by one that every system shows. */
const withFallback = (format: string, message: string) => ({
  barcodes: [code({ format: `PKBarcodeFormat${format}`, message }), code({ message })],
})

const message = '/barcodes/0/message'
const encoding = '/barcodes/0/messageEncoding'

const wideOnly = { format: 'PKBarcodeFormatCode128' }

/** The examples. */
export const barcodeCases: readonly RuleCase[] = [
  ...rows(59, 'type-wrong', 'error', [
    { says: 'barcodes that are one object', broken: { barcodes: code() }, twin: codes({}), path: '/barcodes' },
    {
      says: 'a message that is a number',
      broken: codes({ message: 12 }),
      twin: codes({ message: '12' }),
      path: message,
    },
    { says: 'a barcode that is text', broken: { barcodes: ['12'] }, twin: codes({}), path: '/barcodes/0' },
  ]),
  ...rows(
    59,
    'key-missing',
    'error',
    ['format', 'message', 'messageEncoding'].map((key) => ({
      says: `a barcode without ${key}`,
      broken: codes({ [key]: undefined }),
      twin: codes({}),
      path: `/barcodes/0/${key}`,
    })),
  ),
  ...rows(60, 'name-unknown', 'error', [
    {
      says: 'a format that has another name',
      broken: codes({ format: 'PKBarcodeFormatITF', message: '12' }),
      twin: codes({ format: 'PKBarcodeFormatI2of5', message: '12' }),
      path: '/barcodes/0/format',
    },
    {
      says: 'a format in other letters',
      broken: codes({ format: 'PKBarcodeFormatCODE128' }),
      twin: codes({ format: 'PKBarcodeFormatCode128' }),
      path: '/barcodes/0/format',
    },
  ]),
  ...rows(60, 'barcode-legacy-format', 'error', [
    {
      says: 'a new format in the old key alone',
      broken: { barcode: code(wideOnly) },
      twin: { barcode: code(), barcodes: [code(wideOnly)] },
      path: '/barcode/format',
    },
  ]),
  ...rows(60, 'barcode-legacy-format', 'warning', [
    {
      says: 'a new format in the old key alone, of a pass that somebody else made',
      broken: { barcode: code(wideOnly) },
      twin: { barcode: code(), barcodes: [code(wideOnly)] },
      path: '/barcode/format',
      options: { profile: 'lenient' },
    },
  ]),
  ...rows(60, 'barcode-legacy-unread', 'warning', [
    {
      says: 'a new format in the old key, beside the new one',
      broken: { barcode: code(wideOnly), ...codes({}) },
      twin: { barcode: code(), ...codes({}) },
      path: '/barcode/format',
    },
  ]),
  ...rows(61, 'barcode-fallback-missing', 'warning', [
    {
      says: 'Code 128 alone, which no watch shows',
      broken: codes(wideOnly),
      twin: codes(wideOnly, {}),
      path: '/barcodes',
    },
    {
      says: 'a format of iOS 27 alone',
      broken: codes({ format: 'PKBarcodeFormatCode39' }),
      twin: withFallback('Code39', 'A-1'),
      path: '/barcodes',
    },
    {
      says: 'a format of iOS 27 and Code 128, of which a watch may show none',
      broken: codes({ format: 'PKBarcodeFormatCode39' }, wideOnly),
      twin: codes({ format: 'PKBarcodeFormatCode39' }, wideOnly, {}),
      path: '/barcodes',
    },
  ]),
  ...rows(0, 'barcode-never-shown', 'warning', [
    {
      says: 'a barcode behind one that shows everywhere',
      broken: codes({}, wideOnly),
      twin: codes(wideOnly, {}),
      path: '/barcodes/1',
    },
    {
      says: 'a format a second time, though no source says whether a watch shows it',
      broken: { barcodes: [...withFallback('Code39', 'A-1').barcodes, code({ format: 'PKBarcodeFormatCode39' })] },
      twin: withFallback('Code39', 'A-1'),
      path: '/barcodes/2',
    },
  ]),
  ...rows(0, 'barcode-alone', 'warning', [
    { says: 'the deprecated key alone', broken: { barcode: code() }, twin: codes({}), path: '/barcode' },
  ]),
  ...rows(0, 'barcode-alone', 'info', [
    {
      says: 'the deprecated key alone, on a pass of somebody else',
      broken: { barcode: code() },
      twin: codes({}),
      path: '/barcode',
      options: { profile: 'lenient', base: good.coupon },
    },
  ]),
  ...rows(0, 'barcode-messages-differ', 'warning', [
    {
      says: 'an old barcode that says something else',
      broken: { barcode: code({ message: 'A-2' }), ...codes({}) },
      twin: { barcode: code({ format: 'PKBarcodeFormatAztec' }), ...codes({}) },
      path: '/barcode/message',
    },
  ]),
  ...rows(0, 'barcode-message-empty', 'warning', [
    { says: 'an empty message', broken: codes({ message: '' }), twin: codes({}), path: message },
  ]),
  ...rows(62, 'barcode-message-not-encodable', 'warning', [
    {
      says: 'Chinese in Latin-1',
      broken: codes({ message: '票' }),
      twin: codes({ message: '票', messageEncoding: 'utf-8' }),
      path: message,
    },
    {
      says: 'a euro sign in Latin-1, which windows-1252 has',
      broken: codes({ message: '5 €', messageEncoding: 'ISO-8859-1' }),
      twin: codes({ message: '5 €', messageEncoding: 'windows-1252' }),
      path: message,
    },
    {
      says: 'a control character in windows-1252, which Latin-1 has',
      broken: codes({ message: '\u0081', messageEncoding: 'windows-1252' }),
      twin: codes({ message: '\u0081', messageEncoding: 'latin1' }),
      path: message,
    },
    {
      says: 'an umlaut in ASCII',
      broken: codes({ message: 'Müller', messageEncoding: 'us-ascii' }),
      twin: codes({ message: 'Müller' }),
      path: message,
    },
    {
      says: 'half a character in UTF-8',
      broken: codes({ message: '\ud83c', messageEncoding: 'UTF-8' }),
      twin: codes({ message: '🎫', messageEncoding: 'UTF-8' }),
      path: message,
    },
    {
      says: 'an umlaut in the old key',
      broken: { barcode: code({ message: 'ü', messageEncoding: 'us-ascii' }) },
      twin: { barcode: code({ message: 'ü' }) },
      path: '/barcode/message',
    },
  ]),
  ...rows(0, 'barcode-encoding-not-checked', 'info', [
    {
      says: 'Japanese in Shift_JIS',
      broken: codes({ message: '切符', messageEncoding: 'Shift_JIS' }),
      twin: codes({ message: 'A-1', messageEncoding: 'Shift_JIS' }),
      path: message,
    },
  ]),
  ...rows(0, 'barcode-encoding-unknown', 'warning', [
    {
      says: 'a mistyped charset',
      broken: codes({ messageEncoding: 'ISO8859-1' }),
      twin: codes({ messageEncoding: 'ISO_8859-1' }),
      path: encoding,
    },
    {
      says: 'a charset that does not exist',
      broken: codes({ messageEncoding: 'unicode' }),
      twin: codes({ messageEncoding: 'utf-16' }),
      path: encoding,
    },
  ]),
  ...rows(62, 'barcode-message-unfit', 'warning', [
    {
      says: 'an EAN-13 with a wrong check digit',
      broken: withFallback('EAN13', '4006381333932'),
      twin: withFallback('EAN13', '4006381333931'),
      path: message,
    },
    {
      says: 'an EAN-13 without its check digit',
      broken: withFallback('EAN13', '400638133393'),
      twin: withFallback('EAN13', '4006381333931'),
      path: message,
    },
    {
      says: 'an EAN-13 with letters',
      broken: withFallback('EAN13', '40063813339AB'),
      twin: withFallback('EAN13', '4006381333931'),
      path: message,
    },
    {
      says: 'an odd number of interleaved digits',
      broken: withFallback('I2of5', '123'),
      twin: withFallback('I2of5', '0123'),
      path: message,
    },
    {
      says: 'letters among interleaved digits',
      broken: withFallback('I2of5', '12A4'),
      twin: withFallback('I2of5', '1234'),
      path: message,
    },
    {
      says: 'small letters in Code 39',
      broken: withFallback('Code39', 'abc'),
      twin: withFallback('Code39', 'ABC-1 $/+%.'),
      path: message,
    },
    {
      says: 'letters in Codabar',
      broken: withFallback('Codabar', 'A12E4B'),
      twin: withFallback('Codabar', 'A12-4B'),
      path: message,
    },
    {
      says: 'a start letter without a stop letter in Codabar',
      broken: withFallback('Codabar', 'A1234'),
      twin: withFallback('Codabar', '1234'),
      path: message,
    },
    {
      says: 'an umlaut in Code 128',
      broken: withFallback('Code128', 'Müller'),
      twin: withFallback('Code128', 'Mueller'),
      path: message,
    },
  ]),
  ...rows(0, 'barcode-too-dense', 'warning', [
    {
      says: 'a QR code of 214 bytes on a watch',
      broken: codes({ message: 'x'.repeat(214) }),
      twin: codes({ message: 'x'.repeat(213) }),
      path: message,
    },
    {
      says: 'an Aztec code of 400 bytes that are no letters, which holds 400 letters',
      broken: codes({ format: 'PKBarcodeFormatAztec', message: 'é'.repeat(400) }),
      twin: codes({ format: 'PKBarcodeFormatAztec', message: 'x'.repeat(400) }),
      path: message,
    },
    {
      says: 'a PDF417 code of 600 letters behind one that no watch shows',
      broken: { barcodes: [code(wideOnly), code({ format: 'PKBarcodeFormatPDF417', message: 'X'.repeat(600) })] },
      twin: { barcodes: [code({ ...wideOnly, message: 'X'.repeat(600) }), code({ format: 'PKBarcodeFormatPDF417' })] },
      path: '/barcodes/1/message',
    },
  ]),
]
