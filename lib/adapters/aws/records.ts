/** Pass records in DynamoDB. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { Records } from '../../ports/records.ts'
import { ask, type Table } from './dynamo-db.ts'
import { idempotencyEntryOfItem } from './idempotency-item.ts'
import { type Item, readNumber } from './item.ts'
import { idempotencyKey, recordKey, tombstoneKey } from './keys.ts'
import { setBuilt } from './record-built.ts'
import { eraseRecord } from './record-erasure.ts'
import { recordOfItem } from './record-item.ts'
import { listRecords } from './record-list.ts'
import { listPending } from './record-pending.ts'
import { writeRecord } from './record-writes.ts'

const read = async (table: Table, key: Item): Promise<Item | undefined> => {
  const command = new GetItemCommand({ TableName: table.name, Key: key, ConsistentRead: true })
  const { Item: item } = await ask(() => table.client.send(command))
  return item
}

/** Pass records in the table of passes. */
export const awsRecords = (table: Table): Records => ({
  get: async (pass) => {
    const item = await read(table, recordKey(pass))
    return item && recordOfItem(item)
  },
  write: (write) => writeRecord(table, write),
  findIdempotent: async (scope, now) => {
    const item = await read(table, idempotencyKey(scope))
    const entry = item && idempotencyEntryOfItem(item)
    return entry && entry.expiresAt > now ? entry : undefined
  },
  setBuilt: (pass, built, seen) => setBuilt(table, pass, built, seen),
  erase: (erasure) => eraseRecord(table, erasure),
  erasedAt: async (tombstone) => {
    const item = await read(table, tombstoneKey(tombstone))
    return item && readNumber(item, 'erasedAt')
  },
  list: (template, page) => listRecords(table, template, page),
  pending: (before, limit) => listPending(table, before, limit),
})
