/** Pass records in DynamoDB. */
import type { Records } from '../../ports/records.ts'
import { readItem, type Table } from './dynamo-db.ts'
import { idempotencyEntryOfItem } from './idempotency-item.ts'
import { readNumber } from './item.ts'
import { idempotencyKey, recordKey, tombstoneKey } from './keys.ts'
import { clearPending, postpone, setBuilt, setPending } from './record-built.ts'
import { entomb, eraseRecord } from './record-erasure.ts'
import { recordOfItem } from './record-item.ts'
import { countRecords, listRecords } from './record-list.ts'
import { listPending } from './record-pending.ts'
import { writeRecord } from './record-writes.ts'

/** Pass records in the table of passes. */
export const awsRecords = (table: Table): Records => ({
  get: async (pass) => {
    const item = await readItem(table, recordKey(pass))
    return item && recordOfItem(item)
  },
  write: (write) => writeRecord(table, write),
  findIdempotent: async (scope, now) => {
    const item = await readItem(table, idempotencyKey(scope))
    const entry = item && idempotencyEntryOfItem(item)
    return entry && entry.expiresAt > now ? entry : undefined
  },
  setBuilt: (life, built) => setBuilt(table, life, built),
  setPending: (pass, pending) => setPending(table, pass, pending),
  postpone: (pass, pending) => postpone(table, pass, pending),
  clearPending: (pass, version) => clearPending(table, pass, version),
  erase: (erasure) => eraseRecord(table, erasure),
  entomb: (erasure) => entomb(table, erasure),
  erasedAt: async (tombstone) => {
    const item = await readItem(table, tombstoneKey(tombstone))
    return item && readNumber(item, 'erasedAt')
  },
  list: (template, page) => listRecords(table, template, page),
  count: (template) => countRecords(table, template),
  pending: (before, limit, lane, from) => listPending(table, { before, from, limit, lane }),
})
