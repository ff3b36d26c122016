/** Follows the changes of records: tells the timeline, and has done what they call for. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Events, PassEvent } from '../../ports/events.ts'
import type { BuildMessage, Queues } from '../../ports/queues.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import type { RecordChange, WorkService } from '../service.ts'

/** What {@link makeFollow} needs of the world. */
export interface FollowPorts {
  readonly events: Events
  readonly queues: Queues
  readonly clock: Clock
}

type Step = Omit<PassEvent, 'pass'>

const idOf = ({ passTypeIdentifier, serialNumber }: PassRecord): PassId => ({ passTypeIdentifier, serialNumber })

const figures = ({ revision, version, template }: PassRecord): JsonObject => ({
  ...{ revision, version },
  template: `${template.name}@${template.version}`,
})

const kindOf = (
  before: PassRecord | undefined,
  after: PassRecord,
): 'created' | 'personalized' | 'voided' | 'changed' => {
  if (!before) return 'created'
  if (after.personalization && !before.personalization) return 'personalized'
  return before.voided === after.voided ? 'changed' : 'voided'
}

/** A write of the record itself; noting what was built is none. */
const writeSteps = (before: PassRecord | undefined, after: PassRecord): Step[] => {
  if (before?.revision === after.revision) return []
  const kind = kindOf(before, after)
  const detail = kind === 'voided' ? { ...figures(after), voided: after.voided } : figures(after)
  return [{ at: after.updatedAt, key: `${kind}-${after.revision}`, kind, detail }]
}

const builtSteps = (before: PassRecord | undefined, { built }: PassRecord, at: number): Step[] => {
  if (!built || built.key === before?.built?.key) return []
  const { version, bytes, signer } = built
  return [{ at, key: `built-${version}-${signer}`, kind: 'built', detail: { version, bytes, signer } }]
}

const erasedSteps = (before: PassRecord, at: number): Step[] => [
  { at, key: `erased-${before.revision}`, kind: 'erased', detail: figures(before) },
]

const stepsOf = ({ before, after }: RecordChange, at: number): readonly PassEvent[] => {
  const record = after ?? before
  if (!record) return []
  const steps = after ? [...writeSteps(before, after), ...builtSteps(before, after, at)] : erasedSteps(record, at)
  return steps.map((step) => ({ pass: idOf(record), ...step }))
}

const buildOf = ({ before, after }: RecordChange): BuildMessage[] => {
  const { pending } = after ?? {}
  if (!(after && pending) || pending.version === before?.pending?.version) return []
  return [{ kind: 'build', pass: idOf(after), version: pending.version }]
}

const eraseOf = ({ before, after }: RecordChange): BuildMessage[] =>
  before && !after
    ? [{ kind: 'erase', pass: idOf(before), createdAt: before.createdAt, issue: before.token.issue }]
    : []

/** Makes the use case: see `WorkService.follow`. */
export const makeFollow = ({ events, queues, clock }: FollowPorts): WorkService['follow'] => {
  const send = async (messages: readonly BuildMessage[]): Promise<void> => {
    if (messages.length > 0) await queues.sendBuilds(messages)
  }
  return async (changes) => {
    // Builds first: what the timeline is told is no reason to keep them waiting.
    await send(changes.flatMap(buildOf))
    const steps = changes.flatMap((change) => stepsOf(change, change.at ?? clock.now()))
    if (steps.length > 0) await events.append(steps)
    // Erasures last: they remove events, too.
    await send(changes.flatMap(eraseOf))
  }
}
