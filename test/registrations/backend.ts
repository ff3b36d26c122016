/** What a world of the property test stands on: stores, and processes that work on them. */
import type { Ports } from '../../lib/ports/ports.ts'
import type { Registrations } from '../../lib/ports/registrations.ts'
import type { RecordChange } from '../../lib/service/work/work-service.ts'
import type { History } from './history.ts'
import type { Server } from './server.ts'
import type { RemotePorts } from './wired.ts'

/** What a process is made of besides the ports that it calls. */
export interface ProcessParts extends Pick<Ports, 'clock' | 'random'> {
  readonly ports: RemotePorts
  /** What lists ask. */
  readonly registrationsOfLists: Registrations
  readonly generation: number
  /** What its `list` read of a device. */
  readonly readOf: History['readOf']
  /** Whether passes can be signed at the time. */
  readonly canSign: () => boolean
}

/** The table of registrations, with its backups. */
export interface RegistrationsTable {
  readonly registrations: Registrations
  /** Keeps a copy of what there is. */
  readonly backUp: () => void
  /** Whether there is a backup that can be put back. */
  readonly isRestorable: () => boolean
  /** Puts back what there was. */
  readonly restore: () => Promise<void>
}

/** What a world stands on. */
export interface Backend {
  readonly stores: Pick<RemotePorts, 'records' | 'assets' | 'events'>
  readonly table: RegistrationsTable
  /** Starts a process. */
  readonly start: (parts: ProcessParts) => Server
}

/** Opens the stores of a world. `tell` is to be told of every change of a record, in order. */
export type OpenBackend = (world: {
  /** Begins the names of everything in the world. */
  readonly name: string
  readonly time: { readonly now: number }
  readonly tell: (change: RecordChange) => void
}) => Promise<Backend> | Backend
