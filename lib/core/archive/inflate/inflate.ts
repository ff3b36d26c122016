/**
 * Inflates what anybody may have deflated (RFC 1951).
 *
 * Our own, because the work must be bounded by the stream's length and not by what it talks an inflater into. This one stops
 * at the size that a file should have, takes memory only for what came out, and starts a block in four microseconds at most.
 * fflate, which deflates for us, fills tables for up to 70 there: a hostile megabyte with a block every 12 bytes takes it
 * seven seconds. On honest files both are about equally fast.
 */
import type { Bytes } from '../../bytes.ts'
import { BitReader } from './bit-reader.ts'
import { type BlockCodes, emptyCodes, endOfBlock, fixedCodes, readCodes } from './block-codes.ts'
import { Output } from './output.ts'

/** Why bytes cannot be inflated: no deflate stream; it ends early; more comes out than should; more bytes follow it. */
export type InflateFault = 'not-deflate' | 'too-short' | 'too-long' | 'bytes-behind'

/** What a length symbol (257 and up) stands for: the least length, and in how many bits more follows. */
const lengths = [
  ...[3, 4, 5, 6, 7, 8, 9, 10].map((least) => ({ least, bits: 0 })),
  ...[11, 13, 15, 17].map((least) => ({ least, bits: 1 })),
  ...[19, 23, 27, 31].map((least) => ({ least, bits: 2 })),
  ...[35, 43, 51, 59].map((least) => ({ least, bits: 3 })),
  ...[67, 83, 99, 115].map((least) => ({ least, bits: 4 })),
  ...[131, 163, 195, 227].map((least) => ({ least, bits: 5 })),
  { least: 258, bits: 0 },
]

const distanceSymbols = 30

const fixed = fixedCodes()

/** Distances follow a rule: the first four symbols are distances 1 to 4, then each two have one more bit to follow. */
const takeDistance = (bits: BitReader, symbol: number): number => {
  if (symbol < 4) return symbol + 1
  const more = (symbol >>> 1) - 1
  return ((2 + (symbol & 1)) << more) + bits.take(more) + 1
}

const takeMatch = (bits: BitReader, codes: BlockCodes, symbol: number, out: Output): InflateFault | undefined => {
  const length = lengths[symbol - endOfBlock - 1]
  if (length === undefined) return 'not-deflate'
  const count = length.least + bits.take(length.bits)
  const distanceSymbol = codes.distances.take(bits)
  if (distanceSymbol < 0 || distanceSymbol >= distanceSymbols) return 'not-deflate'
  const distance = takeDistance(bits, distanceSymbol)
  if (distance > out.length) return 'not-deflate'
  return out.repeat(distance, count) ? undefined : 'too-long'
}

const takeCoded = (bits: BitReader, codes: BlockCodes, out: Output): InflateFault | undefined => {
  for (;;) {
    const symbol = codes.literals.take(bits)
    if (bits.overrun()) return 'too-short'
    if (symbol === endOfBlock) return undefined
    if (symbol < 0) return 'not-deflate'
    if (symbol < endOfBlock) {
      if (!out.put(symbol)) return 'too-long'
      continue
    }
    const fault = takeMatch(bits, codes, symbol, out)
    if (fault !== undefined) return fault
  }
}

const takeStored = (bits: BitReader, out: Output): InflateFault | undefined => {
  bits.dropToByte()
  const length = bits.take(16)
  if ((length ^ bits.take(16)) !== 0xffff) return 'not-deflate'
  const bytes = bits.takeBytes(length)
  if (bytes.length < length) return 'too-short'
  return out.append(bytes) ? undefined : 'too-long'
}

const takeBlock = (bits: BitReader, own: BlockCodes, out: Output): InflateFault | undefined => {
  const type = bits.take(2)
  if (type === 0) return takeStored(bits, out)
  if (type === 1) return takeCoded(bits, fixed, out)
  if (type === 2 && readCodes(bits, own)) return takeCoded(bits, own, out)
  return 'not-deflate'
}

/**
 * The bytes that a raw deflate stream stands for, which must be exactly `size`, or what is wrong with it. Time is
 * proportional to the stream and to `size`.
 */
export const inflate = (packed: Uint8Array, size: number): Bytes | InflateFault => {
  const bits = new BitReader(packed)
  const out = new Output(size)
  const own = emptyCodes()
  for (let last = false; !last; ) {
    last = bits.take(1) === 1
    const fault = takeBlock(bits, own, out)
    // Behind the end everything reads as zeros, which may look like any fault.
    if (fault !== undefined) return bits.overrun() ? 'too-short' : fault
  }
  if (out.length < size) return 'too-short'
  return bits.bytesLeft() === 0 ? out.bytes : 'bytes-behind'
}
