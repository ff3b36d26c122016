/** The passes that wait to be built, from the index that holds only those. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Lane } from '../../ports/queues.ts'
import type { PassId } from '../../ports/records.ts'
import { ask, type Table } from './dynamo-db.ts'
import { type Item, number, readNumber, text } from './item.ts'
import { indexes, passOfItem } from './keys.ts'
import { pendingKey, shards } from './shards.ts'

/** The first of one shard, the longest waiting first. */
const readShard = async (table: Table, partition: string, before: number, limit: number): Promise<readonly Item[]> => {
  const items: Item[] = []
  let start: Item | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: table.name,
      IndexName: indexes.pending,
      KeyConditionExpression: 'pendingShard = :shard AND pendingSince < :before',
      ExpressionAttributeValues: { ':shard': text(partition), ':before': number(before) },
      Limit: limit - items.length,
      ...(start ? { ExclusiveStartKey: start } : {}),
    })
    const { Items = [], LastEvaluatedKey } = await ask(() => table.client.send(command))
    items.push(...Items)
    start = LastEvaluatedKey
  } while (start && items.length < limit)
  return items
}

/** `Records.pending`. */
export const listPending = async (
  table: Table,
  before: number,
  limit: number,
  lane?: Lane,
): Promise<readonly PassId[]> => {
  const all = Array.from({ length: shards }, (_, shard) => readShard(table, pendingKey(shard, lane), before, limit))
  return (await Promise.all(all))
    .flat()
    .map((item) => ({ pass: passOfItem(item), since: readNumber(item, 'pendingSince') }))
    .sort((a, b) => a.since - b.since)
    .slice(0, limit)
    .map(({ pass }) => pass)
}
