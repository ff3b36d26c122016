/** Erasing pass records: the record goes and the tombstone comes, both or neither; or a tombstone comes where there is none. */
import { TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import type { PassId, RecordErasure } from '../../ports/records.ts'
import { ask, type Table } from './dynamo-db.ts'
import { number } from './item.ts'
import { recordKey, tombstoneKey } from './keys.ts'

/**
 * Refused if this very erasure was done before: a pass that was issued since, with the same serial number and revision,
 * is not erased by its repetition.
 */
const putTombstone = (table: Table, { tombstone, revision, erasedAt }: RecordErasure) => ({
  TableName: table.name,
  Item: { ...tombstoneKey(tombstone), revision: number(revision), erasedAt: number(erasedAt) },
  ConditionExpression: 'attribute_not_exists(pk) OR #revision <> :revision OR #erasedAt <> :erasedAt',
  ExpressionAttributeNames: { '#revision': 'revision', '#erasedAt': 'erasedAt' },
  ExpressionAttributeValues: { ':revision': number(revision), ':erasedAt': number(erasedAt) },
})

const deleteRecord = (table: Table, { pass, revision }: RecordErasure) => ({
  TableName: table.name,
  Key: recordKey(pass),
  ConditionExpression: '#revision = :revision',
  ExpressionAttributeNames: { '#revision': 'revision' },
  ExpressionAttributeValues: { ':revision': number(revision) },
})

/** `Records.erase`. */
export const eraseRecord = async (table: Table, erasure: RecordErasure): Promise<'erased' | 'conflict'> => {
  const items = [{ Delete: deleteRecord(table, erasure) }, { Put: putTombstone(table, erasure) }]
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: items })))
    return 'erased'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    return error.CancellationReasons?.[1]?.Code === 'ConditionalCheckFailed' ? 'erased' : 'conflict'
  }
}

const noRecord = (table: Table, pass: PassId) => ({
  TableName: table.name,
  Key: recordKey(pass),
  ConditionExpression: 'attribute_not_exists(pk)',
})

const firstTombstone = (table: Table, { tombstone, erasedAt }: Omit<RecordErasure, 'revision'>) => ({
  TableName: table.name,
  Item: { ...tombstoneKey(tombstone), revision: number(0), erasedAt: number(erasedAt) },
  ConditionExpression: 'attribute_not_exists(pk)',
})

/** `Records.entomb`. */
export const entomb = async (
  table: Table,
  erasure: Omit<RecordErasure, 'revision'>,
): Promise<'erased' | 'conflict'> => {
  const items = [{ ConditionCheck: noRecord(table, erasure.pass) }, { Put: firstTombstone(table, erasure) }]
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: items })))
    return 'erased'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    return error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed' ? 'conflict' : 'erased'
  }
}
