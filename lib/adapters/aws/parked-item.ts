/** A parked event as items: the event itself, what the list shows of it, and that it is about a pass. */
import { isObject, type Json } from '../../core/format/json.ts'
import { seconds } from '../../ports/clock.ts'
import type { ParkedEvent, ParkedSummary } from '../../ports/parked.ts'
import type { PassId } from '../../ports/records.ts'
import { type Item, json, number, readJson, readNumber, readText, StoredItemError, text } from './item.ts'
import { momentSortKey, parkedKey, parkedListKey, parkedOfPassKey, passKey, passOfKey } from './keys.ts'
import { invalid, listAt, textAt } from './stored-json.ts'

/** How long parked events are kept: 30 days, in seconds. */
const kept = 30 * 24 * 60 * 60

const expiry = (at: number): Item => ({ expires: number(seconds(at) + kept) })

const summaryAttributes = ({ id, at, code, reason, pass }: ParkedSummary): Item => ({
  id: text(id),
  at: number(at),
  code: text(code),
  reason: text(reason),
  ...(pass ? { pass: text(passKey(pass)) } : {}),
  ...expiry(at),
})

/** The event itself. */
export const parkedItem = (event: ParkedEvent): Item => ({
  ...parkedKey(event.id),
  ...summaryAttributes(event),
  findings: json({ found: event.findings.map(({ code, path, message }) => ({ code, path, message })) }),
  ...(event.body === undefined ? {} : { body: text(event.body) }),
})

/** The key of its place in the list. */
export const parkedListing = ({ id, at }: Pick<ParkedEvent, 'id' | 'at'>): Item => ({
  pk: text(parkedListKey),
  sk: text(momentSortKey(at, id)),
})

/** What the list shows of it. */
export const parkedListItem = (event: ParkedEvent): Item => ({ ...parkedListing(event), ...summaryAttributes(event) })

/** That it is about a pass. */
export const parkedOfPassItem = (pass: PassId, { id, at }: ParkedEvent): Item => ({
  ...parkedOfPassKey(pass, id),
  ...expiry(at),
})

const passOf = (item: Item): PassId => {
  const pass = passOfKey(readText(item, 'pass'))
  if (!pass) throw new StoredItemError('pass')
  return pass
}

/** What an item of the list shows. @throws StoredItemError */
export const parkedSummaryOfItem = (item: Item): ParkedSummary => ({
  id: readText(item, 'id'),
  at: readNumber(item, 'at'),
  code: readText(item, 'code'),
  reason: readText(item, 'reason'),
  ...(item.pass ? { pass: passOf(item) } : {}),
})

const findingOf = (stored: Json): ParkedEvent['findings'][number] => {
  if (!isObject(stored)) return invalid('findings')
  return { code: textAt(stored, 'code'), path: textAt(stored, 'path'), message: textAt(stored, 'message') }
}

/** The event of an item. @throws StoredItemError */
export const parkedOfItem = (item: Item): ParkedEvent => ({
  ...parkedSummaryOfItem(item),
  findings: listAt(readJson(item, 'findings'), 'found', findingOf),
  ...(item.body ? { body: readText(item, 'body') } : {}),
})
