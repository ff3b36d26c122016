/** The passes of a template, shard after shard. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { CursorError, type Page, type PageRequest } from '../../ports/page.ts'
import type { PassSummary } from '../../ports/records.ts'
import { batchRead } from './batch-read.ts'
import { cursorAt, positionOf } from './cursor.ts'
import { ask, type Table } from './dynamo-db.ts'
import { type Item, text } from './item.ts'
import { indexes, passOfKey, recordSortKey } from './keys.ts'
import { summaryAttributes, summaryOfItem } from './record-item.ts'
import { listingKey, shardOf, shards } from './shards.ts'

/** Where the next page begins: a shard, and the key of the pass in it that was read last. */
interface Position {
  readonly shard: number
  readonly after?: string
}

const encode = (list: string, { shard, after = '' }: Position): string => cursorAt(list, `${shard}/${after}`)

const numeral = /^\d$/

const decode = (list: string, cursor: string): Position => {
  const [digits = '', after, ...rest] = positionOf(list, cursor).split('/')
  const shard = Number(digits)
  if (!numeral.test(digits) || shard >= shards || after === undefined || rest.length > 0) throw new CursorError()
  if (after === '') return { shard }
  if (!passOfKey(after) || shardOf(after) !== shard) throw new CursorError()
  return { shard, after }
}

interface Stretch {
  readonly keys: readonly string[]
  /** Where the list goes on, if it does. */
  readonly next: Position | undefined
}

/** The next keys of one shard, at most `limit`. */
const readShard = async (
  table: Table,
  template: string,
  { shard, after }: Position,
  limit: number,
): Promise<Stretch> => {
  const listing = text(listingKey(template, shard))
  const command = new QueryCommand({
    TableName: table.name,
    IndexName: indexes.byTemplate,
    KeyConditionExpression: 'listing = :listing',
    ExpressionAttributeValues: { ':listing': listing },
    Limit: limit,
    ...(after === undefined ? {} : { ExclusiveStartKey: { listing, pk: text(after), sk: text(recordSortKey) } }),
  })
  const { Items = [], LastEvaluatedKey } = await ask(() => table.client.send(command))
  const last = LastEvaluatedKey?.pk?.S
  const nextShard = shard + 1 < shards ? { shard: shard + 1 } : undefined
  return { keys: Items.flatMap(({ pk }) => pk?.S ?? []), next: last === undefined ? nextShard : { shard, after: last } }
}

const readKeys = async (table: Table, template: string, from: Position, limit: number): Promise<Stretch> => {
  const keys: string[] = []
  let next: Position | undefined = from
  while (next && keys.length < limit) {
    const stretch: Stretch = await readShard(table, template, next, limit - keys.length)
    keys.push(...stretch.keys)
    next = stretch.next
  }
  return { keys, next }
}

const projection = {
  ProjectionExpression: summaryAttributes.map((_, index) => `#${index}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(summaryAttributes.map((name, index) => [`#${index}`, name])),
}

/** What the records are now, in the order of the keys. One that went, or went to another template, is left out. */
const readSummaries = async (
  table: Table,
  template: string,
  keys: readonly string[],
): Promise<readonly PassSummary[]> => {
  const items = await batchRead(
    table,
    keys.map((pk) => ({ pk: text(pk), sk: text(recordSortKey) })),
    projection,
  )
  const found = new Map(items.map((item) => [item.pk?.S, item]))
  return keys
    .map((key) => found.get(key))
    .filter((item) => item !== undefined)
    .map(summaryOfItem)
    .filter((summary) => summary.template.name === template)
}

/** `Records.list`. */
export const listRecords = async (table: Table, template: string, page: PageRequest): Promise<Page<PassSummary>> => {
  const list = `passes of ${template}`
  const from = page.cursor === undefined ? { shard: 0 } : decode(list, page.cursor)
  const { keys, next } = await readKeys(table, template, from, page.limit)
  return { items: await readSummaries(table, template, keys), ...(next ? { next: encode(list, next) } : {}) }
}

const countShard = async (table: Table, template: string, shard: number): Promise<number> => {
  let count = 0
  let start: Item | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: table.name,
      IndexName: indexes.byTemplate,
      KeyConditionExpression: 'listing = :listing',
      ExpressionAttributeValues: { ':listing': text(listingKey(template, shard)) },
      Select: 'COUNT',
      ...(start ? { ExclusiveStartKey: start } : {}),
    })
    const { Count = 0, LastEvaluatedKey } = await ask(() => table.client.send(command))
    count += Count
    start = LastEvaluatedKey
  } while (start)
  return count
}

/** `Records.count`. */
export const countRecords = async (table: Table, template: string): Promise<number> => {
  const counts = await Promise.all(Array.from({ length: shards }, (_, shard) => countShard(table, template, shard)))
  return counts.reduce((sum, count) => sum + count, 0)
}
