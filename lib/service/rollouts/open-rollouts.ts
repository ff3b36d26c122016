/** The rollouts that have not ended, and how those go on whose message was lost. */
import type { Clock } from '../../ports/clock.ts'
import type { Queues } from '../../ports/queues.ts'
import type { Rollout, Rollouts } from '../../ports/rollouts.ts'
import type { WorkService } from '../work/work-service.ts'
import { messageOf } from './step.ts'

/** So many of the newest are looked at: nobody begins that many others while one has not ended. */
const most = 100

/** Nothing was heard for so long, in milliseconds: a step takes seconds. */
const patience = 5 * 60 * 1000

/** The newest 100, newest first. */
export const newestRollouts = async (rollouts: Pick<Rollouts, 'list'>): Promise<readonly Rollout[]> =>
  (await rollouts.list({ limit: most })).items

/** Whether a rollout is running or paused. */
export const isOpen = ({ status }: Rollout): boolean => status === 'running' || status === 'paused'

/** What {@link makeResumeRollouts} needs of the world. */
export interface ResumePorts {
  readonly rollouts: Pick<Rollouts, 'list'>
  readonly queues: Pick<Queues, 'sendRollouts'>
  readonly clock: Clock
}

/** Makes the use case: see `WorkService.resumeRollouts`. */
export const makeResumeRollouts =
  ({ rollouts, queues, clock }: ResumePorts): WorkService['resumeRollouts'] =>
  async () => {
    const latest = clock.now() - patience
    const lost = (await newestRollouts(rollouts)).filter(
      ({ status, updatedAt }) => status === 'running' && updatedAt < latest,
    )
    if (lost.length > 0) await queues.sendRollouts(lost.map(messageOf))
    return lost.length
  }
