/** The service, put together. */
import type { Ports } from '../ports/ports.ts'
import type { PassId } from '../ports/records.ts'
import { makeKeyService } from './keys/key-service.ts'
import { makeLinkService } from './links/link-service.ts'
import { makePackageService } from './packages/package-service.ts'
import { makeParts } from './parts.ts'
import { makeBundles } from './passes/bundles.ts'
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
import { makeUploads } from './uploads/uploads.ts'
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
  const file = (pass: PassId) => files.of(() => read(pass))
  const bundle = makeBundles({ ...ports, file })
  const uploads = makeUploads(ports)
  return {
    templates: makeTemplateService(ports, { ...parts, uploads }, settings),
    uploads,
    packages: makePackageService(ports, uploads),
    passes: makePassService({ ...ports, ...parts, ...makeImages(ports, write), write, read, erase, file, bundle }),
    links: makeLinkService({ ...ports, ...parts, read, files }, settings),
    work: {
      follow: makeFollow(ports),
      build: makeBuildWork({ ...ports, ...parts }),
      redrive: makeRedrive(ports),
    },
    keys: makeKeyService(ports),
  }
}
