/** Which page a request asks for. */
import type { PageRequest } from '../../ports/page.ts'
import { limits } from '../../service/limits.ts'

/** The page that the parameters of a list name. */
export const pageRequest = (parameters: {
  readonly limit: number | undefined
  readonly cursor: string | undefined
}): PageRequest => ({
  limit: parameters.limit ?? limits.pageItems.default,
  ...(parameters.cursor === undefined ? {} : { cursor: parameters.cursor }),
})
