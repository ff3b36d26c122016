/** DynamoDB Local with the tables of the service, and with a second set of them, for what is restored. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { startDynamoDb } from '../../infra/local/servers/dynamo-db.ts'
import { createTables } from '../contracts/aws-servers.ts'

/** Tables to play on. */
export interface Tables {
  readonly client: DynamoDBClient
  /** Leads to the second set. */
  readonly restored: DynamoDBClient
  readonly stop: () => Promise<void>
}

/** Starts the server: it keeps tables apart by access key. */
export const startTables = async (): Promise<Tables> => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  const { endpoint, stop } = await startDynamoDb({ folder })
  const [client, restored] = ['played', 'restored'].map(
    (accessKeyId) =>
      new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials: { accessKeyId, secretAccessKey: 'none' } }),
  ) as [DynamoDBClient, DynamoDBClient]
  await Promise.all([createTables(client), createTables(restored)])
  return {
    client,
    restored,
    stop: async () => {
      client.destroy()
      restored.destroy()
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
