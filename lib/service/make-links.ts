/** The use cases of download links alone, for a function that does nothing else. */
import { lazyParts } from './lazy-parts.ts'
import { makeLinkService } from './links/link-service.ts'
import type { BuildingPorts, Parts } from './parts.ts'
import { makePassFiles } from './passes/files.ts'
import { makeReadRecord } from './passes/read-record.ts'
import { makeTombstones } from './passes/tombstones.ts'
import { makeLocks } from './secrets/locks.ts'
import type { LinkService, ServiceSettings } from './service.ts'

/** Makes `Service.links`. What fills and builds passes is loaded when the first one is to be: most were built before. */
export const makeLinks = (ports: BuildingPorts, settings: ServiceSettings): LinkService => {
  const locks = makeLocks(ports)
  const building = lazyParts(ports, settings, locks)
  const read = makeReadRecord(ports, makeTombstones(ports, locks.keys))
  const files = makePassFiles(ports, async (record) => await (await building()).build(record), settings)
  const compiled = { version: async (template) => await (await building()).compiled.version(template) } satisfies Pick<
    Parts['compiled'],
    'version'
  >
  const assertSignable: Parts['assertSignable'] = async (passType) => (await building()).assertSignable(passType)
  return makeLinkService({ ...ports, ...locks, read, compiled, files, assertSignable }, settings)
}
