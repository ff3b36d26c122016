/** How much an archive may make its reader do: one table, so that every cap is seen beside the others. */

/** The caps of a reader. Sizes are in bytes. */
export interface ArchiveLimits {
  /** The archive itself. */
  readonly archiveBytes: number
  /** Entries of the archive, folders included. */
  readonly entries: number
  /** One file, uncompressed. */
  readonly entryBytes: number
  /** All files together, uncompressed. */
  readonly totalBytes: number
  /** Uncompressed bytes for each compressed one; looked at only above `ratioFromBytes`. */
  readonly ratio: number
  /** Up to this many uncompressed bytes, any ratio is harmless. */
  readonly ratioFromBytes: number
}

const mebibyte = 1024 * 1024

/**
 * The caps where the caller sets none. A pass is far below all of them (seldom above 1 MB and 50 files); they are there so
 * that one upload cannot take a function's memory or minutes of its time.
 */
export const defaultLimits: ArchiveLimits = {
  // Passes of half this size are unheard of. The slowest stream there is, of nothing but empty blocks, takes up to 0.2 s a
  // MiB, and no other cap stops it.
  archiveBytes: 32 * mebibyte,
  entries: 1_000,
  entryBytes: 32 * mebibyte,
  // With the archive itself and the copy that is being made, well within a function of 512 MB.
  totalBytes: 128 * mebibyte,
  // Text shrinks to a tenth, flat pictures to a fiftieth; deflate's own limit, which bombs use, is about 1,032.
  ratio: 200,
  ratioFromBytes: mebibyte,
}
