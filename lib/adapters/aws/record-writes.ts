/** Writing pass records: alone with a condition, or in one transaction with an idempotency entry or while no tombstone is there. */
import {
  type Put,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { IdempotencyEntry, PassRecord, RecordWrite, WriteOutcome } from '../../ports/records.ts'
import { conditionally } from './conditional.ts'
import { ask, type Table } from './dynamo-db.ts'
import { idempotencyItem } from './idempotency-item.ts'
import { type Item, number } from './item.ts'
import { tombstoneKey } from './keys.ts'
import { builtAttribute, recordItem } from './record-item.ts'

/** Only on what was built and has begun to wait as the record has it. */
const nothingForgotten = ({ built, pending }: PassRecord): string =>
  ` AND ${built ? '#built = :built' : 'attribute_not_exists(#built)'}${pending ? '' : ' AND attribute_not_exists(pendingVersion)'}`

/** Only on the revision of this life that is replaced, and on what was noted beside it, if that is to be kept. */
const unchanged = ({ record, replaces, keepsBuilt }: RecordWrite) => {
  if (replaces === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' }
  return {
    ConditionExpression: `createdAt = :createdAt AND #revision = :replaced${keepsBuilt ? nothingForgotten(record) : ''}`,
    ExpressionAttributeNames: { '#revision': 'revision', ...(keepsBuilt ? { '#built': 'built' } : {}) },
    ExpressionAttributeValues: {
      ':createdAt': number(record.createdAt),
      ':replaced': number(replaces),
      ...(keepsBuilt && record.built ? { ':built': builtAttribute(record.built) } : {}),
    },
  }
}

/** The item that is there instead comes back, to tell our own write by. */
const putRecord = (table: Table, write: RecordWrite) =>
  ({
    TableName: table.name,
    Item: recordItem(write.record),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...unchanged(write),
  }) satisfies Put

/** Only if the scope is free. Time to live removes late, so an entry that has expired may still be there. */
const putEntry = (table: Table, { record, now }: RecordWrite, entry: IdempotencyEntry) =>
  ({
    TableName: table.name,
    Item: idempotencyItem(entry, record.writeId),
    ConditionExpression: 'attribute_not_exists(pk) OR #expires <= :now',
    ExpressionAttributeNames: { '#expires': 'expires' },
    ExpressionAttributeValues: { ':now': number(now) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) satisfies Put

const noTombstone = (table: Table, tombstone: string) => ({
  TableName: table.name,
  Key: tombstoneKey(tombstone),
  ConditionExpression: 'attribute_not_exists(pk)',
})

const isOwn = (write: RecordWrite, item: Item | undefined): boolean => item?.writeId?.S === write.record.writeId

const writeAlone = async (table: Table, write: RecordWrite): Promise<WriteOutcome> => {
  const outcome = await conditionally(() => table.client.send(new PutItemCommand(putRecord(table, write))))
  return outcome.done || isOwn(write, outcome.item) ? 'written' : 'conflict'
}

const writeTogether = async (table: Table, write: RecordWrite): Promise<WriteOutcome> => {
  const { idempotency, unlessErased = [] } = write
  const items = [
    { Put: putRecord(table, write) },
    ...(idempotency ? [{ Put: putEntry(table, write, idempotency) }] : []),
    ...unlessErased.map((tombstone) => ({ ConditionCheck: noTombstone(table, tombstone) })),
  ]
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: items })))
    return 'written'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const [record, second] = error.CancellationReasons ?? []
    const taken = idempotency && second
    if (isOwn(write, record?.Item) || isOwn(write, taken?.Item)) return 'written'
    return taken?.Code === 'ConditionalCheckFailed' ? 'repeated' : 'conflict'
  }
}

/** `Records.write`. */
export const writeRecord = (table: Table, write: RecordWrite): Promise<WriteOutcome> =>
  write.idempotency || write.unlessErased ? writeTogether(table, write) : writeAlone(table, write)
