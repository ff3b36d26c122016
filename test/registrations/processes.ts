/** The processes of the service in a world: two at a time, each with ports and caches of its own. */
import { memoryBus } from '../../lib/adapters/memory/bus.ts'
import type { Breakers } from '../../lib/ports/breakers.ts'
import type { Queues } from '../../lib/ports/queues.ts'
import type { Registrations } from '../../lib/ports/registrations.ts'
import type { FaultSchedule } from '../contracts/faults.ts'
import type { Chance } from '../fuzz/chance.ts'
import type { Apns } from './apns.ts'
import type { Backend } from './backend.ts'
import type { History } from './history.ts'
import type { Scheduler } from './scheduler.ts'
import type { Server } from './server.ts'
import { type Process, type RemotePorts, wired } from './wired.ts'

/** What may be changed as a world goes on. */
export interface WorldState {
  /** One call of a port in so many fails; 0: none. */
  faultsOneIn: number
  /** Whether there is a signer. */
  canSign: boolean
  /** See `ServiceSettings`. */
  generation: number
}

/** What processes need of a world. */
export interface ProcessesWorld {
  readonly backend: Backend
  readonly scheduler: Scheduler
  readonly history: History
  readonly apns: Apns
  readonly queues: Queues
  readonly breakers: Breakers
  readonly state: WorldState
  readonly time: { readonly now: number }
  /** Chance for faults, and for random bytes. */
  readonly chances: { readonly faults: Chance; readonly bytes: Chance }
  /** Whether traces tell what calls were made with, and answered. */
  readonly isTraced: boolean
}

/** Those that run. */
export interface Processes {
  /** Stops them, in the midst of what they do, and starts others. */
  readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>
}

/** Random bytes that are the same for the same seed. */
const randomOf = (chance: Chance) => ({
  bytes: (length: number) => Uint8Array.from({ length }, () => chance.below(256)),
})

const faultsOf = (chance: Chance, state: WorldState): FaultSchedule => ({
  next: () => {
    if (state.faultsOneIn === 0 || !chance.oneIn(state.faultsOneIn)) return 'pass'
    return chance.oneIn(2) ? 'refuse' : 'lose'
  },
  turns: () => 0,
  isNeverStale: true,
})

/** Few holders on a page, so that announcing a version takes several messages. */
const withShortPages = (registrations: Registrations): Registrations => ({
  ...registrations,
  holders: (pass, issue, { limit, ...page }) =>
    registrations.holders(pass, issue, { ...page, limit: Math.min(limit, 2) }),
})

/** Starts processes. `running` is where they are put. */
export const startProcesses = (world: ProcessesWorld, running: Server[]): Processes => {
  const { backend, history, apns, state, time, chances } = world
  const alive = new Set<Process>()
  const registrations = history.watch(withShortPages(backend.table.registrations))
  const stores: RemotePorts = {
    ...{ ...backend.stores, registrations, queues: world.queues, breakers: world.breakers },
    bus: memoryBus().bus,
    pusher: {
      push: (_type, token) => Promise.resolve(apns.push(token)),
      reach: () => Promise.resolve({ kind: 'reached' }),
    },
  }
  const ofLists: RemotePorts = { ...stores, registrations: history.watchLists(registrations) }

  const start = (): void => {
    const process = { isAlive: true }
    const wire = (ports: RemotePorts): RemotePorts =>
      wired(ports, { ...world, process, faults: faultsOf(chances.faults, state) })
    alive.add(process)
    running.push(
      backend.start({
        ports: wire(stores),
        registrationsOfLists: wire(ofLists).registrations,
        generation: state.generation,
        readOf: history.readOf,
        canSign: () => state.canSign,
        clock: { now: () => time.now },
        random: randomOf(chances.bytes),
      }),
    )
  }

  const startAll = (): void => {
    start()
    start()
  }

  startAll()
  return {
    restart: async (meanwhile) => {
      running.splice(0)
      for (const process of alive) process.isAlive = false
      alive.clear()
      await meanwhile?.()
      startAll()
    },
  }
}
