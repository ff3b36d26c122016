/** Parked events in the table of passes. */
import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { UnavailableError } from '../../ports/errors.ts'
import type { Parked, ParkedEvent } from '../../ports/parked.ts'
import type { PassId } from '../../ports/records.ts'
import { eachOf } from '../../service/each-of.ts'
import { ask, readItem, type Table } from './dynamo-db.ts'
import { type Item, number, text } from './item.ts'
import { parkedIds, parkedKey, parkedListKey, parkedOfPassKey, passKey } from './keys.ts'
import {
  parkedItem,
  parkedListItem,
  parkedListing,
  parkedOfItem,
  parkedOfPassItem,
  parkedSummaryOfItem,
} from './parked-item.ts'
import { partitionPages, readPartition } from './partition.ts'
import { pause } from './pause.ts'

const attempts = 8

/** Only while it is the event that was seen: its rows are found by its time and its pass. */
const asSeen = (seen: ParkedEvent | undefined) => {
  if (!seen) return { ConditionExpression: 'attribute_not_exists(pk)' }
  const { at, pass } = seen
  return {
    ConditionExpression: `#at = :at AND ${pass ? '#pass = :pass' : 'attribute_not_exists(#pass)'}`,
    ExpressionAttributeNames: { '#at': 'at', '#pass': 'pass' },
    ExpressionAttributeValues: { ':at': number(at), ...(pass ? { ':pass': text(passKey(pass)) } : {}) },
  }
}

const put = ({ name }: Table, item: Item): TransactWriteItem => ({ Put: { TableName: name, Item: item } })

const remove = ({ name }: Table, key: Item): TransactWriteItem => ({ Delete: { TableName: name, Key: key } })

const isSame = (one: Item, other: Item): boolean => one.pk?.S === other.pk?.S && one.sk?.S === other.sk?.S

/** The keys of the rows beside an event. */
const rowsOf = (event: ParkedEvent): readonly Item[] => [
  parkedListing(event),
  ...(event.pass ? [parkedOfPassKey(event.pass, event.id)] : []),
]

/** The event and its rows; those of the one that was seen in its place go. */
const replacing = (table: Table, event: ParkedEvent, seen: ParkedEvent | undefined): TransactWriteItem[] => {
  const rows = [parkedListItem(event), ...(event.pass ? [parkedOfPassItem(event.pass, event)] : [])]
  const outdated = (seen ? rowsOf(seen) : []).filter((key) => !rows.some((row) => isSame(row, key)))
  return [
    { Put: { TableName: table.name, Item: parkedItem(event), ...asSeen(seen) } },
    ...rows.map((row) => put(table, row)),
    ...outdated.map((key) => remove(table, key)),
  ]
}

const removing = (table: Table, seen: ParkedEvent): TransactWriteItem[] => [
  { Delete: { TableName: table.name, Key: parkedKey(seen.id), ...asSeen(seen) } },
  ...rowsOf(seen).map((key) => remove(table, key)),
]

const find = async (table: Table, id: string): Promise<ParkedEvent | undefined> => {
  const item = await readItem(table, parkedKey(id))
  return item && parkedOfItem(item)
}

/** False if the event was another one than was seen. */
const write = async (table: Table, items: TransactWriteItem[]): Promise<boolean> => {
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: items })))
    return true
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    return false
  }
}

/** Writes what is to be written, given the event as it is; nothing, if that is none. */
const writeUpon = async (
  table: Table,
  id: string,
  seen: ParkedEvent | undefined,
  decide: (seen: ParkedEvent | undefined) => TransactWriteItem[],
): Promise<void> => {
  let known = seen
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const items = decide(known)
    if (items.length === 0 || (await write(table, items))) return
    await pause(attempt)
    known = await find(table, id)
  }
  throw new UnavailableError('the parked event keeps changing: try again')
}

/** Removes an event; only if it is about a pass, if one is given. */
const removeOne = async (table: Table, id: string, pass?: PassId): Promise<void> => {
  const isMeant = (seen: ParkedEvent): boolean => !pass || (seen.pass && passKey(seen.pass)) === passKey(pass)
  await writeUpon(table, id, await find(table, id), (seen) => (seen && isMeant(seen) ? removing(table, seen) : []))
}

const pageSize = 200
/** Whoever erases a pass waits for it, and a source that is broken may have sent thousands of bad events about it. */
const removedAtOnce = 20

const removeAll = async (table: Table, pass: PassId): Promise<void> => {
  const query = { partition: passKey(pass), order: 'ascending', consistent: true } as const
  for await (const items of partitionPages(table, query, pageSize)) {
    await eachOf(parkedIds(items), removedAtOnce, (id) => removeOne(table, id, pass))
  }
}

/** Parked events in the table of passes. */
export const awsParked = (table: Table): Parked => ({
  // Usually it is there for the first time: to look first would be in vain.
  put: (event) => writeUpon(table, event.id, undefined, (seen) => replacing(table, event, seen)),
  get: (id) => find(table, id),
  list: async (page) => {
    const query = { partition: parkedListKey, order: 'descending', consistent: false } as const
    const { items, next } = await readPartition(table, query, page)
    return { items: items.map(parkedSummaryOfItem), ...(next === undefined ? {} : { next }) }
  },
  remove: (id) => removeOne(table, id),
  removeAll: (pass) => removeAll(table, pass),
})
