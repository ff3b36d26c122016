/** Reading one partition of a table page by page. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { utf8 } from '../../core/bytes.ts'
import { CursorError, type Page, type PageRequest } from '../../ports/page.ts'
import { pagesOf } from '../../service/pages-of.ts'
import { cursorAt, positionOf } from './cursor.ts'
import { ask, type Table } from './dynamo-db.ts'
import { type Item, text } from './item.ts'

/** What to read, and in which order of the sort keys. */
export interface PartitionQuery {
  readonly partition: string
  readonly order: 'ascending' | 'descending'
  readonly consistent: boolean
  /** Of a first page: only sort keys up to this one. What follows it in descending order is below by itself. Default: all. */
  readonly upTo?: string
}

/** DynamoDB takes sort keys of 1 to so many bytes; it would refuse others as if the fault were ours. */
const mostBytes = 1024

const sortKeyOf = (partition: string, cursor: string): string => {
  const key = positionOf(partition, cursor)
  if (key === '' || utf8(key).length > mostBytes) throw new CursorError()
  return key
}

/** One page of a partition. @throws CursorError */
export const readPartition = async (table: Table, query: PartitionQuery, page: PageRequest): Promise<Page<Item>> => {
  const { partition, order, consistent } = query
  const pk = text(partition)
  const after = page.cursor === undefined ? undefined : sortKeyOf(partition, page.cursor)
  const upTo = page.cursor === undefined ? query.upTo : undefined
  const command = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: upTo === undefined ? 'pk = :pk' : 'pk = :pk AND sk <= :upTo',
    ExpressionAttributeValues: { ':pk': pk, ...(upTo === undefined ? {} : { ':upTo': text(upTo) }) },
    ScanIndexForward: order === 'ascending',
    ConsistentRead: consistent,
    Limit: page.limit,
    ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: text(after) } }),
  })
  const { Items: items = [], LastEvaluatedKey } = await ask(() => table.client.send(command))
  const last = LastEvaluatedKey?.sk?.S
  return { items, ...(last === undefined ? {} : { next: cursorAt(partition, last) }) }
}

/** All of a partition, page after page; some pages may be empty. @param limit the most of one page */
export async function* partitionPages(
  table: Table,
  query: PartitionQuery,
  limit: number,
): AsyncGenerator<readonly Item[]> {
  for await (const { items } of pagesOf((page) => readPartition(table, query, page), { limit })) yield items
}
