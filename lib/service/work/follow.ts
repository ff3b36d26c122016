/** Follows the changes of records: has done what they call for, and tells the timeline and other systems. */
import type { Bus } from '../../ports/bus.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Events } from '../../ports/events.ts'
import type { Lane } from '../../ports/lane.ts'
import type { BuildMessage, Queues } from '../../ports/queues.ts'
import { passIdOf } from '../../ports/records.ts'
import { noticesOf } from './record-notices.ts'
import { stepsOf } from './record-steps.ts'
import type { RecordChange, WorkService } from './work-service.ts'

/** What {@link makeFollow} needs of the world. */
export interface FollowPorts {
  readonly events: Events
  readonly queues: Queues
  readonly bus: Bus
  readonly clock: Clock
}

const lanes: readonly Lane[] = ['live', 'rollout']

const buildOf = ({ before, after }: RecordChange, lane: Lane): BuildMessage[] => {
  const { pending } = after ?? {}
  if (!(after && pending) || pending.version === before?.pending?.version) return []
  return (pending.lane ?? 'live') === lane ? [{ kind: 'build', pass: passIdOf(after), version: pending.version }] : []
}

const builds = (changes: readonly RecordChange[], lane: Lane): readonly BuildMessage[] =>
  changes.flatMap((change) => buildOf(change, lane))

const eraseOf = ({ before, after }: RecordChange): BuildMessage[] =>
  before && !after
    ? [{ kind: 'erase', pass: passIdOf(before), createdAt: before.createdAt, issue: before.token.issue }]
    : []

/** Makes the use case: see `WorkService.follow`. */
export const makeFollow = ({ events, queues, bus, clock }: FollowPorts): WorkService['follow'] => {
  const send = async (messages: readonly BuildMessage[], lane: Lane): Promise<void> => {
    if (messages.length > 0) await queues.sendBuilds(messages, lane)
  }
  return async (changes) => {
    const timed = changes.map((change) => ({ change, at: change.at ?? clock.now() }))
    // Builds first: what others are told is no reason to keep them waiting.
    for (const lane of lanes) await send(builds(changes, lane), lane)
    const steps = timed.flatMap(({ change, at }) => stepsOf(change, at))
    if (steps.length > 0) await events.append(steps)
    const notices = timed.flatMap(({ change, at }) => noticesOf(change, at))
    // Whatever fails is repeated with all the rest: builds and erasures bear it, and listeners know a notice by its id.
    try {
      if (notices.length > 0) await bus.publish(notices)
    } finally {
      // Erasures last: they remove events, too. That a bus is down keeps no personal data.
      await send(changes.flatMap(eraseOf), 'live')
    }
  }
}
