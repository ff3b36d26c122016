/** Tables: files of comma-separated values, with a header. */
import { type Bytes, utf8 } from '../../core/bytes.ts'
import type { ImportPosition } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { type CsvRow, type Dialect, type RowReader, rowReader, type Unfinished } from './csv-row.ts'
import { type FileRow, markLength, type RowFile } from './row.ts'

type Cells = readonly string[]

/** A table, opened: its header, and the cells of each row below it. */
interface Table extends RowFile<Cells> {
  readonly header: Cells
}

/** A piece of the text of a file. */
interface Piece {
  readonly text: string
  readonly bytes: number
  /** Whether it is the last one. */
  readonly isLast: boolean
}

const { rowBytes } = limits.import

/** Of a file that is larger than that only so much is text at a time. */
const pieceBytes = 4 * rowBytes

const delimiters = [',', ';', '\t', '|'] as const
const [lineFeed, carriageReturn] = [0x0a, 0x0d]
const byteOrderMark = '\ufeff'

/**
 * The text from an offset on, as much as fits into a piece. If it ends within a character, that one belongs to a row that
 * is not whole, and is read with the next piece.
 */
const pieceAt = (file: Bytes, offset: number): Piece => {
  const bytes = file.subarray(offset, offset + pieceBytes)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return { text, bytes: bytes.length, isLast: offset + bytes.length === file.length }
}

const endless = (unfinished: Unfinished, line: number): ServiceError =>
  unfinished === 'open'
    ? new ServiceError(
        'import/quote-open',
        `row ${line} has a quotation mark that is never closed: close it; one inside of a cell is doubled`,
      )
    : tooLarge(line)

const tooLarge = (line: number): ServiceError =>
  new ServiceError('import/row-too-large', `row ${line} has more than ${rowBytes} bytes: make it shorter`)

const malformed = (): ServiceError =>
  new ServiceError(
    'import/row-invalid',
    'something follows a closing quotation mark: a quotation mark inside of a cell is doubled',
  )

const isBlank = ({ cells, isMalformed }: CsvRow): boolean => !isMalformed && cells.every((cell) => cell.trim() === '')

const contentOf = ({ cells, isMalformed }: CsvRow, bytes: number, line: number): Cells | ServiceError => {
  if (bytes > rowBytes) return tooLarge(line)
  return isMalformed ? malformed() : cells
}

/** A row of a piece, and its size. */
interface PieceRow {
  readonly row: CsvRow
  readonly bytes: number
}

/** The rows of a piece that are whole. Returns how the last one is not. */
function* rowsOfPiece({ text, bytes, isLast }: Piece, read: RowReader): Generator<PieceRow, Unfinished | undefined> {
  const bytesOf = (part: string): number => (bytes === text.length ? part.length : utf8(part).length)
  let at = 0
  while (at < text.length) {
    // A mark is not of this file, but of one that was put behind another: it is no part of a cell.
    const row = read(text, text.startsWith(byteOrderMark, at) ? at + 1 : at, isLast)
    if (typeof row === 'string') return row
    yield { row, bytes: bytesOf(text.slice(at, row.end)) }
    at = row.end
  }
  return undefined
}

function* rows(file: Bytes, from: ImportPosition, dialect: Dialect): Generator<FileRow<Cells>> {
  const read = rowReader(dialect)
  let { offset, line } = from
  while (offset < file.length) {
    const piece = pieceAt(file, offset)
    const start = offset
    const found = rowsOfPiece(piece, read)
    let next = found.next()
    for (; !next.done; next = found.next()) {
      const { row, bytes } = next.value
      offset += bytes
      line++
      if (!isBlank(row)) yield { line, content: contentOf(row, bytes, line), after: { offset, line } }
    }
    if (next.value && (piece.isLast || offset === start)) throw endless(next.value, line + 1)
  }
}

const firstLine = /^[^\r\n]*/

/** The delimiter that the first line has most of: spreadsheets of many countries use a semicolon. */
const delimiterOf = (text: string): string => {
  const line = (firstLine.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const counts = delimiters.map((delimiter) => line.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Opens a table. @throws ServiceError `import/header-invalid`, and what `rows` throws */
export const openCsv = (file: Bytes): Table => {
  const beginning = { offset: markLength(file), line: 0 }
  const isOfOldMac = !file.includes(lineFeed) && file.includes(carriageReturn)
  const delimiter = delimiterOf(pieceAt(file, beginning.offset).text.trimStart())
  const dialect: Dialect = { delimiter, newline: isOfOldMac ? '\r' : '\n' }
  for (const { content, after } of rows(file, beginning, dialect)) {
    if (content instanceof ServiceError)
      throw new ServiceError('import/header-invalid', 'the first row is no header: it has to name the columns')
    return { header: content, start: after, rows: (from) => rows(file, from, dialect) }
  }
  throw new ServiceError(
    'import/header-invalid',
    'the file is empty: it has to begin with a row that names the columns',
  )
}
