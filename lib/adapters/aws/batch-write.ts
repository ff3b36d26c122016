/** Many writes without conditions. */
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { UnavailableError } from '../../ports/errors.ts'
import { ask, type Table } from './dynamo-db.ts'
import { pause } from './pause.ts'

const mostItems = 25
const attempts = 8

/** A batch may be done in parts: what is left is sent again. */
const writeBatch = async (table: Table, batch: readonly WriteRequest[]): Promise<void> => {
  let left: readonly WriteRequest[] = batch
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const command = new BatchWriteItemCommand({ RequestItems: { [table.name]: [...left] } })
    const { UnprocessedItems } = await ask(() => table.client.send(command))
    left = UnprocessedItems?.[table.name] ?? []
    if (left.length === 0) return
    await pause(attempt)
  }
  throw new UnavailableError('the database took only a part: try again')
}

/** Writes all of it; no two requests may be for the same item. @throws UnavailableError */
export const batchWrite = async (table: Table, requests: readonly WriteRequest[]): Promise<void> => {
  for (let start = 0; start < requests.length; start += mostItems) {
    await writeBatch(table, requests.slice(start, start + mostItems))
  }
}
