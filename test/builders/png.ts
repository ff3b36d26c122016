/** Pictures for tests: real PNG files, made without any compression. */
import { crc32 } from '../../lib/core/archive/crc32.ts'
import { joinBytes, utf8 } from '../../lib/core/bytes.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const bigEndian = (number: number): number[] => [
  number >>> 24,
  (number >>> 16) & 255,
  (number >>> 8) & 255,
  number & 255,
]

/** A chunk of a PNG file: its length, type, data and CRC. */
export const pngChunk = (type: string, data: ArrayLike<number>): Uint8Array => {
  const checked = joinBytes([utf8(type), data])
  return joinBytes([bigEndian(data.length), checked, bigEndian(crc32(checked))])
}

/** A PNG file of these chunks. */
export const pngOf = (...chunks: readonly Uint8Array[]): Uint8Array => joinBytes([signature, ...chunks])

/** The Adler-32 checksum (RFC 1950, section 8.2) of bytes that are all 0. */
const adlerOfZeros = (length: number): number => ((length % 65_521) << 16) | 1

/** A zlib stream (RFC 1950) of zeros, in stored blocks of at most 65,535 bytes. */
const zeros = (length: number): Uint8Array => {
  const blocks: Uint8Array[] = []
  for (let left = length; left > 0; left -= 65_535) {
    const size = Math.min(left, 65_535)
    const head = [left <= 65_535 ? 1 : 0, size & 255, size >>> 8, ~size & 255, (~size >>> 8) & 255]
    blocks.push(joinBytes([head, new Uint8Array(size)]))
  }
  return joinBytes([[0x78, 0x01], ...blocks, bigEndian(adlerOfZeros(length))])
}

/** What a picture is to be like. */
export interface PngSize {
  /** In pixels. Default: 1. */
  readonly width?: number
  /** In pixels. Default: 1. */
  readonly height?: number
  /** A comment in the file: another comment makes other bytes. Default: none. */
  readonly comment?: string
}

/** The header of a black picture: one bit a pixel, greyscale. */
export const pngHeader = (width: number, height: number): Uint8Array =>
  pngChunk('IHDR', [...bigEndian(width), ...bigEndian(height), 1, 0, 0, 0, 0])

/** A black picture of a size. */
export const aPng = ({ width = 1, height = 1, comment }: PngSize = {}): Uint8Array =>
  pngOf(
    pngHeader(width, height),
    ...(comment ? [pngChunk('tEXt', utf8(`Comment\0${comment}`))] : []),
    pngChunk('IDAT', zeros(height * (1 + Math.ceil(width / 8)))),
    pngChunk('IEND', []),
  )
