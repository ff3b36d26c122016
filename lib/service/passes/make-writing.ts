/** The writer of records, put together with what it checks writes by. */
import type { Ports } from '../../ports/ports.ts'
import type { Parts } from '../parts.ts'
import { makeDrafter } from './draft.ts'
import { makeMemory } from './idempotency.ts'
import { makeTombstones, type Tombstones } from './tombstones.ts'
import { makeWriter, type Writer } from './writer.ts'

/** What writes, and what tells why a record is missing. */
export interface Writing {
  readonly tombstones: Tombstones
  readonly write: Writer
}

/** Makes both. */
export const makeWriting = (ports: Pick<Ports, 'records' | 'metrics' | 'clock' | 'random'>, parts: Parts): Writing => {
  const tombstones = makeTombstones(ports, parts.keys)
  const draft = makeDrafter({ ...ports, ...parts, tombstones })
  return { tombstones, write: makeWriter({ ...ports, draft, memory: makeMemory(ports, tombstones), tombstones }) }
}
