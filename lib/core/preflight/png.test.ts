import { describe, expect, it } from 'vitest'
import { aPng, pngChunk, pngHeader, pngOf } from '../../../test/builders/png.ts'
import { utf8 } from '../bytes.ts'
import { readPng } from './png.ts'
import { pngPixelFault } from './png-pixels.ts'

/** A picture of one black pixel, packed: `78 9c 63 60 00 00 00 02 00 01`. */
const packed = [0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01]
const header = pngHeader(1, 1)
const pixels = pngChunk('IDAT', packed)
const end = pngChunk('IEND', [])
const palette = pngChunk('PLTE', [0, 0, 0])
const headerOf = (...rest: readonly number[]) => pngChunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, ...rest])

const faultOf = (bytes: Uint8Array): string | undefined => {
  const png = readPng(bytes)
  return 'fault' in png ? png.fault : undefined
}

const damaged = (chunk: Uint8Array): Uint8Array => chunk.map((byte, index) => (index === 8 ? byte ^ 1 : byte))

describe('readPng', () => {
  it('reads the size and the colours', () => {
    expect(readPng(aPng({ width: 750, height: 288 }))).toMatchObject({
      width: 750,
      height: 288,
      bitDepth: 1,
      colourType: 0,
      interlaced: false,
      crushed: false,
      hasTransparentColours: false,
    })
  })

  it.each([
    ['bytes behind the end', pngOf(header, pixels, end, utf8('and more'))],
    ['an end without its checksum', pngOf(header, pixels, end.subarray(0, 8))],
    ['a comment with a wrong checksum', pngOf(header, damaged(pngChunk('tEXt', utf8('a\0b'))), pixels, end)],
    [
      'pixels in several chunks',
      pngOf(header, pngChunk('IDAT', packed.slice(0, 1)), pngChunk('IDAT', packed.slice(1)), end),
    ],
    ['a palette', pngOf(headerOf(1, 3, 0, 0, 0), palette, pixels, end)],
    [
      'what Xcode makes of one',
      pngOf(pngChunk('CgBI', [0x50, 0, 0x20, 2]), header, pngChunk('IDAT', packed.slice(2, 6)), end),
    ],
  ])('accepts %s', (_, bytes) => {
    expect(faultOf(bytes)).toBeUndefined()
  })

  it.each([
    ['another format', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'is not a PNG file'],
    ['nothing', new Uint8Array(), 'is not a PNG file'],
    ['a file that breaks off', pngOf(header, pixels), 'breaks off before its end'],
    ['pixels that break off', pngOf(header, pixels.subarray(0, 12)), 'breaks off before its end'],
    ['a damaged header', pngOf(damaged(header), pixels, end), 'is damaged: the checksum of its IHDR chunk is wrong'],
    ['damaged pixels', pngOf(header, damaged(pixels), end), 'is damaged: the checksum of its IDAT chunk is wrong'],
    ['no header', pngOf(pixels, end), 'does not begin with its header'],
    ['two headers', pngOf(header, header, pixels, end), 'has two headers'],
    ['a header that is too short', pngOf(pngChunk('IHDR', [0]), pixels, end), 'has a header of the wrong length'],
    ['no width', pngOf(pngHeader(0, 1), pixels, end), 'has no size'],
    ['three bits a pixel', pngOf(headerOf(3, 0, 0, 0, 0), pixels, end), 'has colours that PNG does not have'],
    [
      'a palette of deep colours',
      pngOf(headerOf(16, 3, 0, 0, 0), palette, pixels, end),
      'has colours that PNG does not have',
    ],
    [
      'an unknown compression',
      pngOf(headerOf(8, 0, 1, 0, 0), pixels, end),
      'is packed in a way that PNG does not have',
    ],
    ['no palette', pngOf(headerOf(1, 3, 0, 0, 0), pixels, end), 'has no palette'],
    ['no pixels', pngOf(header, end), 'has no pixels'],
    [
      'pixels in two places',
      pngOf(header, pixels, pngChunk('tEXt', [65, 0]), pixels, end),
      'has its pixels in several places',
    ],
    [
      'pixels that are no zlib stream',
      pngOf(header, pngChunk('IDAT', [1, 2, 3]), end),
      'has pixels that are not compressed as PNG wants',
    ],
    ['a chunk that is none', pngOf(header, pngChunk('I\u0001DA', []), pixels, end), 'is damaged: a chunk has no name'],
    [
      'a chunk that must be known',
      pngOf(header, pngChunk('ABCD', []), pixels, end),
      'has a chunk ABCD, which no decoder knows',
    ],
  ])('finds fault with %s', (_, bytes, fault) => {
    expect(faultOf(bytes)).toBe(fault)
  })
})

describe('pngPixelFault', () => {
  it('finds nothing where all pixels are there', async () => {
    expect(await pngPixelFault(aPng({ width: 300, height: 300 }))).toBeUndefined()
    expect(await pngPixelFault(pngOf(header, pixels, end))).toBeUndefined()
  })

  it.each([
    ['too few pixels', pngOf(pngHeader(1, 2), pixels, end)],
    ['pixels that are no deflate stream', pngOf(header, pngChunk('IDAT', [0x78, 0x9c, 0xff, 0xff, 0, 0, 0, 0]), end)],
  ])('finds %s', async (_, bytes) => {
    expect(await pngPixelFault(bytes)).toBe('is damaged: its pixels break off or cannot be unpacked')
  })

  it('counts the passes of an interlaced picture', async () => {
    // 1 by 1 pixel: one pass has one row of two bytes, the others have nothing.
    expect(await pngPixelFault(pngOf(headerOf(1, 0, 0, 0, 1), pixels, end))).toBeUndefined()
  })
})
