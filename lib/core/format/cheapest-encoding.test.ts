import { describe, expect, it } from 'vitest'
import { aztecModes, pdf417Modes, qrModes } from './barcode-modes.ts'
import { charsetOf } from './charsets.ts'
import { cheapestEncoding, type Mode } from './cheapest-encoding.ts'

const latin = charsetOf('iso-8859-1') ?? { name: '' }

const cost = (modes: readonly Mode[], message: string) => cheapestEncoding(modes, message)

describe('cheapestEncoding', () => {
  it.each([
    ['digits: a mode, a count, three in ten bits', '123456', 4 + 12 + 20],
    ['capitals: a mode, a count, two in eleven bits', 'HELLO ', 4 + 11 + 33],
    ['bytes: a mode, a count, eight bits each', 'hello', 4 + 16 + 40],
    ['what no mode has but bytes, for all of it, if changing does not pay', 'A1b', 4 + 16 + 24],
  ])('counts the bits of QR codes: %s', (_, message, bits) => {
    expect(cost(qrModes(latin), message)).toBe(bits)
  })

  it.each([
    ['capitals at once', 'ABC', 15],
    ['small letters after a latch', 'abc', 5 + 15],
    ['one capital among small letters by a shift', 'abCde', 5 + 10 + 5 + 5 + 10],
    ['digits after a latch', '1234', 5 + 16],
    ['bytes between letters', 'AéB', 5 + 10 + 8 + 5],
  ])('counts the bits of Aztec: %s', (_, message, bits) => {
    expect(cost(aztecModes(latin), message)).toBe(bits)
  })

  it.each([
    ['two capitals a code word', 'ABCD', 2],
    ['small letters after a latch', 'abc', 2],
    ['44 digits in 15 code words after a latch', '1'.repeat(44), 16.5],
  ])('counts the code words of PDF417: %s', (_, message, words) => {
    expect(cost(pdf417Modes(latin), message)).toBeCloseTo(words, 6)
  })

  it('takes nothing for nothing', () => {
    expect(cost(aztecModes(latin), '')).toBe(0)
  })
})
