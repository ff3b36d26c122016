/** Files of JSON, one object a line. */
import type { Bytes } from '../../core/bytes.ts'
import type { ImportPosition } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { type FileRow, markLength, type RowFile } from './row.ts'

const newline = 0x0a
/** The white space of JSON besides the line feed. */
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d])

const isBlank = (line: Bytes): boolean => line.every((byte) => blanks.has(byte))

const contentOf = (line: Bytes): Bytes | ServiceError => {
  if (line.length <= limits.import.rowBytes) return line
  const message = `the row has ${line.length} bytes; a row has at most ${limits.import.rowBytes}: make it shorter`
  return new ServiceError('import/row-too-large', message)
}

/**
 * The rows from a position on. Split at the byte 0x0A and nowhere else: JSON may hold other line separators inside of a
 * text, and whether the bytes are UTF-8 is for the JSON reader to say, of one row.
 */
function* rows(file: Bytes, from: ImportPosition): Generator<FileRow<Bytes>> {
  let { offset, line } = from
  while (offset < file.length) {
    const found = file.indexOf(newline, offset)
    const end = found === -1 ? file.length : found
    const row = file.subarray(offset, end)
    offset = Math.min(end + 1, file.length)
    line++
    if (!isBlank(row)) yield { line, content: contentOf(row), after: { offset, line } }
  }
}

/** Opens such a file; what stands in a row is the bytes of its line. */
export const openNdjson = (file: Bytes): RowFile<Bytes> => ({
  start: { offset: markLength(file), line: 0 },
  rows: (from) => rows(file, from),
})
