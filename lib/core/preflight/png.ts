/** Looks into PNG files: their size, and whether a decoder could read them. */
import { crc32 } from '../archive/crc32.ts'
import { isPng } from '../format/png.ts'

/** What the header of a PNG file says (W3C PNG specification, section 11.2.1). */
export interface PngHeader {
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** Bits a sample. */
  readonly bitDepth: 1 | 2 | 4 | 8 | 16
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colourType: number
  readonly interlaced: boolean
}

/** A PNG file whose chunks are in order. */
export interface ReadPng extends PngHeader {
  /** The compressed pixels, in pieces as the file has them. */
  readonly data: readonly Uint8Array[]
  /** Whether Xcode has rewritten the file for Apple's systems, which alone can read it then. */
  readonly crushed: boolean
  /** Whether one of its colours, or some of its palette, is transparent: what a chunk of its own says. */
  readonly hasTransparentColours: boolean
}

/** A file that is no PNG, or a broken one. */
export interface PngFault {
  /** What is wrong, as the rest of a sentence whose subject is the file: "ends in the middle of its pixels". */
  readonly fault: string
}

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
  /** Whether the checksum behind it is its own. */
  readonly sound: boolean
}

// Longer chunks than these are not allowed (section 5.3).
const longestChunk = 0x7f_ff_ff_ff

/** The chunks of a file up to the first IEND; undefined in place of one that the file does not hold whole. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; ; ) {
    if (at + 8 > bytes.length) return yield undefined
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const end = at + 8 + length
    // What stands behind the name of the last chunk changes nothing any more.
    if (type === 'IEND') return yield { type, data: bytes.subarray(0, 0), sound: true }
    if (length > longestChunk || end + 4 > bytes.length) return yield undefined
    // A decoder leaves out what it need not understand (a small first letter), broken or not.
    const critical = (bytes[at + 4] ?? 0) < 0x60
    const sound = !critical || crc32(bytes.subarray(at + 4, end)) === view.getUint32(end)
    yield { type, data: bytes.subarray(at + 8, end), sound }
    at = end + 4
  }
}

/** The bit depths that each colour type may have (section 11.2.1, table 11.1). */
const bitDepths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

const broken = (fault: string): PngFault => ({ fault })

const readHeader = (data: Uint8Array): PngHeader | PngFault => {
  if (data.length !== 13) return broken('has a header of the wrong length')
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [bitDepth = 0, colourType = -1, compression, filter, interlace = 2] = data.subarray(8)
  if (width === 0 || height === 0 || width > longestChunk || height > longestChunk) return broken('has no size')
  const depth = ([1, 2, 4, 8, 16] as const).find((known) => known === bitDepth)
  if (!(depth && bitDepths[colourType]?.includes(depth))) return broken('has colours that PNG does not have')
  if (compression !== 0 || filter !== 0 || interlace > 1) return broken('is packed in a way that PNG does not have')
  return { width, height, bitDepth: depth, colourType, interlaced: interlace === 1 }
}

const chunkName = /^[A-Za-z]{4}$/
const mustBeKnown = /^[A-Z]/

/** Takes the chunks of a file one by one, in the order that PNG asks for. */
class PngAssembler {
  readonly #data: Uint8Array[] = []
  #header: PngHeader | undefined
  #crushed = false
  #hasPalette = false
  #hasTransparentColours = false
  #dataEnded = false

  /** What is wrong with the chunk here; undefined if nothing is. */
  take({ type, data, sound }: Chunk): string | undefined {
    if (!chunkName.test(type)) return 'is damaged: a chunk has no name'
    if (!sound) return `is damaged: the checksum of its ${type} chunk is wrong`
    // Apple's own chunk stands before the header, and nothing else may.
    if (!this.#header && type !== 'CgBI' && type !== 'IHDR') return 'does not begin with its header'
    if (this.#data.length > 0 && type !== 'IDAT') this.#dataEnded = true
    return this.#takeInOrder(type, data)
  }

  #takeInOrder(type: string, data: Uint8Array): string | undefined {
    switch (type) {
      case 'CgBI':
        this.#crushed = true
        return this.#header && 'has chunks in the wrong order'
      case 'IHDR':
        return this.#takeHeader(data)
      case 'PLTE':
        this.#hasPalette = true
        return data.length > 0 && data.length % 3 === 0 && data.length <= 768 ? undefined : 'has a broken palette'
      case 'tRNS':
        this.#hasTransparentColours = true
        return undefined
      case 'IDAT':
        if (this.#dataEnded) return 'has its pixels in several places'
        this.#data.push(data)
        return undefined
      default:
        return mustBeKnown.test(type) && type !== 'IEND' ? `has a chunk ${type}, which no decoder knows` : undefined
    }
  }

  #takeHeader(data: Uint8Array): string | undefined {
    if (this.#header) return 'has two headers'
    const header = readHeader(data)
    if ('fault' in header) return header.fault
    this.#header = header
    return undefined
  }

  /** What the chunks make together. */
  finish(): ReadPng | PngFault {
    const header = this.#header
    if (!header) return broken('has no header')
    if (this.#data.length === 0) return broken('has no pixels')
    if (header.colourType === 3 && !this.#hasPalette) return broken('has no palette')
    return this.#crushed || hasZlibHeader(this.#data)
      ? { ...header, data: this.#data, crushed: this.#crushed, hasTransparentColours: this.#hasTransparentColours }
      : broken('has pixels that are not compressed as PNG wants')
  }
}

/** Whether compressed pixels begin as RFC 1950 asks: method 8, and a checksum over the first two bytes. */
const hasZlibHeader = (data: readonly Uint8Array[]): boolean => {
  const begin: number[] = []
  for (const piece of data) {
    if (begin.length >= 2) break
    begin.push(...piece.subarray(0, 2))
  }
  const [method = 0, flags = 0] = begin
  return (method & 15) === 8 && ((method << 8) | flags) % 31 === 0 && (flags & 32) === 0
}

const read = (bytes: Uint8Array): ReadPng | PngFault => {
  if (!isPng(bytes)) return broken('is not a PNG file')
  const assembler = new PngAssembler()
  for (const chunk of chunksOf(bytes)) {
    if (!chunk) return broken('breaks off before its end')
    const fault = assembler.take(chunk)
    if (fault !== undefined) return broken(fault)
  }
  return assembler.finish()
}

const known = new WeakMap<Uint8Array, ReadPng | PngFault>()

/**
 * Reads the chunks of a PNG file and checks their order and checksums; pixels are not unpacked. As forgiving as decoders
 * are: bytes behind the end, and broken chunks that nobody needs, are no fault. What Xcode makes of a PNG file (a CgBI
 * chunk before the header, pixels without a zlib header) is one.
 *
 * The work is proportional to the bytes, about 1 ms for 1 MB, and is done once for the same array.
 */
export const readPng = (bytes: Uint8Array): ReadPng | PngFault => {
  const before = known.get(bytes)
  if (before) return before
  const png = read(bytes)
  known.set(bytes, png)
  return png
}
