/** Goes through those who hold a pass. */
import type { Page } from '../ports/page.ts'
import type { PassId } from '../ports/records.ts'
import type { Holder, Registrations } from '../ports/registrations.ts'

/** The holders of a pass, page after page; some pages may be empty. `limit`: the most of one page. */
export async function* holderPages(
  registrations: Pick<Registrations, 'holders'>,
  pass: PassId,
  issue: string,
  limit: number,
): AsyncGenerator<readonly Holder[]> {
  let cursor: string | undefined
  do {
    const request = { limit, ...(cursor ? { cursor } : {}) }
    const page: Page<Holder> = await registrations.holders(pass, issue, request)
    yield page.items
    cursor = page.next
  } while (cursor !== undefined)
}
