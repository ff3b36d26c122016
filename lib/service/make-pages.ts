/** The use cases of pages of links alone, for a function that does nothing else: it signs nothing and writes nothing. */
import type { Ports } from '../ports/ports.ts'
import { makeFollowing } from './links/following.ts'
import type { PageService } from './links/link-services.ts'
import { makePageService } from './links/pages.ts'
import { makeFiller } from './passes/filler.ts'
import { makeLocks } from './secrets/locks.ts'
import type { ServiceSettings } from './service.ts'
import { makeCompiledTemplates } from './templates/compiled-templates.ts'

/** What pages take of the world. */
export type PagePorts = Pick<
  Ports,
  'records' | 'templates' | 'assets' | 'secrets' | 'linkRevocations' | 'clock' | 'random'
>

/** Makes `Service.pages`. */
export const makePages = (ports: PagePorts, settings: ServiceSettings): PageService => {
  const locks = makeLocks(ports)
  const compiled = makeCompiledTemplates(ports)
  const filler = makeFiller({ ...ports, ...locks }, settings)
  return makePageService({ ...locks, ...makeFollowing(ports, locks.keys, settings), compiled, filler })
}
