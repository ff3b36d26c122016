/** Links as tests use them: made, and told by their tokens. */
import { assert } from 'vitest'
import type { JsonObject } from '../../lib/core/format/json.ts'
import type { OrderedPass } from '../../lib/service/links/link-services.ts'
import type { PassFile, Service } from '../../lib/service/service.ts'

/** A service, whatever is around it. */
interface Served {
  readonly service: Service
}

/** The token of a link's address. */
export const tokenIn = (url: string): string => url.slice('https://passes.example.com/p/'.length)

/** A sealed link to a card for Ada, or with whatever values are given; and the serial number that its pass will have. */
export const seal = async ({ service }: Served, values: JsonObject = { name: 'Ada' }) => {
  const [link] = await service.links.seal('card', [values])
  assert(link)
  return { ...link, token: tokenIn(link.url) }
}

/** The token of a link to several passes. */
export const order = async ({ service }: Served, ...passes: readonly OrderedPass[]): Promise<string> =>
  tokenIn((await service.links.order(passes)).url)

/** The token of a link that gives everybody a card. */
export const enrol = async ({ service }: Served, values: JsonObject = { name: 'Friend' }): Promise<string> =>
  tokenIn((await service.links.enrol('card', values)).url)

/** The pass that a link delivers. */
export const fetch = async ({ service }: Served, token: string, place?: number): Promise<PassFile> => {
  const file = await service.downloads.file(token, place)
  assert('bytes' in file, 'the pass is delivered by another link')
  return file
}

/** The link that a fetch of an enrolment link leads to. */
export const moved = async ({ service }: Served, token: string): Promise<string> => {
  const file = await service.downloads.file(token)
  assert('moved' in file, 'a pass is delivered')
  return file.moved
}
