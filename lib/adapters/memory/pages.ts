/** Pages of what is held in memory: ordered by a text key, which is also where a cursor points. */

import { utf8 } from '../../core/bytes.ts'
import { fromBase64url, toBase64url } from '../../core/links/base64url.ts'
import { CursorError, type Page, type PageRequest } from '../../ports/page.ts'
import { copyOf } from './copy.ts'

const encode = (list: string, position: string): string => toBase64url(utf8(JSON.stringify([list, position])))

const contentOf = (cursor: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64url(cursor)))
  } catch {
    return undefined
  }
}

/** The position that a cursor names, if it is one of this list. */
const decode = (list: string, cursor: string): string => {
  const content = contentOf(cursor)
  const position: unknown = Array.isArray(content) ? content[1] : undefined
  if (typeof position !== 'string' || encode(list, position) !== cursor) throw new CursorError()
  return position
}

/** A number as a key that orders backwards: the greatest first. */
export const descending = (number: number): string => String(Number.MAX_SAFE_INTEGER - number).padStart(16, '0')

/**
 * One page of a list, in the order of the keys.
 *
 * @param list names the list, so that no other list takes its cursors
 * @param isListed whether an item is in the list. Default: all are
 * @throws CursorError
 */
export const pageOf = <Item>(
  list: string,
  items: ReadonlyMap<string, Item>,
  request: PageRequest,
  isListed: (item: Item) => boolean = () => true,
): Page<Item> => {
  const after = request.cursor === undefined ? undefined : decode(list, request.cursor)
  const keys: string[] = []
  for (const [key, item] of items) if ((after === undefined || key > after) && isListed(item)) keys.push(key)
  keys.sort()
  const page = keys.slice(0, request.limit)
  const last = page.at(-1)
  return {
    items: page.flatMap((key) => copyOf(items.get(key)) ?? []),
    ...(last !== undefined && keys.length > page.length ? { next: encode(list, last) } : {}),
  }
}
