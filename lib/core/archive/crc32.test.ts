import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { crc32 } from './crc32.ts'

describe('crc32', () => {
  it.each([
    ['', 0],
    ['a', 0xe8b7be43],
    // The check value that catalogues of CRCs give for CRC-32.
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is %i', (text, crc) => {
    expect(crc32(utf8(text))).toBe(crc)
  })

  it('of two parts in turn is that of the whole, wherever the cut is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes))
      }),
    )
  })

  it('looks only at the bytes of a view, not at those around it', () => {
    expect(crc32(utf8('xxx123456789xxx').subarray(3, 12))).toBe(0xcbf43926)
  })
})
