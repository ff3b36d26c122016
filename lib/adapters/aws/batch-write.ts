/** Many writes without conditions. */
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { ask, type Table } from './dynamo-db.ts'
import { sendInParts } from './in-parts.ts'

const mostItems = 25
const attempts = 8

const writeSome =
  (table: Table) =>
  async (batch: readonly WriteRequest[]): Promise<readonly WriteRequest[]> => {
    const command = new BatchWriteItemCommand({ RequestItems: { [table.name]: [...batch] } })
    const { UnprocessedItems } = await ask(() => table.client.send(command))
    return UnprocessedItems?.[table.name] ?? []
  }

/** Writes all of it; no two requests may be for the same item. @throws UnavailableError */
export const batchWrite = async (table: Table, requests: readonly WriteRequest[]): Promise<void> => {
  const parts = { send: writeSome(table), receiver: 'the database', attempts }
  for (let start = 0; start < requests.length; start += mostItems) {
    await sendInParts(requests.slice(start, start + mostItems), parts)
  }
}
