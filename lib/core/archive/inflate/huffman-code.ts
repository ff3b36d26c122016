/** Prefix codes of a deflate stream (RFC 1951, section 3.2.2), made so that a hostile one is cheap to take. */
import type { BitReader } from './bit-reader.ts'

const longest = 15

/**
 * Codes up to this length are looked up, longer ones, which are rare by their nature, searched for. A table for all 15 bits
 * would be quicker to read and cost 65,536 writes a block, and hostile streams have a block every dozen bytes.
 */
const quickBits = 9

const quickSize = 1 << quickBits

const reversed = (code: number, length: number): number => {
  let bits = 0
  for (let bit = 0; bit < length; bit++) bits |= ((code >>> bit) & 1) << (length - 1 - bit)
  return bits
}

/** A code for up to 288 symbols. It can be built anew for each block, so that blocks need no memory of their own. */
export class HuffmanCode {
  /** How many codes there are of each length. */
  readonly #counts = new Uint16Array(longest + 1)
  /** The symbols in the order of their codes. */
  readonly #symbols = new Uint16Array(288)
  /** By the next nine bits: `symbol << 4 | length` of the code that they start with, or 0 if it is a longer one. */
  readonly #quick = new Uint16Array(quickSize)

  /**
   * Takes the length of each symbol's code (0: it has none), and tells whether they make a code: neither more codes than
   * there is room for nor fewer, but for a single one of one bit, or none at all.
   */
  build(lengths: Uint8Array): boolean {
    this.#counts.fill(0)
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] ?? 0
      this.#counts[length] = this.#count(length) + 1
    }
    this.#counts[0] = 0
    let room = 1
    let codes = 0
    for (let length = 1; length <= longest; length++) {
      room = room * 2 - this.#count(length)
      codes += this.#count(length)
      if (room < 0) return false
    }
    this.#assign(lengths)
    return room === 0 || codes === 0 || (codes === 1 && this.#count(1) === 1)
  }

  /** Takes the next symbol, or -1 if the next bits are no code. */
  take(bits: BitReader): number {
    const next = bits.peek(longest)
    const quick = this.#quick[next & (quickSize - 1)] ?? 0
    if (quick === 0) return this.#search(bits, next)
    bits.drop(quick & 15)
    return quick >>> 4
  }

  #count(length: number): number {
    return this.#counts[length] ?? 0
  }

  #assign(lengths: Uint8Array): void {
    const codes = new Uint16Array(longest + 2)
    const places = new Uint16Array(longest + 2)
    for (let length = 1; length <= longest; length++) {
      codes[length + 1] = ((codes[length] ?? 0) + this.#count(length)) << 1
      places[length + 1] = (places[length] ?? 0) + this.#count(length)
    }
    this.#quick.fill(0)
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] ?? 0
      if (length === 0) continue
      const code = codes[length] ?? 0
      const place = places[length] ?? 0
      codes[length] = code + 1
      places[length] = place + 1
      this.#symbols[place] = symbol
      if (length > quickBits) continue
      for (let bits = reversed(code, length); bits < quickSize; bits += 1 << length)
        this.#quick[bits] = (symbol << 4) | length
    }
  }

  /** Codes of one length are consecutive numbers, so a code is found by going through the lengths. */
  #search(bits: BitReader, next: number): number {
    let code = 0
    let first = 0
    let place = 0
    for (let length = 1; length <= longest; length++) {
      code |= (next >>> (length - 1)) & 1
      const count = this.#count(length)
      if (code - first < count) {
        bits.drop(length)
        return this.#symbols[place + code - first] ?? -1
      }
      place += count
      first = (first + count) << 1
      code <<= 1
    }
    return -1
  }
}
