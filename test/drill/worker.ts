/** A process of the service: its own caches, ports that may fail, and an end in the midst of what it does. */
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service, ServiceSettings } from '../../lib/service/service.ts'
import { type FaultSchedule, withFaults, wrapped } from '../contracts/faults.ts'
import type { Chance } from '../fuzz/chance.ts'

/** The ports that a process calls over the network. */
const remote = [
  'records',
  'registrations',
  'templates',
  'assets',
  'secrets',
  'queues',
  'events',
  'bus',
  'breakers',
  'pusher',
] as const

/** How often calls fail: one in so many; 0: never. */
export type Trouble = Readonly<Partial<Record<(typeof remote)[number], number>>>

/** What a worker is in. */
export interface WorkerWorld {
  readonly ports: Ports
  readonly settings: ServiceSettings
  readonly chance: Chance
  /** What fails at present. */
  readonly trouble: () => Trouble
  /** Is told of each call that fails on purpose. */
  readonly onFault: () => void
  /** Is told of each call before it is made: `registrations.mark`. */
  readonly onCall: (call: string, kill: () => void) => void
}

/** A process. */
export interface Worker {
  readonly service: Service
  readonly isAlive: () => boolean
  /** From now on nothing that it calls is done, and nothing that it called is answered. */
  readonly kill: () => void
}

type Name = (typeof remote)[number]

const faultsOf = (name: Name, { trouble, chance, onFault }: WorkerWorld): FaultSchedule => ({
  next: () => {
    const failsOneIn = trouble()[name] ?? 0
    if (failsOneIn === 0 || !chance.oneIn(failsOneIn)) return 'pass'
    onFault()
    return chance.oneIn(2) ? 'refuse' : 'lose'
  },
  turns: () => 0,
  isNeverStale: true,
})

/** Starts a process. */
export const startWorker = (world: WorkerWorld): Worker => {
  const { ports, settings, onCall } = world
  const life = { isAlive: true }
  const assertAlive = (): void => {
    if (!life.isAlive) throw new UnavailableError('the process was stopped')
  }
  const kill = (): void => {
    life.isAlive = false
  }
  const reached = <Port extends object>(name: Name, port: Port): Port =>
    wrapped(port, async ({ method, make }) => {
      assertAlive()
      onCall(`${name}.${method}`, kill)
      assertAlive()
      const answer = await make()
      assertAlive()
      return answer
    })
  const remotely = (name: Name) => [name, withFaults(reached(name, ports[name]), faultsOf(name, world))]
  const service = makeService({ ...ports, ...Object.fromEntries(remote.map(remotely)) }, settings)
  return { service, isAlive: () => life.isAlive, kill }
}
