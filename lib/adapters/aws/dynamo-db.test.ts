import {
  type BatchGetItemCommand,
  type BatchWriteItemCommand,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../ports/errors.ts'
import { batchWrite } from './batch-write.ts'
import { ask } from './dynamo-db.ts'
import { number, text } from './item.ts'
import { listRecords } from './record-list.ts'

/** A table that answers each request with what `answer` makes of its input. */
const aTable = (answer: (input: object, command: string) => object) => {
  const client = new DynamoDBClient({ region: 'eu-central-1' })
  client.middlewareStack.add(
    (_, { commandName }) =>
      async (args) => {
        await Promise.resolve()
        return { output: answer(args.input, String(commandName)) as never, response: undefined }
      },
    { step: 'initialize' },
  )
  return { client, name: 'passes' }
}

const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

/** Fails so many times, then answers. */
const failing = (times: number, error: Error) => {
  let calls = 0
  return {
    request: () => {
      calls += 1
      return calls <= times ? Promise.reject(error) : Promise.resolve('answer')
    },
    calls: () => calls,
  }
}

describe('a request to DynamoDB', () => {
  it('is made again when transactions conflicted', async () => {
    const { request } = failing(3, cancelled('None', 'TransactionConflict'))
    expect(await ask(request)).toBe('answer')
  })

  it('is made again when a transaction is at the item', async () => {
    const { request } = failing(1, new TransactionConflictException({ $metadata: {}, message: 'conflict' }))
    expect(await ask(request)).toBe('answer')
  })

  it('is made again when one item conflicted, whatever the condition on another says', async () => {
    const { request } = failing(1, cancelled('ConditionalCheckFailed', 'TransactionConflict'))
    expect(await ask(request)).toBe('answer')
  })

  it('is not made again when a condition did not hold', async () => {
    const { request, calls } = failing(1, cancelled('None', 'ConditionalCheckFailed'))
    await expect(ask(request)).rejects.toThrow(TransactionCanceledException)
    expect(calls()).toBe(1)
  })

  it('is given up when transactions keep conflicting', async () => {
    const { request, calls } = failing(100, cancelled('TransactionConflict'))
    await expect(ask(request)).rejects.toThrow('the database failed (TransactionCanceledException): try again')
    expect(calls()).toBe(8)
  })

  it('that fails otherwise is not made again: the SDK has tried', async () => {
    const { request, calls } = failing(100, Object.assign(new Error('slow'), { name: 'ThrottlingException' }))
    await expect(ask(request)).rejects.toThrow(UnavailableError)
    expect(calls()).toBe(1)
  })
})

const puts = Array.from({ length: 30 }, (_, index) => ({ PutRequest: { Item: { pk: number(index) } } }))

describe('a batch of writes', () => {
  it('that is taken in parts is sent again, what was left and nothing else', async () => {
    const sent: number[] = []
    const table = aTable((input) => {
      const requests = (input as BatchWriteItemCommand['input']).RequestItems?.passes ?? []
      sent.push(requests.length)
      return sent.length === 1 ? { UnprocessedItems: { passes: requests.slice(0, 2) } } : {}
    })
    await batchWrite(table, puts)
    expect(sent).toEqual([25, 2, 5])
  })

  it('that is never taken whole is given up', async () => {
    const table = aTable((input) => ({
      UnprocessedItems: (input as BatchWriteItemCommand['input']).RequestItems ?? {},
    }))
    await expect(batchWrite(table, puts.slice(0, 1))).rejects.toThrow('the database took only a part: try again')
  })
})

describe('the passes of a template', () => {
  const summary = (serial: string) => ({
    pk: text(`PASS#pass.com.example#${serial}`),
    template: text('flight'),
    templateVersion: number(1),
    voided: { BOOL: false },
    revision: number(1),
    version: number(1),
    lastModified: number(1),
    createdAt: number(1),
    updatedAt: number(1),
  })

  it('are all read when a batch is answered in parts', async () => {
    const asked: number[] = []
    const table = aTable((input, command) => {
      if (command === 'QueryCommand') return { Items: asked.length === 0 ? [summary('A'), summary('B')] : [] }
      const { Keys = [], ...rest } = (input as BatchGetItemCommand['input']).RequestItems?.passes ?? {}
      asked.push(Keys.length)
      const [first, ...left] = Keys
      const found = first?.pk?.S?.endsWith('A') ? summary('A') : summary('B')
      return {
        Responses: { passes: [found] },
        UnprocessedKeys: left.length === 0 ? {} : { passes: { ...rest, Keys: left } },
      }
    })
    const { items } = await listRecords(table, 'flight', { limit: 2 })
    expect(items.map(({ serialNumber }) => serialNumber)).toEqual(['A', 'B'])
    expect(asked).toEqual([2, 1])
  })

  it('are without those that went, or went to another template, since the index was written', async () => {
    const table = aTable((_, command) =>
      command === 'QueryCommand'
        ? { Items: [summary('A'), summary('B'), summary('C')] }
        : { Responses: { passes: [{ ...summary('A'), template: text('other') }, summary('C')] } },
    )
    const { items } = await listRecords(table, 'flight', { limit: 3 })
    expect(items.map(({ serialNumber }) => serialNumber)).toEqual(['C'])
  })
})
