import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, utf8 } from '../bytes.ts'
import { compareDer, derChildren, encodeDer, encodeOid, oidText, readDer, tag } from './der.ts'

describe('DER', () => {
  it('what is encoded is read back, whatever its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000, size: 'max' }), (content) => {
        const value = readDer(encodeDer(tag.octets, content))
        expect(value?.tag).toBe(tag.octets)
        expect(value?.content.length).toBe(content.length)
      }),
      { numRuns: 50 },
    )
  })

  it('lengths take the short form up to 127 bytes and the shortest long form above', () => {
    expect(hex(encodeDer(4, new Uint8Array(127)).subarray(0, 2))).toBe('047f')
    expect(hex(encodeDer(4, new Uint8Array(128)).subarray(0, 3))).toBe('048180')
    expect(hex(encodeDer(4, new Uint8Array(256)).subarray(0, 4))).toBe('04820100')
  })

  it('a value that is cut short, or followed by more, is not read', () => {
    const value = encodeDer(tag.sequence, encodeDer(tag.null))
    expect(readDer(value.subarray(0, 3))).toBeUndefined()
    expect(readDer(Uint8Array.of(...value, 0))).toBeUndefined()
    expect(readDer(new Uint8Array(0))).toBeUndefined()
  })

  it('indefinite lengths and tags of several bytes are not read', () => {
    expect(readDer(Uint8Array.of(0x30, 0x80, 0, 0))).toBeUndefined()
    expect(readDer(Uint8Array.of(0x3f, 0x81, 0x01, 0x00))).toBeUndefined()
  })

  it('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const value = readDer(Uint8Array.from([0x30, bytes.length, ...bytes]))
        expect(() => value && derChildren(value)).not.toThrow()
      }),
    )
  })

  it.each([
    ['1.2.840.113549.1.1.1', '06092a864886f70d010101'],
    ['2.5.4.3', '0603550403'],
    ['2.16.840.1.101.3.4.2.1', '0609608648016503040201'],
    ['0.9.2342.19200300.100.1.1', '060a0992268993f22c640101'],
  ])('the object identifier %s is %s', (dotted, digits) => {
    expect(hex(encodeOid(dotted))).toBe(digits)
    expect(oidText(readDer(encodeOid(dotted)))).toBe(dotted)
  })

  it('a SET OF is ordered by encoding, and a prefix comes first', () => {
    const sorted = ['b', 'aa', 'a', 'ab'].map(utf8).sort(compareDer)
    expect(sorted.map((bytes) => new TextDecoder().decode(bytes))).toEqual(['a', 'aa', 'ab', 'b'])
  })
})
