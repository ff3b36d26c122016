/** The rows of those who hold a pass: how they come, go and are read. */
import { DeleteItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import type { SerialNumber } from '../../core/format/identifiers.ts'
import { CursorError, type Page, type PageRequest } from '../../ports/page.ts'
import type { PassId } from '../../ports/records.ts'
import type { Holder, Holding } from '../../ports/registrations.ts'
import { conditionally } from './conditional.ts'
import { cursorAt, positionOf } from './cursor.ts'
import { holderItem, holderKey, holderOfItem } from './device-item.ts'
import type { Table } from './dynamo-db.ts'
import { type Item, text } from './item.ts'
import { holdersKey, passKey } from './keys.ts'
import { readPartition } from './partition.ts'
import { holderShards } from './shards.ts'

/** A row comes, whatever was there: part of the transaction that writes the device. */
export const putHolder = (table: Table, serialNumber: SerialNumber, holder: Holder): TransactWriteItem => ({
  Put: { TableName: table.name, Item: holderItem(serialNumber, holder) },
})

/** A row goes: part of the transaction that takes the pass out of the device. Who has the entry has the row. */
export const deleteHolder = (table: Table, holding: Holding): TransactWriteItem => ({
  Delete: { TableName: table.name, Key: holderKey(holding.serialNumber, holding) },
})

/** A row of a device that is gone goes, if it is not that of the next device of this name. */
export const removeHolder = async (table: Table, serialNumber: SerialNumber, holder: Holder): Promise<void> => {
  const command = new DeleteItemCommand({
    TableName: table.name,
    Key: holderKey(serialNumber, holder),
    ConditionExpression: 'epoch = :epoch AND issue = :issue',
    ExpressionAttributeValues: { ':epoch': text(holder.epoch), ':issue': text(holder.issue) },
  })
  await conditionally(() => table.client.send(command))
}

/** Where the next page begins: a shard, and the cursor in it, if it is begun. */
interface Position {
  readonly shard: number
  readonly cursor?: string
}

const encode = (list: string, { shard, cursor = '' }: Position): string => cursorAt(list, `${shard}/${cursor}`)

const numeral = /^\d{1,2}$/

const decode = (list: string, count: number, cursor: string): Position => {
  const [digits = '', within, ...rest] = positionOf(list, cursor).split('/')
  const shard = Number(digits)
  if (!numeral.test(digits) || shard >= count || within === undefined || rest.length > 0) throw new CursorError()
  return within === '' ? { shard } : { shard, cursor: within }
}

/** `Registrations.holders`: shard after shard. */
export const listHolders = async (
  table: Table,
  pass: PassId,
  issue: string,
  { limit, cursor }: PageRequest,
): Promise<Page<Holder>> => {
  const list = `holders of ${passKey(pass)}`
  const count = holderShards(issue)
  const holders: Holder[] = []
  let next: Position | undefined = cursor === undefined ? { shard: 0 } : decode(list, count, cursor)
  while (next && holders.length < limit) {
    const { shard, ...begun }: Position = next
    const query = { partition: holdersKey(pass, shard), order: 'ascending', consistent: true } as const
    const page: Page<Item> = await readPartition(table, query, { limit: limit - holders.length, ...begun })
    holders.push(...page.items.map((item) => holderOfItem(pass, item)))
    if (page.next !== undefined) next = { shard, cursor: page.next }
    else next = shard + 1 < count ? { shard: shard + 1 } : undefined
  }
  return { items: holders, ...(next ? { next: encode(list, next) } : {}) }
}
