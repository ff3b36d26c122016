/** The steps of passes' lives in DynamoDB. */
import type { DeviceEvent, Events, PassEvent } from '../../ports/events.ts'
import type { PassId } from '../../ports/records.ts'
import { batchWrite } from './batch-write.ts'
import type { Table } from './dynamo-db.ts'
import { deviceEventOfItem, eventItem, eventOfItem } from './event-item.ts'
import type { Item } from './item.ts'
import { deviceEventsKey, passKey } from './keys.ts'
import { readPartition } from './partition.ts'

const append = (table: Table, events: readonly (PassEvent | DeviceEvent)[]): Promise<void> => {
  const items = new Map(events.map(eventItem).map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]))
  return batchWrite(
    table,
    [...items.values()].map((item) => ({ PutRequest: { Item: item } })),
  )
}

const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk ? { pk } : {}), ...(sk ? { sk } : {}) })

const pageSize = 200

const removeAll = async (table: Table, pass: PassId): Promise<void> => {
  const query = { partition: passKey(pass), order: 'ascending', consistent: true } as const
  let cursor: string | undefined
  do {
    const { items, next } = await readPartition(table, query, { limit: pageSize, ...(cursor ? { cursor } : {}) })
    await batchWrite(
      table,
      items.map((item) => ({ DeleteRequest: { Key: keyOf(item) } })),
    )
    cursor = next
  } while (cursor !== undefined)
}

/** The steps of passes' lives in the table of events. */
export const awsEvents = (table: Table): Events => ({
  append: (events) => append(table, events),
  list: async (pass, page) => {
    const query = { partition: passKey(pass), order: 'descending', consistent: false } as const
    const { items, next } = await readPartition(table, query, page)
    return { items: items.map(eventOfItem), ...(next === undefined ? {} : { next }) }
  },
  listOfDevice: async (device, page) => {
    const query = { partition: deviceEventsKey(device), order: 'descending', consistent: false } as const
    const { items, next } = await readPartition(table, query, page)
    return { items: items.map(deviceEventOfItem), ...(next === undefined ? {} : { next }) }
  },
  removeAll: (pass) => removeAll(table, pass),
})
