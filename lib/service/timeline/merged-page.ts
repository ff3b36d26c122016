/** One page out of several lists of steps. */

import type { EventsRequest } from '../../ports/events.ts'
import { CursorError, type Page, type PageRequest } from '../../ports/page.ts'
import { newestFirst, type Step } from './verdict.ts'

/** Where a page begins: at a moment, after so many steps of that moment. */
interface Position {
  /** Milliseconds since 1970. */
  readonly until?: number
  readonly skip: number
}

const cursorPattern = /^(?<until>\d{1,15})\.(?<skip>\d{1,4})$/

/** Where the page of a request begins. @throws CursorError */
export const positionOf = ({ cursor }: PageRequest): Position => {
  if (cursor === undefined) return { skip: 0 }
  const { until, skip } = cursorPattern.exec(cursor)?.groups ?? {}
  if (until === undefined || skip === undefined) throw new CursorError()
  return { until: Number(until), skip: Number(skip) }
}

/** What is to be read of each list for a page. */
export const requestFor = ({ limit }: PageRequest, { until, skip }: Position): EventsRequest => ({
  limit: limit + skip,
  ...(until === undefined ? {} : { until }),
})

const cursorAfter = (position: Position, shown: readonly Step[]): string | undefined => {
  const last = shown.at(-1)?.at
  if (last === undefined) return undefined
  const before = last === position.until ? position.skip : 0
  return `${last}.${before + shown.filter(({ at }) => at === last).length}`
}

/**
 * The page that begins at a position, of lists that were read from its moment on.
 *
 * @param lists always in the same order
 */
export const mergedPage = (lists: readonly Page<Step>[], position: Position, limit: number): Page<Step> => {
  // Sorting keeps the order of what is of one moment.
  const all = lists.flatMap(({ items }) => items).sort(newestFirst)
  const items = all.slice(position.skip, position.skip + limit)
  const hasMore = all.length > position.skip + limit || lists.some(({ next }) => next !== undefined)
  const next = hasMore ? cursorAfter(position, items) : undefined
  return { items, ...(next === undefined ? {} : { next }) }
}
