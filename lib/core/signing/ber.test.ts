import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../bytes.ts'
import { definite } from './ber.ts'
import { encodeDer } from './der.ts'

const bytes = (digits: string): Bytes =>
  Uint8Array.from(digits.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16))

const der = (digits: string): string | undefined => {
  const read = definite(bytes(digits))
  return read && hex(read.der)
}

describe('BER as DER', () => {
  it.each([
    ['an indefinite length', '3080 020101 0000', '3003020101'],
    ['an indefinite length inside of another', '3080 3080 020101 0000 0000', '30053003020101'],
    ['an indefinite length inside of a definite one', '3007 3080 020101 0000', '30053003020101'],
    ['an OCTET STRING in pieces', '2480 0402 0102 0401 03 0000', '0403010203'],
    ['an OCTET STRING in pieces of pieces', '2409 2404 04020102 0401 03', '0403010203'],
  ])('rewrites %s', (_, given, expected) => {
    expect(der(given)).toBe(expected)
  })

  it('leaves what is DER as it is, the very bytes', () => {
    const given = encodeDer(
      0x30,
      encodeDer(0x02, Uint8Array.of(1)),
      encodeDer(0xa0, encodeDer(0x04, new Uint8Array(300))),
    )
    const read = definite(given)
    expect(read).toEqual({ der: given, indefinite: false, rest: 0 })
    expect(read?.der.buffer).toBe(given.buffer)
  })

  it('tells what comes behind', () => {
    expect(definite(bytes('3003020101ffff'))).toMatchObject({ rest: 2, indefinite: false })
    expect(definite(bytes('3080020101000005'))).toMatchObject({ rest: 1, indefinite: true })
  })

  it.each([
    ['nothing', ''],
    ['a value that breaks off', '30050201'],
    ['an indefinite length without an end', '3080020101'],
    ['an indefinite length of what holds no values', '0480010000'],
    ['a value that is longer than what holds it', '3003020401'],
    ['an OCTET STRING in pieces that are none', '2403020105'],
    ['values in values without end', '3080'.repeat(10_000)],
  ])('gives nothing for %s', (_, given) => {
    expect(der(given)).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (given) => {
        definite(new Uint8Array(given))
      }),
    )
  })
})
