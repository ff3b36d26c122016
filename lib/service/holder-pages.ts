/** Goes through those who hold a pass. */
import type { PassId } from '../ports/records.ts'
import type { Holder, Registrations } from '../ports/registrations.ts'
import { pagesOf } from './pages-of.ts'

/** The holders of a pass, page after page; some pages may be empty. `limit`: the most of one page. */
export async function* holderPages(
  registrations: Pick<Registrations, 'holders'>,
  pass: PassId,
  issue: string,
  limit: number,
): AsyncGenerator<readonly Holder[]> {
  for await (const { items } of pagesOf((page) => registrations.holders(pass, issue, page), { limit })) yield items
}
