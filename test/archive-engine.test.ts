/** With Node's zlib the command line unpacks just what all others unpack with streams. */
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useZlib } from '../lib/cli/archive-engine.ts'
import { crc32 } from '../lib/core/archive/crc32.ts'
import { inflate, inflatesTo } from '../lib/core/archive/inflate.ts'
import { type Bytes, copyBytes, utf8 } from '../lib/core/bytes.ts'
import { ArchiveError } from '../lib/core/errors.ts'

const text = utf8('gate B12, seat 4A; '.repeat(5_000))
const packed = copyBytes(deflateRawSync(text))
const damaged = packed.with(10, (packed[10] ?? 0) ^ 0xff)

const outcome = async (bytes: Bytes, size: number): Promise<string> => {
  try {
    return String(crc32(await inflate(bytes, size, 'The file')))
  } catch (error) {
    if (error instanceof ArchiveError) return `${error.code}: ${error.message}`
    throw error
  }
}

const inputs: readonly (readonly [Bytes, number])[] = [
  [packed, text.length],
  [packed, text.length - 1],
  [packed, text.length + 1],
  [packed, 0],
  [packed.slice(0, -20), text.length],
  [damaged, text.length],
  [new Uint8Array(), 0],
  [Uint8Array.of(3, 0), 0],
]

const outcomes = async () => ({
  inflated: await Promise.all(inputs.map(([bytes, size]) => outcome(bytes, size))),
  enough: await Promise.all(inputs.map(([bytes, size]) => inflatesTo(bytes, size))),
  checksums: [crc32(text), crc32(text.slice(100), crc32(text.slice(0, 100)))],
})

describe('zlib as the engine of archives', () => {
  it('comes to what streams and JavaScript come to, errors too', async () => {
    const before = await outcomes()
    useZlib()
    expect(await outcomes()).toEqual(before)
    expect(before.inflated[0]).toBe(String(before.checksums[0]))
    expect(before.inflated[1]).toContain('holds more than its stated size')
  })
})
