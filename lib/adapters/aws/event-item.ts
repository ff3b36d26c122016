/** A step of a pass's life as an item. */
import { seconds } from '../../ports/clock.ts'
import type { PassEvent } from '../../ports/events.ts'
import { type Item, json, number, readJson, readNumber, readText, text } from './item.ts'
import { passKey, passOfItem } from './keys.ts'

/** How long events are kept: 90 days, in seconds. */
const kept = 90 * 24 * 60 * 60

/** An event as an item; the same event has the same key. */
export const eventItem = (event: PassEvent): Item => ({
  pk: text(passKey(event.pass)),
  sk: text(`${String(event.at).padStart(15, '0')}#${event.key}`),
  at: number(event.at),
  key: text(event.key),
  kind: text(event.kind),
  detail: json(event.detail),
  expires: number(seconds(event.at) + kept),
})

/** The event of an item. @throws StoredItemError */
export const eventOfItem = (item: Item): PassEvent => ({
  pass: passOfItem(item),
  at: readNumber(item, 'at'),
  key: readText(item, 'key'),
  kind: readText(item, 'kind'),
  detail: readJson(item, 'detail'),
})
