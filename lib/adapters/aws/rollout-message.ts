/** Messages of the queue of rollouts: rollouts that are to go on, and passes that they changed. */
import type { BuildMessage, RolloutMessage } from '../../ports/queues.ts'
import { readBuildMessage } from './build-message.ts'
import { readStepMessage } from './step-message.ts'

/** The message of a body; undefined if it is none: nobody can do anything about it. */
export const readRolloutMessage = (body: string): RolloutMessage | BuildMessage | undefined => {
  const step = readStepMessage(body)
  return step?.kind === 'rollout' ? step : readBuildMessage(body)
}
