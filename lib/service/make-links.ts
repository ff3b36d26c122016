/** The use cases of download links alone, for a function that does nothing else. */
import { makeLinkService } from './links/link-service.ts'
import { type BuildingPorts, makeParts } from './parts.ts'
import { makePassFiles } from './passes/files.ts'
import { makeReadRecord } from './passes/read-record.ts'
import { makeTombstones } from './passes/tombstones.ts'
import type { LinkService, ServiceSettings } from './service.ts'

/** Makes `Service.links`. */
export const makeLinks = (ports: BuildingPorts, settings: ServiceSettings): LinkService => {
  const parts = makeParts(ports, settings)
  const read = makeReadRecord(ports, makeTombstones(ports, parts.keys))
  return makeLinkService({ ...ports, ...parts, read, files: makePassFiles(ports, parts.build) }, settings)
}
