/** Goes through a list, page after page. */
import type { Page, PageRequest } from '../ports/page.ts'

/** The pages of a list; some may be empty. */
export async function* pagesOf<Item>(
  read: (page: PageRequest) => Promise<Page<Item>>,
  { limit, cursor }: PageRequest,
): AsyncGenerator<Page<Item>> {
  let next = cursor
  do {
    const page: Page<Item> = await read({ limit, ...(next === undefined ? {} : { cursor: next }) })
    yield page
    next = page.next
  } while (next !== undefined)
}
