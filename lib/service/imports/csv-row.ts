/**
 * Reads rows of comma-separated values, in time that grows with the length of the text alone, whatever stands in it: a
 * file is whatever somebody sends.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */

/** What a table is written in. */
export interface Dialect {
  readonly delimiter: string
  readonly newline: '\n' | '\r'
}

/** A row in a text. */
export interface CsvRow {
  readonly cells: readonly string[]
  /** Where the next row begins. */
  readonly end: number
  /** Whether something follows a closing quotation mark. Its cells mean nothing then. */
  readonly isMalformed: boolean
}

/** A row that does not end within its text: `open`: within quotation marks. */
export type Unfinished = 'open' | 'cut'

interface Cell {
  readonly text: string
  /** Where it ends. */
  readonly end: number
}

const quote = '"'

/** Where the quotation marks close that were opened before `from`; -1 if they do not. Two in a row stand for one inside. */
const closingAt = (text: string, from: number): number => {
  let at = text.indexOf(quote, from)
  while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2)
  return at
}

const quotedCell = (text: string, at: number): Cell | undefined => {
  const closing = closingAt(text, at + 1)
  if (closing === -1) return undefined
  return { text: text.slice(at + 1, closing).replaceAll('""', quote), end: closing + 1 }
}

/** Lines of Windows end with a carriage return before the line feed: it belongs to the end, not to the last cell. */
const skipReturn = (text: string, at: number, newline: string): number =>
  text[at] === '\r' && (text[at + 1] === newline || at + 1 === text.length) ? at + 1 : at

/**
 * Reads the row that begins at a place.
 *
 * @param isAll whether the text ends with the file, so that a row may do so, too
 */
export type RowReader = (text: string, from: number, isAll: boolean) => CsvRow | Unfinished

/** Makes the reader of the rows of a dialect. */
export const rowReader = ({ delimiter, newline }: Dialect): RowReader => {
  const plain = new RegExp(`[^${delimiter}${newline}]*`, 'y')
  const toEnd = new RegExp(`[^${newline}]*`, 'y')

  const endOf = (pattern: RegExp, text: string, at: number): number => {
    pattern.lastIndex = at
    return at + (pattern.exec(text)?.[0].length ?? 0)
  }

  const plainCell = (text: string, at: number): Cell => {
    const end = endOf(plain, text, at)
    const isLast = text[end] !== delimiter
    return { text: text.slice(at, isLast && text[end - 1] === '\r' ? end - 1 : end), end }
  }

  const malformed = (text: string, at: number, isAll: boolean): CsvRow | Unfinished => {
    const end = endOf(toEnd, text, at)
    if (end === text.length && !isAll) return 'cut'
    return { cells: [], end: Math.min(end + 1, text.length), isMalformed: true }
  }

  const cellAt = (text: string, at: number): Cell | undefined => {
    if (text[at] !== quote) return plainCell(text, at)
    const cell = quotedCell(text, at)
    return cell && { ...cell, end: skipReturn(text, cell.end, newline) }
  }

  /** Where the next row begins, if this one ends here. */
  const rowEnd = (text: string, at: number, isAll: boolean): number | 'cut' | undefined => {
    if (at === text.length) return isAll ? at : 'cut'
    return text[at] === newline ? at + 1 : undefined
  }

  return (text, from, isAll) => {
    const cells: string[] = []
    let at = from
    for (;;) {
      const cell = cellAt(text, at)
      if (!cell) return 'open'
      cells.push(cell.text)
      const end = rowEnd(text, cell.end, isAll)
      if (end !== undefined) return end === 'cut' ? end : { cells, end, isMalformed: false }
      if (text[cell.end] !== delimiter) return malformed(text, cell.end, isAll)
      at = cell.end + 1
    }
  }
}
