/** Puts aside what cannot be built: told once, and tried again later, in the lane that nobody waits for. */

import type { JsonObject } from '../../core/format/json.ts'
import type { Ports } from '../../ports/ports.ts'
import { type PassRecord, passIdOf } from '../../ports/records.ts'
import { failed } from '../notices/notices.ts'
import type { BuildFailure } from '../passes/build-failure.ts'
import type { Beside } from '../timeline/beside.ts'
import { sinceToBeDueAt } from './patience.ts'

/** What {@link makePutAside} needs. */
export interface PutAsideParts extends Pick<Ports, 'records' | 'clock'> {
  readonly beside: Beside
}

/** Findings whose codes the timeline is told. */
const mostFindings = 20

const minute = 60_000
const shortest = 5 * minute
const longest = 6 * 60 * minute

/** It has waited so long in vain that it may wait as long again: each attempt comes after twice the time. In milliseconds. */
const pauseAfter = (age: number): number => Math.min(longest, Math.max(shortest, age))

const detailOf = ({ version }: PassRecord, { code, findings }: BuildFailure): JsonObject => {
  const codes = [...new Set(findings.map((finding) => finding.code))].slice(0, mostFindings)
  return { version, code, ...(codes.length > 0 ? { findings: codes } : {}) }
}

/** Makes what puts a record aside. It stays pending, so that the schedule tries again; the last good version stays in place. */
export const makePutAside =
  ({ records, clock, beside }: PutAsideParts) =>
  async (record: PassRecord, failure: BuildFailure): Promise<void> => {
    const { version, pending, updatedAt: at } = record
    const pass = passIdOf(record)
    const since = sinceToBeDueAt(clock.now() + pauseAfter(clock.now() - at), 'rollout')
    const waits = { version, since, lane: 'rollout' } as const
    // An earlier attempt, or a write beside it, may have made the record forget that it waits.
    await (pending ? records.postpone(pass, waits) : records.setPending(pass, waits))
    const key = `build-failed-${version}`
    // The time of the change: told once, however often it is tried.
    await beside.note([{ pass, at, key, kind: 'build-failed', detail: detailOf(record, failure) }])
    await beside.publish([failed(record, { ...failure, at })])
  }
