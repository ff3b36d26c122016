/** Writes records: nothing before all is checked, and nobody's write is lost to another's. */
import { type Clock, seconds } from '../../ports/clock.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Random } from '../../ports/random.ts'
import type { PassRecord, Records, RecordWrite, WriteOutcome } from '../../ports/records.ts'
import { insist, persist } from '../back-off.ts'
import type { Preconditions, Written } from '../service.ts'
import { passBusy } from './busy.ts'
import type { Change, Drafter } from './draft.ts'
import { MissingImageError } from './filler.ts'
import type { Memory } from './idempotency.ts'
import type { Tombstones } from './tombstones.ts'

/** A change as it is to be written. */
export interface PlannedChange extends Change {
  /** There is surely no record yet: none is looked for before the first attempt. */
  readonly isNew?: boolean
  /** The pass must not have been erased by the time that it is written. Not beside a record that is there. Default: it may. */
  readonly unlessErased?: boolean
  /** Is called when everything is checked, before the record is written; with each attempt. */
  readonly beforeWrite?: (record: PassRecord) => Promise<void>
}

/** What {@link makeWriter} needs. */
export interface WriterParts {
  readonly records: Records
  readonly metrics: Metrics
  readonly clock: Clock
  readonly random: Random
  readonly draft: Drafter
  readonly memory: Memory
  readonly tombstones: Pick<Tombstones, 'namesOf'>
}

/**
 * Makes a change, or recalls that it was made.
 *
 * @param plan is asked for the change once it is known that it was not made before
 */
export type Writer = (
  preconditions: Preconditions,
  plan: () => Promise<PlannedChange> | PlannedChange,
) => Promise<Written>

/** Makes the writer of records. */
export const makeWriter = (parts: WriterParts): Writer => {
  const { records, metrics, clock, random, draft, memory, tombstones } = parts

  /** A write whose answer was lost is repeated: the store knows it again by its `writeId`. */
  const send = (write: RecordWrite): Promise<WriteOutcome> => persist(random, () => records.write(write))

  const attempt = async (
    change: PlannedChange,
    preconditions: Preconditions,
    count: number,
  ): Promise<Written | 'conflict' | 'repeated'> => {
    const [current, asked] = await Promise.all([
      count === 0 && change.isNew ? undefined : records.get(change.pass),
      change.template?.(),
    ])
    const { record, warnings } = await draft({ change, preconditions, current, asked })
    await change.beforeWrite?.(record)
    const { idempotency } = preconditions
    const came = { created: !current, changed: record.version !== current?.version }
    const outcome = await send({
      record,
      replaces: current?.revision ?? 'absent',
      keepsBuilt: true,
      ...(change.unlessErased && !current ? { unlessErased: await tombstones.namesOf(change.pass) } : {}),
      ...(idempotency ? { idempotency: await memory.entry(idempotency, change.pass, came) } : {}),
      now: seconds(clock.now()),
    })
    if (outcome !== 'written') return outcome
    // One that is adopted was issued by somebody else.
    if (came.created && !change.adopted) metrics.count('PassesIssued', {})
    return { pass: record, ...came, repeated: false, warnings }
  }

  return async (preconditions, plan) => {
    const { idempotency } = preconditions
    const recall = () => (idempotency ? memory.recall(idempotency) : undefined)
    const known = await recall()
    if (known) return known
    const change = await plan()
    let failure: Error | undefined
    const written = await insist(random, async (count) => {
      try {
        const outcome = await attempt(change, preconditions, count)
        if (outcome === 'repeated') return await recall()
        return outcome === 'conflict' ? undefined : outcome
      } catch (error) {
        // Whoever replaced the image has changed the record too: then the next attempt does without it.
        if (!(error instanceof MissingImageError)) throw error
        failure = error
        return undefined
      }
    })
    if (written) return written
    throw failure ?? passBusy()
  }
}
