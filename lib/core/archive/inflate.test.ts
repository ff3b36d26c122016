import fc from 'fast-check'
import { deflateSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import { aZip } from '../../../test/builders/zip.ts'
import { type Bytes, joinBytes, sameBytes, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { unzip } from './unzip.ts'

/** What `unzip` makes of a file that stands for `data` and is stored as `packed`: its bytes, or the error. */
const unpack = async (data: Bytes, packed: Bytes): Promise<Bytes | ArchiveError> => {
  try {
    const [unpacked] = (await unzip(aZip([{ method: 8, data, packed }]), { ratio: 2_000 })).values()
    return unpacked ?? new Uint8Array()
  } catch (error) {
    if (error instanceof ArchiveError) return error
    throw error
  }
}

const isBack = async (data: Bytes, packed: Bytes): Promise<boolean> => {
  const unpacked = await unpack(data, packed)
  return unpacked instanceof Uint8Array && sameBytes(unpacked, data)
}

const words = fc
  .array(fc.constantFrom('gate', 'seat', ' = ', '\n', 'Zürich'), { maxLength: 300, size: 'max' })
  .map((all) => utf8(all.join('')))

const noise = (size: number): Bytes => Uint8Array.from({ length: size }, (_, at) => Math.sin(at) * 1_000_000)

const ofLevel = (data: Bytes, level: 0 | 1 | 6 | 9): Bytes => new Uint8Array(deflateSync(data, { level }))

describe('a deflated file', () => {
  it('is given back, at every level', async () => {
    const level = fc.constantFrom(0 as const, 1 as const, 6 as const, 9 as const)
    await fc.assert(
      fc.asyncProperty(words, level, async (data, chosen) => {
        expect(await isBack(data, ofLevel(data, chosen))).toBe(true)
      }),
    )
  })

  it.each([
    ['does not shrink', noise(1_000_000)],
    ['shrinks to a thousandth', new Uint8Array(20_000_000)],
    ['is text', utf8(Array.from({ length: 60_000 }, (_, line) => `${(line * 7_919) % 10_007} `).join(''))],
  ])('is given back if it is large and %s', async (_what, data) => {
    expect(await isBack(data, ofLevel(data, 6))).toBe(true)
  })

  it.each([
    ['of the fixed code', [3, 0]],
    ['that is stored', [1, 0, 0, 0xff, 0xff]],
    ['in front of another one', [0, 0, 0, 0xff, 0xff, 3, 0]],
  ])('is empty if it is one empty block %s', async (_what, packed) => {
    expect(await unpack(utf8(''), Uint8Array.from(packed))).toEqual(utf8(''))
  })

  it('has a buffer of exactly its size', async () => {
    const data = new Uint8Array(5_000).fill(1)
    expect(await unpack(data, ofLevel(data, 6))).toMatchObject({ byteOffset: 0, buffer: { byteLength: 5_000 } })
  })

  it('is read no further when more comes out than it should have', async () => {
    // The last megabyte is no deflate stream at all, which goes unnoticed.
    const packed = joinBytes([ofLevel(noise(3_000_000), 0), new Uint8Array(1_000_000)])
    packed.fill(0xff, 3_000_000)
    expect(await unpack(utf8('some text'), packed)).toMatchObject({
      code: 'archive/damaged',
      message: expect.stringContaining('holds more than its stated size'),
    })
  })

  it('gives its own bytes or is refused as damaged, wherever its stream is cut off or changed', async () => {
    const data = utf8('Gate B12, seat 4A, gate B12, seat 4B; '.repeat(20).concat('Flug nach Zürich'))
    const packed = ofLevel(data, 6)
    const place = fc.nat(packed.length - 1)
    await fc.assert(
      fc.asyncProperty(place, fc.nat(255), fc.option(place), async (at, byte, cut) => {
        const unpacked = await unpack(data, packed.with(at, byte).slice(0, cut ?? packed.length))
        if (unpacked instanceof ArchiveError) expect(unpacked.code).toBe('archive/damaged')
        else expect(unpacked).toEqual(data)
      }),
      { numRuns: 500 },
    )
  })
})
