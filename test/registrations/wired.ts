/** Ports as a process sees them: each call takes two turns of the scheduler, may fail, and fails once the process is dead. */
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import { type FaultSchedule, withFaults, wrapped } from '../contracts/faults.ts'
import type { Scheduler } from './scheduler.ts'

/** The ports that a process calls over the network. */
export type RemotePorts = Pick<
  Ports,
  'records' | 'registrations' | 'assets' | 'queues' | 'events' | 'bus' | 'breakers' | 'pusher'
>

/** A process: what it calls after its death is not done, and what it called before is not answered. */
export interface Process {
  isAlive: boolean
}

/** What calls go through. */
export interface Wire {
  readonly scheduler: Scheduler
  readonly faults: FaultSchedule
  readonly process: Process
  /** Whether traces tell what calls were made with, and answered. */
  readonly isTraced: boolean
}

/** As text; of files only how long they are. */
const described = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (part instanceof Uint8Array ? `${part.length} bytes` : part))

const wire = <Port extends object>(name: string, port: Port, { scheduler, process, isTraced }: Wire): Port => {
  const told = (value: unknown): string => (isTraced ? ` ${described(value)}` : '')
  const takeTurn = async (step: string): Promise<void> => {
    await scheduler.turn(step)
    if (!process.isAlive) throw new UnavailableError('the process was stopped')
  }
  return wrapped(port, async ({ method, args, make }) => {
    await takeTurn(`${name}.${method}${told(args)}`)
    const answer = await scheduler.calling(make)
    await takeTurn(`${name}.${method} answers${told(answer)}`)
    return answer
  })
}

/** The ports of a process. */
export const wired = (ports: RemotePorts, through: Wire): RemotePorts => {
  const wireUp = <Port extends object>(name: string, port: Port): Port =>
    withFaults(wire(name, port, through), through.faults)
  return {
    records: wireUp('records', ports.records),
    registrations: wireUp('registrations', ports.registrations),
    assets: wireUp('assets', ports.assets),
    queues: wireUp('queues', ports.queues),
    events: wireUp('events', ports.events),
    // What other systems are told changes nothing here, and turns take their time.
    bus: ports.bus,
    breakers: wireUp('breakers', ports.breakers),
    pusher: wireUp('pusher', ports.pusher),
  }
}
