/** The passes that wait to be built, from the index that holds only those. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Lane } from '../../ports/lane.ts'
import type { PassId } from '../../ports/records.ts'
import { ask, type Table } from './dynamo-db.ts'
import { type Item, number, readNumber, text } from './item.ts'
import { indexes, passOfItem } from './keys.ts'
import { pendingKey, shards } from './shards.ts'

/** Which of those that wait: see `Records.pending`. */
export interface PendingQuery {
  readonly before: number
  readonly from: number | undefined
  readonly limit: number
  readonly lane: Lane | undefined
}

/** The first of one shard, the longest waiting first. */
const readShard = async (
  table: Table,
  partition: string,
  { before, from = 0, limit }: PendingQuery,
): Promise<readonly Item[]> => {
  const items: Item[] = []
  let start: Item | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: table.name,
      IndexName: indexes.pending,
      KeyConditionExpression: 'pendingShard = :shard AND pendingSince BETWEEN :from AND :last',
      ExpressionAttributeValues: { ':shard': text(partition), ':from': number(from), ':last': number(before - 1) },
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
export const listPending = async (table: Table, query: PendingQuery): Promise<readonly PassId[]> => {
  const { before, from = 0, limit, lane } = query
  // DynamoDB refuses a range that ends before it begins.
  if (before <= from) return []
  const all = Array.from({ length: shards }, (_, shard) => readShard(table, pendingKey(shard, lane), query))
  return (await Promise.all(all))
    .flat()
    .map((item) => ({ pass: passOfItem(item), since: readNumber(item, 'pendingSince') }))
    .sort((a, b) => a.since - b.since)
    .slice(0, limit)
    .map(({ pass }) => pass)
}
