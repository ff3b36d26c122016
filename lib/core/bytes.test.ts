import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyBytes, hex, sameBytes, utf8 } from './bytes.ts'

describe('bytes', () => {
  it('text becomes UTF-8 without a byte order mark', () => {
    expect(utf8('aé€😀')).toEqual(new Uint8Array([0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]))
  })

  it('a copy of a view holds the bytes of the view and nothing of the memory around it', () => {
    const pool = new Uint8Array([1, 2, 3, 4])
    const copy = copyBytes(pool.subarray(1, 3))
    pool.fill(9)
    expect(copy).toEqual(new Uint8Array([2, 3]))
    expect(copy.buffer.byteLength).toBe(2)
  })

  it.each([
    [[], ''],
    [[0, 15, 16, 255], '000f10ff'],
  ])('the bytes %j are written as "%s"', (bytes, digits) => {
    expect(hex(new Uint8Array(bytes))).toBe(digits)
  })

  it('hexadecimal digits say all that the bytes say', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const pairs = hex(bytes).match(/../g) ?? []
        expect(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it('byte strings are the same only when length and every byte are', () => {
    expect(sameBytes(utf8('abc'), utf8('abc'))).toBe(true)
    expect(sameBytes(utf8('abc'), utf8('abd'))).toBe(false)
    expect(sameBytes(utf8('abc'), utf8('ab'))).toBe(false)
  })
})
