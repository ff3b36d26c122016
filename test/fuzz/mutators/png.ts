/** Changes of pictures: chunks, their lengths and checksums, the header, the data. */
import { crc32 } from '../../../lib/core/archive/crc32.ts'
import { type Bytes, joinBytes, utf8 } from '../../../lib/core/bytes.ts'
import type { Chance } from '../chance.ts'
import { mutateBytes, oddNumber } from './splice.ts'

interface Chunk {
  readonly length: number
  readonly type: Bytes
  readonly data: Bytes
  readonly crc: number
}

const chunksOf = (bytes: Uint8Array): Chunk[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) break
    const data = bytes.slice(at + 8, at + 8 + length)
    chunks.push({ length, type: bytes.slice(at + 4, at + 8), data, crc: view.getUint32(at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

const bigEndian = (value: number): readonly number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]

const write = (signature: Bytes, chunks: readonly Chunk[]): Bytes =>
  joinBytes([
    signature,
    ...chunks.flatMap(({ length, type, data, crc }) => [bigEndian(length), type, data, bigEndian(crc)]),
  ])

const types = [
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tEXt',
  'zTXt',
  'iCCP',
  'acTL',
  'fcTL',
  'CgBI',
  'eXIf',
  '\0\0\0\0',
] as const

const withData = (chunk: Chunk, data: Bytes): Chunk => ({
  ...chunk,
  length: data.length,
  data,
  crc: crc32(joinBytes([chunk.type, data])),
})

const changeHeader = (chunk: Chunk, chance: Chance): Chunk => {
  const data = chunk.data.slice()
  const view = new DataView(data.buffer)
  if (data.length < 13) return withData(chunk, data)
  if (chance.oneIn(2)) view.setUint32(chance.below(2) * 4, oddNumber(chance))
  else view.setUint8(8 + chance.below(5), chance.below(256))
  return withData(chunk, data)
}

const changeChunk = (chunk: Chunk, chance: Chance): Chunk => {
  switch (chance.below(5)) {
    case 0:
      return { ...chunk, length: oddNumber(chance) }
    case 1:
      return { ...chunk, type: utf8(chance.any(types) ?? 'IDAT') }
    case 2:
      return { ...chunk, crc: oddNumber(chance) }
    case 3:
      return changeHeader(chunk, chance)
    default:
      return withData(chunk, mutateBytes(chunk.data, chance))
  }
}

const changeOrder = (chunks: Chunk[], at: number, chance: Chance): void => {
  const [taken] = chunks.splice(at, 1)
  if (!taken || chance.oneIn(2)) return
  const copies = chance.oneIn(8) ? 500 : 2
  chunks.splice(chance.below(chunks.length + 1), 0, ...Array.from({ length: copies }, () => taken))
}

/** A picture that is broken, or whose header says something else. */
export const mutatePng = (bytes: Uint8Array, chance: Chance): Bytes => {
  const chunks = chunksOf(bytes)
  if (chunks.length === 0 || chance.oneIn(6)) return mutateBytes(bytes, chance)
  for (let count = 1 + chance.below(3); count > 0 && chunks.length > 0; count--) {
    const at = chance.oneIn(2) ? 0 : chance.below(chunks.length)
    const chunk = chunks[at]
    if (chunk && !chance.oneIn(4)) chunks[at] = changeChunk(chunk, chance)
    else changeOrder(chunks, at, chance)
  }
  return write(bytes.slice(0, 8), chunks)
}
