/** The service, put together. */
import type { Ports } from '../ports/ports.ts'
import { makeKeyService } from './keys/key-service.ts'
import { makeLinkService } from './links/link-service.ts'
import { makeParts } from './parts.ts'
import { makeDrafter } from './passes/draft.ts'
import { makeErase } from './passes/erase.ts'
import { makePassFiles } from './passes/files.ts'
import { makeMemory } from './passes/idempotency.ts'
import { makeImages } from './passes/images.ts'
import { makePassService } from './passes/pass-service.ts'
import { makeReadRecord } from './passes/read-record.ts'
import { makeTombstones } from './passes/tombstones.ts'
import { makeWriter } from './passes/writer.ts'
import type { Service, ServiceSettings } from './service.ts'
import { makeTemplateService } from './templates/template-service.ts'
import { makeBuildWork } from './work/build.ts'
import { makeFollow } from './work/follow.ts'
import { makeRedrive } from './work/redrive.ts'

/**
 * Makes the service.
 *
 * @example
 * ```ts
 * const service = makeService(memoryPorts(), { publicBaseUrl: 'https://passes.example.com', passTypeIdentifiers })
 * ```
 */
export const makeService = (ports: Ports, settings: ServiceSettings): Service => {
  const parts = makeParts(ports, settings)
  const tombstones = makeTombstones(ports, parts.keys)
  const memory = makeMemory(ports, tombstones)
  const draft = makeDrafter({ ...ports, ...parts, tombstones })
  const write = makeWriter({ ...ports, draft, memory })
  const read = makeReadRecord(ports, tombstones)
  const files = makePassFiles(ports, parts.build)
  const erase = makeErase(ports, parts.keys, tombstones)
  return {
    templates: makeTemplateService(ports, parts.compiled, settings),
    passes: makePassService({ ...ports, ...parts, ...makeImages(ports, write), write, read, files, erase }),
    links: makeLinkService({ ...ports, ...parts, read, files }, settings),
    work: {
      follow: makeFollow(ports),
      build: makeBuildWork({ ...ports, ...parts }),
      redrive: makeRedrive(ports),
    },
    keys: makeKeyService(ports),
  }
}
