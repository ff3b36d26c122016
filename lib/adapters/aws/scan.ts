/** Going through a whole table, page after page: what operators do, never a function. */
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { CursorError, type Page, type PageRequest } from '../../ports/page.ts'
import { cursorAt, positionOf } from './cursor.ts'
import { ask, type Table } from './dynamo-db.ts'
import { type Item, text } from './item.ts'

/** No partition key holds it. */
const separator = '\n'

const keyAt = (list: string, cursor: string): Item => {
  const [pk = '', sk = '', ...rest] = positionOf(list, cursor).split(separator)
  if (pk === '' || sk === '' || rest.length > 0) throw new CursorError()
  return { pk: text(pk), sk: text(sk) }
}

/**
 * One page of all items with a sort key. `limit` is how many items are looked at, whatever their sort key: a page may be
 * empty and have a next.
 *
 * @throws CursorError
 */
export const scanPage = async (table: Table, sortKey: string, { limit, cursor }: PageRequest): Promise<Page<Item>> => {
  const list = `all ${sortKey}`
  const command = new ScanCommand({
    TableName: table.name,
    ConsistentRead: true,
    FilterExpression: 'sk = :sk',
    ExpressionAttributeValues: { ':sk': text(sortKey) },
    Limit: limit,
    ...(cursor === undefined ? {} : { ExclusiveStartKey: keyAt(list, cursor) }),
  })
  const { Items: items = [], LastEvaluatedKey: last } = await ask(() => table.client.send(command))
  return { items, ...(last ? { next: cursorAt(list, `${last.pk?.S}${separator}${last.sk?.S}`) } : {}) }
}
