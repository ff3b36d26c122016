/** Breakers in DynamoDB. */
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Breaker, BreakerName, Breakers } from '../../ports/breakers.ts'
import { conditionally } from './conditional.ts'
import { ask, readItem, type Table } from './dynamo-db.ts'
import { type Item, number, readAs, readNumber, readText, text } from './item.ts'
import { breakerKey, breakersKey } from './keys.ts'
import { partitionPages } from './partition.ts'
import { tally } from './push-tally.ts'

const names = { '#reason': 'reason', '#since': 'since' }

const namePattern = /^(sign|push) /

const isName = (value: unknown): value is BreakerName => typeof value === 'string' && namePattern.test(value)

const breakerOf = (item: Item): Breaker => ({
  name: readAs(item, 'sk', isName),
  reason: readText(item, 'reason'),
  since: readNumber(item, 'since'),
  probeAt: readNumber(item, 'probeAt'),
})

const list = async (table: Table): Promise<readonly Breaker[]> => {
  const found: Breaker[] = []
  const query = { partition: breakersKey, order: 'ascending', consistent: false } as const
  for await (const items of partitionPages(table, query, 100)) found.push(...items.map(breakerOf))
  return found
}

const open = async (table: Table, { name, reason, since, probeAt }: Breaker): Promise<boolean> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: breakerKey(name),
    UpdateExpression: 'SET #reason = :reason, #since = if_not_exists(#since, :since), probeAt = :probeAt',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':reason': text(reason), ':since': number(since), ':probeAt': number(probeAt) },
    ReturnValues: 'ALL_OLD',
  })
  const { Attributes: before } = await ask(() => table.client.send(command))
  return before === undefined
}

const probe = async (table: Table, name: BreakerName, now: number, probeAt: number): Promise<boolean> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: breakerKey(name),
    UpdateExpression: 'SET probeAt = :probeAt',
    // Of a breaker that is closed there is no item, and so no time that could have come.
    ConditionExpression: 'probeAt <= :now',
    ExpressionAttributeValues: { ':probeAt': number(probeAt), ':now': number(now) },
  })
  return (await conditionally(() => table.client.send(command))).done
}

const close = async (table: Table, name: BreakerName): Promise<boolean> => {
  const command = new DeleteItemCommand({ TableName: table.name, Key: breakerKey(name), ReturnValues: 'ALL_OLD' })
  const { Attributes: before } = await ask(() => table.client.send(command))
  return before !== undefined
}

/** Breakers in the table of passes. */
export const awsBreakers = (table: Table): Breakers => ({
  find: async (name) => {
    const item = await readItem(table, breakerKey(name))
    return item && breakerOf(item)
  },
  list: () => list(table),
  open: (breaker) => open(table, breaker),
  probe: (name, now, probeAt) => probe(table, name, now, probeAt),
  close: (name) => close(table, name),
  tally: (passTypeIdentifier, answers) => tally(table, passTypeIdentifier, answers),
})
