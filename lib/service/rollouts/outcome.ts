/** What came of one pass in a rollout. */
import { PasswrightError } from '../../core/errors.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { PassId } from '../../ports/records.ts'
import type { RolloutCounts, RolloutFailure } from '../../ports/rollouts.ts'
import { limits } from '../limits.ts'
import { MissingImageError } from '../passes/filler.ts'

/** What came of one pass. */
export type Outcome = 'changed' | 'unchanged' | 'skipped' | RolloutFailure

/**
 * What an error says of the pass that it is about. What the next try may do better is no failure of the pass; but a rollout
 * does not wait for an image that is lost.
 *
 * @throws UnavailableError
 */
export const failureOf = ({ serialNumber }: PassId, error: unknown): RolloutFailure => {
  if (error instanceof UnavailableError && !(error instanceof MissingImageError)) throw error
  const { code, message } =
    error instanceof PasswrightError ? error : { code: 'service/internal', message: 'something went wrong inside' }
  return { serialNumber, code, message: message.slice(0, limits.rollout.messageCharacters) }
}

/** Counts of a rollout that has seen nothing. */
export const noCounts: RolloutCounts = { seen: 0, changed: 0, unchanged: 0, skipped: 0, failed: 0 }

const kindOf = (outcome: Outcome): 'changed' | 'unchanged' | 'skipped' | 'failed' =>
  typeof outcome === 'string' ? outcome : 'failed'

/** The counts with the outcomes of a page. */
export const countsWith = (counts: RolloutCounts, outcomes: readonly Outcome[]): RolloutCounts => {
  const sum = { ...counts, seen: counts.seen + outcomes.length }
  for (const outcome of outcomes) sum[kindOf(outcome)] += 1
  return sum
}

/** The failures with those of a page, as many as are kept. */
export const failuresWith = (failures: readonly RolloutFailure[], outcomes: readonly Outcome[]) =>
  [...failures, ...outcomes.filter((outcome) => typeof outcome !== 'string')].slice(0, limits.rollout.failures)
