/** The errors that several parts of the reader throw. */
import { ArchiveError } from '../errors.ts'

/** An archive, or a named file of it, that is not what it says it is. `what` is a sentence without its full stop. */
export const damaged = (what: string, cause?: unknown): ArchiveError =>
  new ArchiveError('archive/damaged', `${what}. Get or make the archive anew.`, { cause })

/** An archive, or a named file of it, that uses a part of the format which passes do not need. */
export const unsupported = (what: string): ArchiveError =>
  new ArchiveError('archive/unsupported', `${what}. Make a plain zip: files stored or deflated, and nothing else.`)
