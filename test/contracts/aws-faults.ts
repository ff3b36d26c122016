/** Faults below the adapters, where the SDK meets the network: what its own retries and the adapters' have to stand. */
import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import type { FaultSchedule } from './faults.ts'

/** An error as the network gives it: the SDK tries again. */
const timeout = (): Error => Object.assign(new Error('no answer'), { name: 'TimeoutError' })

/** An error as a busy server gives it: the SDK tries again. */
const throttling = (): Error =>
  Object.assign(new Error('slow down'), { name: 'ThrottlingException', $fault: 'client', $metadata: {} })

const metadata = { $metadata: {}, message: 'conflict' }

/** What two transactions that meet are told: the SDK does not try again. */
const conflict = (command: string): Error =>
  command === 'TransactWriteItemsCommand'
    ? new TransactionCanceledException({
        ...metadata,
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
      })
    : new TransactionConflictException(metadata)

const writes = ['PutItemCommand', 'UpdateItemCommand', 'TransactWriteItemsCommand']

const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 })

/** Three attempts as by default, but without waiting. */
export const impatient = {
  acquireInitialRetryToken: () => Promise.resolve(token(0)),
  refreshRetryTokenForRetry: (before: ReturnType<typeof token>) =>
    before.getRetryCount() < 2
      ? Promise.resolve(token(before.getRetryCount() + 1))
      : Promise.reject(new Error('no more attempts')),
  recordSuccess: () => undefined,
}

const isConsistent = (input: object): boolean => JSON.stringify(input).includes('"ConsistentRead":true')

/** Has a client throttle, conflict, lose answers of requests that were done, and give stale answers where it may. */
export const addFaults = (client: DynamoDBClient, schedule: FaultSchedule): void => {
  const answers = new Map<string, { readonly output: object; readonly response: unknown }>()
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = String(context.commandName)
      const fault = schedule.next(name)
      if (fault === 'refuse') throw writes.includes(name) ? conflict(name) : throttling()
      const answer = await next(args)
      if (fault === 'lose') throw timeout()
      return answer
    },
    // Around the reading of the answer: one that nobody reads would keep its connection.
    { step: 'deserialize', priority: 'high', name: 'faults' },
  )
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const question = `${context.commandName} ${JSON.stringify(args.input)}`
      const earlier = answers.get(question)
      const mayLag =
        ['QueryCommand', 'GetItemCommand'].includes(String(context.commandName)) && !isConsistent(args.input)
      if (mayLag && earlier && schedule.next('stale read') === 'stale') return structuredClone(earlier) as never
      const answer = await next(args)
      if (mayLag) answers.set(question, structuredClone({ output: answer.output, response: undefined }))
      return answer
    },
    { step: 'initialize', name: 'stale-reads' },
  )
}
