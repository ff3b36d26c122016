/** Does what the queue of rollouts brings: goes on with rollouts, and builds the passes that they have changed. */
import type { Ports } from '../../ports/ports.ts'
import type { Parts } from '../parts.ts'
import type { Writer } from '../passes/writer.ts'
import type { WorkService } from '../work/work-service.ts'
import { makeBring } from './bring.ts'
import { makeSignAnew } from './sign-anew.ts'
import { makeRolloutStep } from './step.ts'
import { makeTraffic } from './traffic.ts'

/** What {@link makeRolloutWork} needs of the world. */
export type RolloutPorts = Pick<Ports, 'records' | 'rollouts' | 'queues' | 'breakers' | 'clock' | 'random'>

/** What {@link makeRolloutWork} is made of. */
export interface RolloutWorkParts extends Pick<Parts, 'compiled' | 'signers' | 'build' | 'barcodes'> {
  readonly write: Writer
  /** Does the work of a message. */
  readonly work: WorkService['build']
}

/** How long a build gives way, in seconds. A rollout has thousands of them: they are not asked after as often as itself. */
const givesWayFor = 30

/** Makes the use case: see `WorkService.rollout`. */
export const makeRolloutWork = (ports: RolloutPorts, parts: RolloutWorkParts): WorkService['rollout'] => {
  const isBusy = makeTraffic(ports)
  const bring = makeBring({ ...ports, ...parts })
  const works = { template: bring, back: bring, sign: makeSignAnew({ ...ports, ...parts }) }
  const step = makeRolloutStep({ ...ports, isBusy, works })
  return async (message) => {
    if (message.kind === 'rollout') return step(message)
    if (await isBusy()) return ports.queues.sendBuilds([message], 'rollout', givesWayFor)
    return parts.work(message, 'rollout')
  }
}
