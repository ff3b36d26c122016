/** A step of a pass's life as an item. */
import { seconds } from '../../ports/clock.ts'
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import { type Item, json, number, readJson, readNumber, readText, text } from './item.ts'
import { deviceEventsKey, deviceOfKey, momentSortKey, passKey, passOfItem } from './keys.ts'

/** How long events are kept: 90 days, in seconds. */
const kept = 90 * 24 * 60 * 60

/** An event as an item; the same event has the same key. */
export const eventItem = (event: PassEvent | DeviceEvent): Item => ({
  pk: text('pass' in event ? passKey(event.pass) : deviceEventsKey(event.device)),
  sk: text(momentSortKey(event.at, event.key)),
  at: number(event.at),
  key: text(event.key),
  kind: text(event.kind),
  detail: json(event.detail),
  expires: number(seconds(event.at) + kept),
})

const stepOfItem = (item: Item): Omit<PassEvent, 'pass'> => ({
  at: readNumber(item, 'at'),
  key: readText(item, 'key'),
  kind: readText(item, 'kind'),
  detail: readJson(item, 'detail'),
})

/** The event of a pass that an item is. @throws StoredItemError */
export const eventOfItem = (item: Item): PassEvent => ({ pass: passOfItem(item), ...stepOfItem(item) })

/** The event of a device that an item is. @throws StoredItemError */
export const deviceEventOfItem = (item: Item): DeviceEvent => ({ device: deviceOfKey(item), ...stepOfItem(item) })
