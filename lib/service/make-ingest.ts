/** The work of what comes in by queues, for a function that does nothing else. */
import type { Ports } from '../ports/ports.ts'
import { makeImportWork } from './imports/import-work.ts'
import { makeReceive, type Receive } from './ingest/incoming.ts'
import { makeIngest } from './ingest/ingest.ts'
import { type BuildingPorts, makeParts } from './parts.ts'
import { makeWriting } from './passes/make-writing.ts'
import type { ServiceSettings } from './service.ts'

/** What taking changes and files takes of the world, besides what building takes. */
type IncomingPorts = Pick<Ports, 'parked' | 'imports' | 'queues' | 'metrics'>

/** Makes what deals with each message. */
export const makeIngestWork = (ports: BuildingPorts & IncomingPorts, settings: ServiceSettings): Receive => {
  const parts = makeParts(ports, settings)
  const writing = makeWriting(ports, parts)
  const all = { ...ports, ...parts, ...writing }
  return makeReceive(makeIngest(all), makeImportWork(all, settings))
}
