/**
 * What a runtime may have besides what all have: an inflater that answers at once, and a checksum in machine code. Streams
 * take longer to set up than to run, and JavaScript is slow in a process that has just started.
 */

/** An engine. */
export interface ArchiveEngine {
  /**
   * Inflates a raw deflate stream: its bytes, `more` if they are more than `most`, or undefined where it cannot tell, for
   * whatever reason. It takes no more memory than for `most` bytes.
   */
  readonly inflate: (packed: Uint8Array, most: number) => Uint8Array | 'more' | undefined
  /** The CRC-32 of some bytes behind others, whose CRC-32 is `seed`. */
  readonly crc32: (bytes: Uint8Array, seed: number) => number
}

let chosen: ArchiveEngine | undefined

/** Lets this process work with what its runtime has. What comes out is the same. */
export const setArchiveEngine = (engine: ArchiveEngine): void => {
  chosen = engine
}

/** The engine, if one was set. */
export const archiveEngine = (): ArchiveEngine | undefined => chosen
