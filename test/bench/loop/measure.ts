/** From a change to the pass on the phone: the whole service on memory adapters, over real HTTP/2 to a push service. */
import { aDeployment } from '../../drill/deployment.ts'
import { chanceOf } from '../../fuzz/chance.ts'

/** How long it took, in milliseconds. */
export interface LoopTime {
  readonly changes: number
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

/** Two changes of one run are so far apart, in milliseconds. */
const apart = 20

const rankOf = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Changes as many passes, each on a phone of its own, and waits for the phones to have them.
 *
 * @throws Error if one has not after a minute
 */
export const measureLoop = async (changes: number): Promise<LoopTime> => {
  const begun = new Map<string, number>()
  const taken: number[] = []
  const deployment = await aDeployment(
    {
      passes: changes,
      devices: changes,
      speed: 1,
      heldBy: (phone) => [phone],
      updated: (serial) => taken.push(performance.now() - (begun.get(serial) ?? Number.NaN)),
    },
    chanceOf(1, 0),
  )
  try {
    for (const serial of deployment.serials) {
      begun.set(serial, performance.now())
      await deployment.change(serial, 'changed')
      await pause(apart)
    }
    const end = performance.now() + 60_000
    while (taken.length < changes) {
      if (performance.now() > end) throw new Error(`${taken.length} of ${changes} changes have reached their phones`)
      await pause(10)
    }
  } finally {
    await deployment.stop()
  }
  const sorted = taken.toSorted((one, other) => one - other)
  return { changes, p50: rankOf(sorted, 0.5), p99: rankOf(sorted, 0.99), longest: rankOf(sorted, 1) }
}
