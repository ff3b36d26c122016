/** Rollouts as they are sent. */
import type { RolloutTask } from '../../../ports/rollouts.ts'
import type { RolloutState } from '../../../service/service.ts'
import { rolloutAddress } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { rolloutSchema } from '../schemas/rollout.ts'
import { moment } from './moment.ts'

const taskParts = (task: RolloutTask): Pick<Valid<typeof rolloutSchema>, 'kind' | 'version' | 'takesBack'> => {
  const { kind } = task
  if (kind === 'template') return { kind, version: task.version }
  return kind === 'back' ? { kind, takesBack: task.rollout } : { kind }
}

/** A rollout. */
export const rolloutResource = (rollout: RolloutState): Valid<typeof rolloutSchema> => ({
  id: rollout.id,
  template: rollout.template,
  passTypeIdentifier: rollout.passTypeIdentifier,
  ...taskParts(rollout.task),
  filter: rollout.filter,
  status: rollout.status,
  total: rollout.total,
  counts: rollout.counts,
  failures: rollout.failures,
  startedAt: moment(rollout.startedAt),
  updatedAt: moment(rollout.updatedAt),
  ...(rollout.endedAt === undefined ? {} : { endedAt: moment(rollout.endedAt) }),
  ...(rollout.estimatedEnd === undefined ? {} : { estimatedEnd: moment(rollout.estimatedEnd) }),
  links: { self: rolloutAddress(rollout.id) },
})

/** A rollout in a list: all failures of a page of rollouts would be more than an answer holds. */
export const listedRollout = (rollout: RolloutState): Valid<typeof rolloutSchema> => ({
  ...rolloutResource(rollout),
  failures: [],
})
