/** An idempotency entry as an item. */
import type { IdempotencyEntry } from '../../ports/records.ts'
import { type Item, number, readFlag, readNumber, readText, StoredItemError, text } from './item.ts'
import { idempotencyKey, passKey, passOfKey } from './keys.ts'

/** An entry as an item, which the table forgets some time after it has expired. */
export const idempotencyItem = (entry: IdempotencyEntry, writeId: string): Item => ({
  ...idempotencyKey(entry.scope),
  scope: text(entry.scope),
  fingerprint: text(entry.fingerprint),
  pass: text(passKey(entry.pass)),
  created: { BOOL: entry.created },
  changed: { BOOL: entry.changed },
  expires: number(entry.expiresAt),
  writeId: text(writeId),
})

/** The entry of an item. @throws StoredItemError */
export const idempotencyEntryOfItem = (item: Item): IdempotencyEntry => {
  const pass = passOfKey(readText(item, 'pass'))
  if (!pass) throw new StoredItemError('pass')
  return {
    scope: readText(item, 'scope'),
    fingerprint: readText(item, 'fingerprint'),
    pass,
    created: readFlag(item, 'created'),
    // Those of earlier releases do not say it.
    changed: item.changed ? readFlag(item, 'changed') : true,
    expiresAt: readNumber(item, 'expires'),
  }
}
