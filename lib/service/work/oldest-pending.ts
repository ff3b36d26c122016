/** How long changes wait to be built and announced. */
import type { Clock } from '../../ports/clock.ts'
import type { Metrics } from '../../ports/metrics.ts'
import { passIdOf, type Records } from '../../ports/records.ts'

/** What {@link longestWait} needs of the world. */
interface WaitPorts {
  readonly records: Pick<Records, 'get' | 'pending'>
  readonly clock: Clock
}

/** The list may lag: of the first so many, one that still waits is found. */
const looked = 20

/**
 * How long the oldest change has waited, apart from rollouts and what was put aside, in milliseconds; undefined if none
 * waits. May lag.
 */
export const longestWait = async ({ records, clock }: WaitPorts): Promise<number | undefined> => {
  for (const found of await records.pending(clock.now(), looked)) {
    const { pending } = (await records.get(passIdOf(found))) ?? {}
    if (pending && pending.lane !== 'rollout') return Math.max(0, clock.now() - pending.since)
  }
  return undefined
}

/** Makes the use case: measures how long the oldest change has waited; 0 if none waits. */
export const makeMeasurePending =
  (ports: WaitPorts & { readonly metrics: Pick<Metrics, 'measure'> }) => async (): Promise<void> => {
    const age = (await longestWait(ports)) ?? 0
    ports.metrics.measure('OldestPendingSeconds', {}, Math.round(age / 1000), 'Seconds')
  }
