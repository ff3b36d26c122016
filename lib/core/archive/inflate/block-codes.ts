/** The two codes that a deflate block is written in (RFC 1951, sections 3.2.6 and 3.2.7). */
import type { BitReader } from './bit-reader.ts'
import { HuffmanCode } from './huffman-code.ts'

/** Symbol of the first code that ends a block. */
export const endOfBlock = 256

/** One code for bytes, lengths and the end of the block, and one for distances. */
export interface BlockCodes {
  readonly literals: HuffmanCode
  readonly distances: HuffmanCode
  /** Room for the lengths of their codes while they are read. */
  readonly lengths: Uint8Array
}

/** The order in which a block tells the lengths of the code that the lengths of its other codes are written in. */
const lengthOrder = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)

const mostLiterals = 286
const mostDistances = 30

/** Symbols of the code of lengths that say "again": how often at least, and in how many bits more follow. */
const repeats = new Map([
  [16, { least: 3, bits: 2, previous: true }],
  [17, { least: 3, bits: 3, previous: false }],
  [18, { least: 11, bits: 7, previous: false }],
])

/** Codes without content, to be filled by {@link readCodes} once a block. */
export const emptyCodes = (): BlockCodes => ({
  literals: new HuffmanCode(),
  distances: new HuffmanCode(),
  lengths: new Uint8Array(mostLiterals + mostDistances),
})

/** The codes of blocks that bring none of their own. */
export const fixedCodes = (): BlockCodes => {
  const codes = emptyCodes()
  codes.literals.build(new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280))
  codes.distances.build(new Uint8Array(32).fill(5))
  return codes
}

const readLengths = (bits: BitReader, code: HuffmanCode, lengths: Uint8Array): boolean => {
  let at = 0
  while (at < lengths.length) {
    const symbol = code.take(bits)
    if (symbol < 0) return false
    const repeat = repeats.get(symbol)
    if (repeat === undefined) {
      lengths[at++] = symbol
      continue
    }
    const end = at + repeat.least + bits.take(repeat.bits)
    if (end > lengths.length || (repeat.previous && at === 0)) return false
    lengths.fill(repeat.previous ? (lengths[at - 1] ?? 0) : 0, at, end)
    at = end
  }
  return true
}

/** Reads a block's own codes into `codes`, and tells whether they are such. */
export const readCodes = (bits: BitReader, codes: BlockCodes): boolean => {
  const literals = bits.take(5) + 257
  const distances = bits.take(5) + 1
  const told = bits.take(4) + 4
  if (literals > mostLiterals || distances > mostDistances) return false
  const ofLengths = codes.lengths.subarray(0, lengthOrder.length).fill(0)
  for (const symbol of lengthOrder.subarray(0, told)) ofLengths[symbol] = bits.take(3)
  // The code of lengths is needed only here, so the place of the first code does for it.
  if (!codes.literals.build(ofLengths)) return false
  const lengths = codes.lengths.subarray(0, literals + distances)
  if (!readLengths(bits, codes.literals, lengths) || lengths[endOfBlock] === 0) return false
  return codes.literals.build(lengths.subarray(0, literals)) && codes.distances.build(lengths.subarray(literals))
}
