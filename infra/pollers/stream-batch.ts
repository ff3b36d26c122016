/** Hands one batch of a stream to a function until it is dealt with: again, in halves, and at last to the failures' queue. */
import type { JsonObject } from '../../lib/core/format/json.ts'
import { batchFailures } from './failures.ts'
import type { Invocation, Invoke } from './invocation.ts'
import type { Mapping } from './mapping.ts'

/** A record of a stream, with its place in it. */
export interface StreamRecord {
  readonly sequenceNumber: string
  /** As it stands in the event. */
  readonly record: JsonObject
}

/** What dealing with a batch needs. */
export interface BatchOptions {
  readonly mapping: Pick<Mapping, 'reportsItems' | 'bisects' | 'retries'>
  readonly invoke: Invoke
  /** Tells that everything up to here is dealt with. */
  readonly advance: (sequenceNumber: string) => Promise<void>
  /** Takes what failed for good. */
  readonly giveUp: (records: readonly StreamRecord[], outcome: Invocation) => Promise<void>
  /** Waits before the next try; resolves to false when it is time to stop. */
  readonly backOff: (attempt: number) => Promise<boolean>
}

/** How many records at the beginning of a batch are dealt with. */
const doneBefore = (records: readonly StreamRecord[], outcome: Invocation, reportsItems: boolean): number => {
  const failures = batchFailures(outcome, reportsItems)
  if (failures === 'none') return records.length
  if (failures === 'all') return 0
  // The lowest number that failed counts: what stands before it is done.
  const first = records.findIndex(({ sequenceNumber }) => failures.has(sequenceNumber))
  return Math.max(0, first)
}

/**
 * Deals with a batch. Order is kept: nothing behind a failure is handed over before the failure is settled.
 *
 * @param attempt how often it was tried before
 * @returns false if it was time to stop
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const dealWith = async (
  batch: readonly StreamRecord[],
  options: BatchOptions,
  attempt = 0,
): Promise<boolean> => {
  const { mapping, invoke, advance, giveUp, backOff } = options
  const outcome = await invoke(JSON.stringify({ Records: batch.map(({ record }) => record) }))
  const done = doneBefore(batch, outcome, mapping.reportsItems)
  const lastDone = batch[done - 1]
  if (lastDone) await advance(lastDone.sequenceNumber)
  const rest = batch.slice(done)
  const last = rest.at(-1)
  if (!last) return true
  if (mapping.retries >= 0 && attempt >= mapping.retries) {
    await giveUp(rest, outcome)
    await advance(last.sequenceNumber)
    return true
  }
  if (!(await backOff(attempt + 1))) return false
  // A report on single items says already where the fault is; only a batch that failed as a whole is halved.
  const middle = mapping.bisects && done === 0 ? Math.floor(rest.length / 2) : 0
  return (
    (middle === 0 || (await dealWith(rest.slice(0, middle), options, attempt + 1))) &&
    (await dealWith(rest.slice(middle), options, attempt + 1))
  )
}
