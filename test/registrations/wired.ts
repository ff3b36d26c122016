/** Ports as a process sees them: each call takes two turns of the scheduler, may fail, and fails once the process is dead. */
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import type { Pusher } from '../../lib/ports/pusher.ts'
import { type FaultSchedule, withFaults, wrapped } from '../contracts/faults.ts'
import type { Scheduler } from './scheduler.ts'

/** The ports that a process calls over the network. */
export type RemotePorts = Pick<Ports, 'records' | 'registrations' | 'assets' | 'queues' | 'events'> & {
  readonly pusher: Pusher
}

/** A process: what it calls after its death is not done, and what it called before is not answered. */
export interface Process {
  isAlive: boolean
}

const dead = (): UnavailableError => new UnavailableError('the process was stopped')

/** One port of a process. */
const wire = <Port extends object>(name: string, port: Port, scheduler: Scheduler, prc: Process): Port =>
  wrapped(port, async ({ method, args, make }) => {
    await scheduler.turn(`${name}.${method}${process.env.TRACE ? JSON.stringify(args) : ''}`)
    if (!prc.isAlive) throw dead()
    const answer = await scheduler.calling(make)
    await scheduler.turn(`${name}.${method} answers${process.env.TRACE ? JSON.stringify(answer) : ''}`)
    if (!prc.isAlive) throw dead()
    return answer
  })

/** The ports of a process. */
export const wired = (
  ports: RemotePorts,
  scheduler: Scheduler,
  faults: FaultSchedule,
  process: Process,
): RemotePorts => {
  const wireUp = <Port extends object>(name: string, port: Port): Port =>
    withFaults(wire(name, port, scheduler, process), faults)
  return {
    records: wireUp('records', ports.records),
    registrations: wireUp('registrations', ports.registrations),
    assets: wireUp('assets', ports.assets),
    queues: wireUp('queues', ports.queues),
    events: wireUp('events', ports.events),
    pusher: wireUp('pusher', ports.pusher),
  }
}
