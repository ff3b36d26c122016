import fc from 'fast-check'
import { deflateSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import { type Bytes, sameBytes, utf8 } from '../../bytes.ts'
import { inflate } from './inflate.ts'

/** Bits of a deflate stream, written as they are read: the lowest of each number first. */
const stream = (...fields: readonly (readonly [value: number, bits: number])[]): Bytes => {
  const bits = fields.flatMap(([value, count]) => Array.from({ length: count }, (_, bit) => (value >>> bit) & 1))
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, at) => {
    bytes[at >>> 3] = bytes[at >>> 3]! | (bit << (at & 7))
  })
  return bytes
}

const last = [1, 1] as const
const notLast = [0, 1] as const
const stored = [0, 2] as const
const fixedCode = [1, 2] as const
const ownCode = [2, 2] as const
// In the fixed code: the end of a block is seven zeros; length 3 is 0000001, and a distance has five bits, highest first.
const end = [0, 7] as const
const lengthOfThree = [0b1000000, 7] as const

describe('inflate', () => {
  it('gives back what was deflated, at every level', () => {
    const level = fc.constantFrom(0 as const, 1 as const, 6 as const, 9 as const)
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 1_000, size: 'max' }),
      fc
        .array(fc.constantFrom('gate', 'seat', ' = ', '\n', 'Zürich'), { maxLength: 300, size: 'max' })
        .map((words) => utf8(words.join(''))),
    )
    fc.assert(
      fc.property(bytes, level, (plain, chosen) => {
        expect(inflate(deflateSync(plain, { level: chosen }), plain.length)).toEqual(new Uint8Array(plain))
      }),
    )
  })

  it('gives back a large file of several blocks', () => {
    const plain = utf8(Array.from({ length: 60_000 }, (_, line) => `${(line * 7_919) % 10_007} `).join(''))
    const out = inflate(deflateSync(plain), plain.length)
    expect(typeof out !== 'string' && sameBytes(out, plain)).toBe(true)
  })

  it('gives an array of exactly the size of the file', () => {
    const plain = new Uint8Array(5_000).fill(1)
    const out = inflate(deflateSync(plain), plain.length)
    expect(out).toBeInstanceOf(Uint8Array)
    expect(typeof out === 'string' ? 0 : out.buffer.byteLength).toBe(5_000)
  })

  it('stops when more comes out than should', () => {
    expect(inflate(deflateSync(new Uint8Array(10_000_000)), 10)).toBe('too-long')
    expect(inflate(deflateSync(utf8('abc'), { level: 0 }), 2)).toBe('too-long')
    expect(inflate(deflateSync(utf8('abc')), 2)).toBe('too-long')
  })

  it('says when less comes out than should, or the stream ends early', () => {
    const plain = utf8('Gate B12, seat 4A, gate B12, seat 4B')
    const packed = deflateSync(plain)
    expect(inflate(packed, plain.length + 1)).toBe('too-short')
    for (let cut = 0; cut < packed.length; cut++)
      expect(inflate(packed.subarray(0, cut), plain.length)).toBe('too-short')
  })

  it('says when bytes follow the end of the stream', () => {
    expect(inflate(Uint8Array.of(...deflateSync(utf8('abc')), 0), 3)).toBe('bytes-behind')
  })

  it.each([
    ['a block of type 3', [last, [3, 2]]],
    ['a stored block whose length is not confirmed', [last, stored, [0, 5], [3, 16], [3, 16], [0, 24]]],
    ['a distance beyond the first byte', [last, fixedCode, lengthOfThree, [0, 5], end]],
    ['distance symbol 30', [last, fixedCode, [0b00001100, 8], lengthOfThree, [0b01111, 5], end]],
    ['length symbol 286', [last, fixedCode, [0b01100011, 8], end]],
    ['more literals than there are', [last, ownCode, [30, 5], [0, 5], [0, 4], [0, 100]]],
    ['more distances than there are', [last, ownCode, [0, 5], [30, 5], [0, 4], [0, 100]]],
    ['a code of lengths without a symbol', [last, ownCode, [0, 5], [0, 5], [0, 4], [0, 100]]],
    ['a code with more symbols than bits', [last, ownCode, [0, 5], [0, 5], [0, 4], [0b001001001, 9], [0, 100]]],
    ['a code with unused bits', [last, ownCode, [0, 5], [0, 5], [0, 4], [0b010010000, 9], [0, 100]]],
    ['a repetition before any length', [last, ownCode, [0, 5], [0, 5], [0, 4], [0b001000001, 9], [0, 100]]],
  ])('refuses %s', (_what, fields) => {
    expect(inflate(stream(...(fields as [number, number][])), 1_000)).toBe('not-deflate')
  })

  it('reads an empty file, in any kind of block', () => {
    expect(inflate(stream(last, fixedCode, end), 0)).toEqual(new Uint8Array())
    expect(inflate(stream(last, stored, [0, 5], [0, 16], [0xffff, 16]), 0)).toEqual(new Uint8Array())
    expect(inflate(stream(notLast, fixedCode, end, last, fixedCode, end), 0)).toEqual(new Uint8Array())
  })

  it('takes any bytes without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200, size: 'max' }), fc.nat(500), (packed, size) => {
        const out = inflate(packed, size)
        expect(typeof out === 'string' || out.length === size).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('takes damaged streams without a throw', () => {
    const plain = utf8('Gate B12, seat 4A, gate B12, seat 4B; '.repeat(20).concat('Flug nach Zürich'))
    const packed = deflateSync(plain)
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(255), (at, byte) => {
        const out = inflate(packed.with(at, byte), plain.length)
        expect(typeof out === 'string' || out.length === plain.length).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('takes any number of blocks that bring codes of their own and hold nothing', () => {
    // Told are the lengths of the codes for 16, 17, 18, 0, ..., 14 and 1: one bit for 18 ("zeros") and one for 1.
    const ofLengths = Array.from({ length: 18 }, (_, place) => [place === 2 || place === 17 ? 1 : 0, 3] as const)
    // 138 + 117 zeros, then one bit for 255, for the end of the block, and for the one distance.
    const lengths = [
      [1, 1],
      [127, 7],
      [1, 1],
      [106, 7],
      [0, 3],
    ] as const
    const block = [ownCode, [0, 5], [0, 5], [14, 4], ...ofLengths, ...lengths, [1, 1]] as const
    const many = Array.from({ length: 2_000 }, () => [notLast, ...block]).flat()
    expect(inflate(stream(...many, last, ...block), 0)).toEqual(new Uint8Array())
  })
})
