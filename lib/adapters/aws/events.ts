/** The steps of passes' lives in DynamoDB. */
import type { DeviceEvent, Events, EventsRequest, PassEvent } from '../../ports/events.ts'
import type { Page } from '../../ports/page.ts'
import type { PassId } from '../../ports/records.ts'
import { batchWrite } from './batch-write.ts'
import type { Table } from './dynamo-db.ts'
import { deviceEventOfItem, eventItem, eventOfItem } from './event-item.ts'
import type { Item } from './item.ts'
import { deviceEventsKey, momentSortKey, passKey } from './keys.ts'
import { partitionPages, readPartition } from './partition.ts'

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
  for await (const items of partitionPages(table, query, pageSize)) {
    await batchWrite(
      table,
      items.map((item) => ({ DeleteRequest: { Key: keyOf(item) } })),
    )
  }
}

const newestFirst = (table: Table, partition: string, { until, ...page }: EventsRequest): Promise<Page<Item>> => {
  const upTo = until === undefined ? {} : { upTo: momentSortKey(until + 1, '') }
  return readPartition(table, { partition, order: 'descending', consistent: false, ...upTo }, page)
}

/** The steps of passes' lives in the table of events. */
export const awsEvents = (table: Table): Events => ({
  append: (events) => append(table, events),
  list: async (pass, page) => {
    const { items, next } = await newestFirst(table, passKey(pass), page)
    return { items: items.map(eventOfItem), ...(next === undefined ? {} : { next }) }
  },
  listOfDevice: async (device, page) => {
    const { items, next } = await newestFirst(table, deviceEventsKey(device), page)
    return { items: items.map(deviceEventOfItem), ...(next === undefined ? {} : { next }) }
  },
  removeAll: (pass) => removeAll(table, pass),
})
