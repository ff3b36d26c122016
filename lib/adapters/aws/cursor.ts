/** Cursors: where a page ended, as text that only its own list takes back. */
import { CursorError } from '../../ports/page.ts'

const format = (list: string, position: string): string =>
  Buffer.from(JSON.stringify([list, position])).toString('base64url')

/** A position of a list as a cursor. */
export const cursorAt = format

/**
 * The position that a cursor holds.
 *
 * @throws CursorError if it is a cursor of another list or none at all
 */
export const positionOf = (list: string, cursor: string): string => {
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw new CursorError()
  }
  const position: unknown = Array.isArray(content) ? content[1] : undefined
  // What does not come out as it went in was not made here.
  if (typeof position !== 'string' || format(list, position) !== cursor) throw new CursorError()
  return position
}
