/** Many consistent reads at once. */
import { BatchGetItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb'
import { UnavailableError } from '../../ports/errors.ts'
import { ask, type Table } from './dynamo-db.ts'
import type { Item } from './item.ts'
import { pause } from './pause.ts'

/** Which attributes are read. */
export type Projection = Pick<KeysAndAttributes, 'ProjectionExpression' | 'ExpressionAttributeNames'>

const mostKeys = 100
const attempts = 8

/** A batch may be answered in parts: what is left is asked for again. */
const readBatch = async (table: Table, keys: readonly Item[], projection: Projection): Promise<readonly Item[]> => {
  const items: Item[] = []
  let left: KeysAndAttributes | undefined = { ...projection, Keys: [...keys], ConsistentRead: true }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const command: BatchGetItemCommand = new BatchGetItemCommand({ RequestItems: { [table.name]: left } })
    const { Responses, UnprocessedKeys } = await ask(() => table.client.send(command))
    items.push(...(Responses?.[table.name] ?? []))
    left = UnprocessedKeys?.[table.name]
    if (!left) return items
    await pause(attempt)
  }
  throw new UnavailableError('the database answered only in parts: try again')
}

/** The items of keys that are there, in any order; no key may come twice. @throws UnavailableError */
export const batchRead = async (
  table: Table,
  keys: readonly Item[],
  projection: Projection = {},
): Promise<readonly Item[]> => {
  const items: Item[] = []
  for (let start = 0; start < keys.length; start += mostKeys) {
    items.push(...(await readBatch(table, keys.slice(start, start + mostKeys), projection)))
  }
  return items
}
