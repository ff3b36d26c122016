/** All that tables hold: those of a deployment, or those that point-in-time recovery made of them. */
import type { Inventory } from '../../ports/inventory.ts'
import type { Page, PageRequest } from '../../ports/page.ts'
import { deviceOfItem } from './device-item.ts'
import type { Table } from './dynamo-db.ts'
import { type Item, readNumber } from './item.ts'
import { deviceSortKey, recordSortKey, tombstoneOfKey, tombstoneSortKey } from './keys.ts'
import { recordOfItem } from './record-item.ts'
import { scanPage } from './scan.ts'

const pageOf = async <Found>(
  table: Table,
  sortKey: string,
  page: PageRequest,
  of: (item: Item) => Found,
): Promise<Page<Found>> => {
  const { items, next } = await scanPage(table, sortKey, page)
  return { items: items.map(of), ...(next === undefined ? {} : { next }) }
}

/** Goes through two tables. */
export const awsInventory = (passes: Table, registrations: Table): Inventory => ({
  records: (page) => pageOf(passes, recordSortKey, page, recordOfItem),
  devices: (page) => pageOf(registrations, deviceSortKey, page, deviceOfItem),
  tombstones: (page) =>
    pageOf(passes, tombstoneSortKey, page, (item) => ({
      tombstone: tombstoneOfKey(item),
      erasedAt: readNumber(item, 'erasedAt'),
    })),
})
