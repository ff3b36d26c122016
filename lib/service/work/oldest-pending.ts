/** How long changes wait to be built and announced. */
import type { Clock } from '../../ports/clock.ts'
import type { Metrics } from '../../ports/metrics.ts'
import { type PassId, passIdOf, type Records } from '../../ports/records.ts'

/** A change that waits. */
interface Waiting {
  readonly pass: PassId
  /** Since when, in milliseconds since 1970. */
  readonly since: number
}

/** The list may lag: of the first so many, one that still waits is found. */
const looked = 20

/** The change that has waited longest, apart from rollouts and what was put aside; undefined if none waits. May lag. */
export const oldestPending = async ({
  records,
  clock,
}: {
  readonly records: Pick<Records, 'get' | 'pending'>
  readonly clock: Clock
}): Promise<Waiting | undefined> => {
  for (const found of await records.pending(clock.now(), looked)) {
    const { pending } = (await records.get(passIdOf(found))) ?? {}
    if (pending && pending.lane !== 'rollout') return { pass: passIdOf(found), since: pending.since }
  }
  return undefined
}

/** Makes the use case: measures how long the oldest change has waited; 0 if none waits. */
export const makeMeasurePending =
  (ports: {
    readonly records: Pick<Records, 'get' | 'pending'>
    readonly metrics: Pick<Metrics, 'measure'>
    readonly clock: Clock
  }) =>
  async (): Promise<void> => {
    const oldest = await oldestPending(ports)
    const age = oldest ? Math.max(0, ports.clock.now() - oldest.since) : 0
    ports.metrics.measure('OldestPendingSeconds', {}, Math.round(age / 1000), 'Seconds')
  }
