/** Images that no compression makes smaller: noise in PNG files, the same at every run. */
import { deflateSync } from 'node:zlib'
import { crc32 } from '../../../lib/core/archive/crc32.ts'
import { utf8 } from '../../../lib/core/bytes.ts'

/** A greyscale picture. */
export interface NoiseSize {
  readonly width: number
  readonly height: number
  /** How many bits a pixel takes: the size of the file is about width * height * bits / 8 bytes. */
  readonly bits: 4 | 8
}

const mark = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** xorshift32 (Marsaglia, 2003): enough for noise. */
const noise = (size: number, seed: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let state = seed
  for (let index = 0; index < size; index += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[index] = state
  }
  return bytes
}

const chunk = (name: string, data: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(data.length + 12)
  bytes.writeUInt32BE(data.length, 0)
  bytes.set(utf8(name), 4)
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8)
  return bytes
}

const header = ({ width, height, bits }: NoiseSize): Buffer => {
  const bytes = Buffer.alloc(13)
  bytes.writeUInt32BE(width, 0)
  bytes.writeUInt32BE(height, 4)
  bytes[8] = bits
  return bytes
}

/**
 * A PNG file of greyscale noise; another seed (not 0) gives another picture.
 *
 * @see https://www.w3.org/TR/png-3/
 */
export const noisePng = (size: NoiseSize, seed: number): Uint8Array => {
  const stride = 1 + Math.ceil((size.width * size.bits) / 8)
  const rows = noise(stride * size.height, seed)
  // The first byte of a row names its filter: none.
  for (let at = 0; at < rows.length; at += stride) rows[at] = 0
  return Buffer.concat([
    mark,
    chunk('IHDR', header(size)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}
