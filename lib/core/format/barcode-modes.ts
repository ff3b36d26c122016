/** The modes of the codes of two dimensions, and what characters take in them. */
import { byteLength, type Charset } from './charsets.ts'
import type { Mode } from './cheapest-encoding.ts'

const no = Number.POSITIVE_INFINITY

const digits = '0123456789'
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ '
const small = 'abcdefghijklmnopqrstuvwxyz '

const costing = (allowed: string, cost: number): Mode['cost'] => {
  const chars = new Set(allowed)
  return (char) => (chars.has(char) ? cost : undefined)
}

const controls = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)).join('')

const ofBytes =
  (charset: Charset, cost: number): Mode['cost'] =>
  (char) =>
    byteLength(charset, char) * cost

const qr = {
  digits: costing(digits, 10 / 3),
  alphanumeric: costing(`${digits}${capitals}$%*+-./:`, 5.5),
}

const aztec = {
  upper: costing(capitals, 5),
  lower: costing(small, 5),
  mixed: costing(`${controls(1, 13)}${controls(27, 31)} @\\^_\`|~\u007f`, 5),
  punctuation: costing('\r!"#$%&\'()*+,-./:;<=>?[]{}', 5),
  digits: costing(`${digits} ,.`, 4),
}

const pdf417 = {
  upper: costing(capitals, 0.5),
  lower: costing(small, 0.5),
  mixed: costing(`${digits}&\r\t,:#-.$/+%*=^ `, 0.5),
  punctuation: costing(';<>@[\\]_`~!\r\t,:\n-.$/"|*()?{}\'', 0.5),
  digits: costing(digits, 15 / 44),
}

/**
 * QR codes of version 10, in bits: each change of mode costs the indicator of the mode and a count of characters. The first
 * mode is where nothing is written as yet.
 *
 * @see ISO/IEC 18004, tables 2 and 3
 */
export const qrModes = (charset: Charset): readonly Mode[] => {
  const latch = [no, 4 + 12, 4 + 11, 4 + 16]
  return [
    { cost: () => undefined, latch },
    { cost: qr.digits, latch },
    { cost: qr.alphanumeric, latch },
    { cost: ofBytes(charset, 8), latch },
  ]
}

/**
 * Aztec, in bits: upper, lower, mixed, punctuation, digits, and bytes between the letters of one of the first three. A
 * stretch of more than 31 bytes takes eleven bits more than it says here.
 *
 * @see ISO/IEC 24778, table 2
 */
export const aztecModes = (charset: Charset): readonly Mode[] => {
  const byte = ofBytes(charset, 8)
  return [
    { cost: aztec.upper, latch: [0, 5, 5, 10, 5, 10, no, no], shift: [no, no, no, 5] },
    { cost: aztec.lower, latch: [9, 0, 5, 10, 5, no, 10, no], shift: [5, no, no, 5] },
    {
      cost: aztec.mixed,
      latch: [5, 5, 0, 5, 10, no, no, 10],
      shift: [no, no, no, 5],
    },
    { cost: aztec.punctuation, latch: [5, 10, 10, 0, 10, no, no, no] },
    { cost: aztec.digits, latch: [4, 9, 9, 14, 0, no, no, no], shift: [4, no, no, 4] },
    { cost: byte, latch: [0, no, no, no, no, 0, no, no] },
    { cost: byte, latch: [no, 0, no, no, no, no, 0, no] },
    { cost: byte, latch: [no, no, 0, no, no, no, no, 0] },
  ]
}

/**
 * PDF417, in code words, of which two characters of text take one: capitals, small letters, mixed, punctuation, and stretches
 * of digits and of bytes.
 *
 * @see ISO/IEC 15438, tables 5 to 7
 */
export const pdf417Modes = (charset: Charset): readonly Mode[] => [
  { cost: pdf417.upper, latch: [0, 0.5, 0.5, 1, 1.5, 1.5], shift: [no, no, no, 0.5] },
  { cost: pdf417.lower, latch: [1, 0, 0.5, 1, 1.5, 1.5], shift: [0.5, no, no, 0.5] },
  { cost: pdf417.mixed, latch: [0.5, 0.5, 0, 0.5, 1.5, 1.5], shift: [no, no, no, 0.5] },
  { cost: pdf417.punctuation, latch: [0.5, 1, 1, 0, 1.5, 1.5] },
  { cost: pdf417.digits, latch: [1, 1.5, 1.5, 2, 0, 2] },
  { cost: ofBytes(charset, 5 / 6), latch: [1, 1.5, 1.5, 2, 2, 0] },
]
