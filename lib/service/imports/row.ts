/** Rows as they stand in a file. */
import type { Bytes } from '../../core/bytes.ts'
import type { ImportPosition } from '../../ports/imports.ts'
import type { ServiceError } from '../errors.ts'

/** A row that is not blank. */
export interface FileRow<Content> {
  /** Which line of the file it is, as a spreadsheet counts them: from 1, with the header and blank ones. */
  readonly line: number
  /** What stands in it, or what is wrong with it. */
  readonly content: Content | ServiceError
  /** Where the file goes on after it. */
  readonly after: ImportPosition
}

/**
 * A file of rows, opened.
 *
 * @throws ServiceError of `rows`: `import/not-utf8`, `import/quote-open`
 */
export interface RowFile<Content> {
  /** Where the first row begins. */
  readonly start: ImportPosition
  /** The rows from a position on, which is `start` or `after` of a row. */
  readonly rows: (from: ImportPosition) => Iterable<FileRow<Content>>
}

/** The bytes that say of a file that it is UTF-8. They are not part of its text. */
const mark = [0xef, 0xbb, 0xbf]

/** How many bytes of a file precede its text. */
export const markLength = (bytes: Bytes): number =>
  mark.every((byte, index) => bytes[index] === byte) ? mark.length : 0
