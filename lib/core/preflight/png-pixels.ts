/** Unpacks the pixels of PNG files, to see whether they are all there. */
import { inflatesTo } from '../archive/inflate.ts'
import { joinBytes } from '../bytes.ts'
import { type ReadPng, readPng } from './png.ts'

/** How many samples make a pixel, by colour type (W3C PNG specification, section 11.2.1). */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Where the seven passes of an interlaced picture begin, and how far apart their pixels are (section 8.2). */
const passes = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
] as const

const whole = [{ x: 0, y: 0, dx: 1, dy: 1 }] as const

/** How many bytes the pixels take when they are unpacked: each row has one for its filter. */
const unpackedSize = ({ width, height, bitDepth, colourType, interlaced }: ReadPng): number => {
  const bits = bitDepth * (samples[colourType] ?? 1)
  let size = 0
  for (const { x, y, dx, dy } of interlaced ? passes : whole) {
    const columns = Math.ceil((width - x) / dx)
    const rows = Math.ceil((height - y) / dy)
    if (columns > 0 && rows > 0) size += rows * (1 + Math.ceil((columns * bits) / 8))
  }
  return size
}

/** Larger pictures are not unpacked: no slot of a pass asks for a tenth of it. */
const largest = 64 * 1024 * 1024

/**
 * What is wrong with the pixels of a PNG file, as the rest of a sentence whose subject is the file; undefined if nothing
 * is, if `readPng` finds fault with the file, and for pictures of more than 64 MB unpacked, which are not looked into.
 * It takes up to 50 ms for 1 MB of packed pixels, most of it outside of the thread in which JavaScript runs.
 */
export const pngPixelFault = async (bytes: Uint8Array): Promise<string | undefined> => {
  const png = readPng(bytes)
  if ('fault' in png) return undefined
  const size = unpackedSize(png)
  if (size > largest) return undefined
  const packed = joinBytes(png.data)
  // Two bytes of header before the stream, four of checksum behind it (RFC 1950); Xcode leaves both out.
  const stream = png.crushed ? packed : packed.subarray(2, Math.max(2, packed.length - 4))
  return (await inflatesTo(stream, size)) ? undefined : 'is damaged: its pixels break off or cannot be unpacked'
}
