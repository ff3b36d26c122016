/** Cursors: where a page ended, as text that only its own list takes back. */
import { utf8 } from '../../core/bytes.ts'
import { fromBase64url, toBase64url } from '../../core/links/base64url.ts'
import { CursorError } from '../../ports/page.ts'

const format = (list: string, position: string): string => toBase64url(utf8(JSON.stringify([list, position])))

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
    content = JSON.parse(new TextDecoder().decode(fromBase64url(cursor)))
  } catch {
    throw new CursorError()
  }
  const position: unknown = Array.isArray(content) ? content[1] : undefined
  // What does not come out as it went in was not made here.
  if (typeof position !== 'string' || format(list, position) !== cursor) throw new CursorError()
  return position
}
