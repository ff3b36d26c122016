import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url } from './base64url.ts'

describe('base64url', () => {
  it.each([
    [[], ''],
    [[0], 'AA'],
    [[0xfb, 0xef, 0xff], '--__'],
    [[0x66, 0x6f, 0x6f, 0x62], 'Zm9vYg'],
  ])('the bytes %j are written as "%s"', (bytes, text) => {
    expect(toBase64url(Uint8Array.from(bytes))).toBe(text)
    expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes))
  })

  it('what is written reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64url(toBase64url(bytes))).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it.each([
    ['padding', 'AA=='],
    ['characters of plain base64', '++//'],
    ['white space', 'AA AA'],
    ['a line break at the end', 'AAAA\n'],
    ['a character too many', 'AAAAA'],
    ['a bit that belongs to no byte', 'AB'],
    ['letters that only look alike', 'АААА'],
  ])('refuses %s', (_, text) => {
    expect(fromBase64url(text)).toBeUndefined()
  })
})
