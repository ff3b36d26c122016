/** How the adapters speak to DynamoDB: the client, what is tried again, and what becomes of its errors. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import type { Item } from './item.ts'
import { pause } from './pause.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

/** A table, and the client that reaches it. */
export interface Table {
  readonly client: DynamoDBClient
  readonly name: string
}

/** A client. @param config default: region, credentials and endpoint are what the environment of the process names */
export const dynamoDbClient = (config: ClientConfig = foundByTheSdk): DynamoDBClient =>
  new DynamoDBClient({ requestHandler: timeouts.database, ...config('DYNAMODB') })

const usualAttempts = 8

/** Why a transaction was cancelled although it may well succeed the next time. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

const isPassing = (error: unknown): boolean =>
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => passing.has(Code ?? '')))

/** An answer rather than a failure: a condition did not hold. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed'))

/**
 * Asks DynamoDB; the SDK tries again what is throttled or lost, this what two transactions tread on each other's feet
 * with.
 *
 * @param attempts how often at most, where many are to be expected to meet. Default: 8, about two seconds
 * @throws ConditionalCheckFailedException, TransactionCanceledException if a condition does not hold
 * @throws UnavailableError for everything else
 */
export const ask = async <Answer>(request: () => Promise<Answer>, attempts = usualAttempts): Promise<Answer> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request()
    } catch (error) {
      if (attempt < attempts && isPassing(error)) await pause(attempt)
      else if (!isPassing(error) && isRefusal(error)) throw error
      else throw unavailable('the database', error)
    }
  }
}

/** Reads an item consistently; undefined if there is none. @throws UnavailableError */
export const readItem = async (table: Table, key: Item): Promise<Item | undefined> => {
  const command = new GetItemCommand({ TableName: table.name, Key: key, ConsistentRead: true })
  const { Item: item } = await ask(() => table.client.send(command))
  return item
}
