/** Reads a deflate stream bit by bit, the lowest bit of each byte first (RFC 1951, section 3.1.1). */

/** Bits of a byte string. Behind the end it reads zeros, and {@link BitReader.overrun} tells. */
export class BitReader {
  readonly #bytes: Uint8Array
  /** The next byte to take in. */
  #at = 0
  /** Bits taken in and not yet dropped, and how many they are. */
  #hold = 0
  #held = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The next bits, at least `count` of them (at most 16), without dropping them. There may be more in the higher places. */
  peek(count: number): number {
    while (this.#held < count) {
      this.#hold |= (this.#bytes[this.#at++] ?? 0) << this.#held
      this.#held += 8
    }
    return this.#hold
  }

  /** Drops bits that were peeked at. */
  drop(count: number): void {
    this.#hold >>>= count
    this.#held -= count
  }

  /** Takes a number of `count` bits, at most 16. */
  take(count: number): number {
    const value = this.peek(count) & ((1 << count) - 1)
    this.drop(count)
    return value
  }

  /** Drops what is left of a byte begun. */
  dropToByte(): void {
    this.drop(this.#held & 7)
  }

  /** Takes up to `count` whole bytes, as many as there are. To be called between bytes. */
  takeBytes(count: number): Uint8Array {
    this.#at -= this.#held >>> 3
    this.#hold = 0
    this.#held = 0
    const bytes = this.#bytes.subarray(this.#at, this.#at + count)
    this.#at += bytes.length
    return bytes
  }

  /** Whether more was taken than there is. */
  overrun(): boolean {
    return this.bytesLeft() < 0
  }

  /** How many bytes are untouched; below 0 if more was taken than there is. */
  bytesLeft(): number {
    return this.#bytes.length - this.#at + (this.#held >>> 3)
  }
}
