/** Pages of lists as they are sent. */
import type { Page } from '../../../ports/page.ts'

/** A page of resources. */
export const pageResource = <Item, Resource>(
  { items, next }: Page<Item>,
  resource: (item: Item) => Resource,
): { readonly items: readonly Resource[]; readonly next?: string } => ({
  items: items.map(resource),
  ...(next === undefined ? {} : { next }),
})
