/** Where inflated bytes go: an array that grows with them, up to the size that they should have. */
import type { Bytes } from '../../bytes.ts'

const leastBytes = 1_024

/** Bytes as they come out. Memory is taken for what has come, never for what was announced. */
export class Output {
  readonly #size: number
  #bytes: Bytes
  #length = 0

  /** `size` is how many bytes may come. */
  constructor(size: number) {
    this.#size = size
    this.#bytes = new Uint8Array(Math.min(size, leastBytes))
  }

  /** How many bytes came. */
  get length(): number {
    return this.#length
  }

  /** What came; an array of exactly that length once all of it has come. */
  get bytes(): Bytes {
    return this.#bytes
  }

  /** Adds one byte, or tells that there are too many. */
  put(byte: number): boolean {
    if (this.#length === this.#bytes.length && !this.#grow(1)) return false
    this.#bytes[this.#length++] = byte
    return true
  }

  /** Adds some bytes, or tells that there are too many. */
  append(bytes: Uint8Array): boolean {
    if (!this.#grow(bytes.length)) return false
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
    return true
  }

  /**
   * Adds `count` bytes again that came `distance` before the end (at most that many have come), or tells that there are too
   * many. If `distance` is less than `count`, the copy reads what it has just written, as RFC 1951, section 3.2.3, wants it.
   */
  repeat(distance: number, count: number): boolean {
    if (!this.#grow(count)) return false
    const bytes = this.#bytes
    const end = this.#length + count
    for (let at = this.#length; at < end; at++) bytes[at] = bytes[at - distance] ?? 0
    this.#length = end
    return true
  }

  #grow(count: number): boolean {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return true
    if (needed > this.#size) return false
    const larger = new Uint8Array(Math.min(this.#size, Math.max(needed, this.#bytes.length * 2)))
    larger.set(this.#bytes)
    this.#bytes = larger
    return true
  }
}
