/** Work that goes on step by step, in the table of passes: rollouts and imports. */
import {
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { JsonObject } from '../../core/format/json.ts'
import { seconds } from '../../ports/clock.ts'
import type { Stepped, SteppedStore } from '../../ports/stepped.ts'
import { batchRead } from './batch-read.ts'
import { conditionally } from './conditional.ts'
import { ask, readItem, type Table } from './dynamo-db.ts'
import { type Item, json, number, readJson, readText, text } from './item.ts'
import { momentSortKey, type SteppedKind, steppedKey, steppedListKey } from './keys.ts'
import { readPartition } from './partition.ts'

/** How work of one kind is stored. */
export interface SteppedFormat<Work extends Stepped> {
  readonly kind: SteppedKind
  readonly toJson: (work: Work) => JsonObject
  /** The work of stored JSON. @throws StoredItemError */
  readonly ofJson: (stored: JsonObject) => Work
  /** How long it is kept, in days. */
  readonly keptDays: number
}

const document = 'document'

const workItem = <Work extends Stepped>({ kind, toJson }: SteppedFormat<Work>, work: Work): Item => ({
  ...steppedKey(kind, work.id),
  step: number(work.step),
  [document]: json(toJson(work)),
})

const expiry = ({ keptDays }: { readonly keptDays: number }, { startedAt }: Stepped): Item => ({
  expires: number(seconds(startedAt) + keptDays * 24 * 60 * 60),
})

/** In the list stands only that there is such work: it is as short as it can be, and never behind the work itself. */
const listItem = <Work extends Stepped>({ kind }: SteppedFormat<Work>, work: Work): Item => ({
  pk: text(steppedListKey(kind)),
  sk: text(momentSortKey(work.startedAt, work.id)),
  id: text(work.id),
})

/** The same text as is stored: an earlier try of this very save, whose answer was lost. */
const isSame = (there: Item | undefined, item: Item): boolean => there?.[document]?.S === item[document]?.S

/** The work and its place in the list, both or neither. */
const add = async (table: Table, work: Item, listed: Item): Promise<boolean> => {
  const items: TransactWriteItem[] = [
    {
      Put: {
        TableName: table.name,
        Item: work,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    { Put: { TableName: table.name, Item: listed } },
  ]
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: items })))
    return true
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    return isSame(error.CancellationReasons?.[0]?.Item, work)
  }
}

const replace = async (table: Table, work: Item, step: number): Promise<boolean> => {
  const command = new PutItemCommand({
    TableName: table.name,
    Item: work,
    ConditionExpression: '#step = :before',
    ExpressionAttributeNames: { '#step': 'step' },
    ExpressionAttributeValues: { ':before': number(step - 1) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  const outcome = await conditionally(() => table.client.send(command))
  return outcome.done || isSame(outcome.item, work)
}

/** A store of work of one kind. The list is read consistently, and the work of a page in one go. */
export const awsStepped = <Work extends Stepped>(table: Table, format: SteppedFormat<Work>): SteppedStore<Work> => {
  const { kind, ofJson } = format
  const query = { partition: steppedListKey(kind), order: 'descending', consistent: true } as const
  const workOf = (item: Item): Work => ofJson(readJson(item, document))
  return {
    get: async (id) => {
      const item = await readItem(table, steppedKey(kind, id))
      return item && workOf(item)
    },
    save: (work) => {
      const expires = expiry(format, work)
      const item = { ...workItem(format, work), ...expires }
      return work.step === 0
        ? add(table, item, { ...listItem(format, work), ...expires })
        : replace(table, item, work.step)
    },
    list: async (page) => {
      const { items, next } = await readPartition(table, query, page)
      const ids = new Set(items.map((item) => readText(item, 'id')))
      const found = await batchRead(
        table,
        [...ids].map((id) => steppedKey(kind, id)),
      )
      // By the time too: what vanished may have been begun anew since.
      const works = new Map(found.map(workOf).map((work) => [momentSortKey(work.startedAt, work.id), work]))
      const listed = items.flatMap((item) => works.get(readText(item, 'sk')) ?? [])
      return { items: listed, ...(next === undefined ? {} : { next }) }
    },
  }
}
