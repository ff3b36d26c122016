/** The guard against mass removal: when many devices are called gone at once, it is more likely us who are wrong. */
import type { Breakers, PushTally } from '../../../ports/breakers.ts'
import type { Clock } from '../../../ports/clock.ts'
import { UnavailableError } from '../../../ports/errors.ts'

/** Counts answers that tell whether a push token is one. */
export interface RemovalGuard {
  /** A push was accepted. */
  readonly accepted: (passTypeIdentifier: string) => Promise<void>
  /**
   * A push token is said to be gone. Whether its device may be removed: of the latest answers, this one included, at most 5 %
   * say so.
   *
   * @throws UnavailableError
   */
  readonly mayRemove: (passTypeIdentifier: string) => Promise<boolean>
}

/** The answers of one pass type on their way into the tally. */
interface Counter {
  /** Those that are yet to be written. */
  waiting: PushTally
  /** The last write that was begun. */
  running: Promise<unknown>
  /** The next one: everybody who comes before it begins goes along. */
  next: Promise<PushTally> | undefined
  /** Milliseconds since 1970. */
  writtenAt: number
}

const mostGone = 0.05
/** All pushes of a pass type meet in one item, which takes some hundred writes a second: so many answers make one. */
const together = 100
/** How long answers may be kept back for that, in milliseconds. A process that ends loses those: so many devices more are kept. */
const longest = 5000

const none: PushTally = { answered: 0, gone: 0 }

/** Makes the guard. */
export const makeRemovalGuard = ({
  breakers,
  clock,
}: {
  readonly breakers: Breakers
  readonly clock: Clock
}): RemovalGuard => {
  const counters = new Map<string, Counter>()

  const counterOf = (type: string): Counter => {
    const counter = counters.get(type) ?? { waiting: none, running: Promise.resolve(), next: undefined, writtenAt: 0 }
    counters.set(type, counter)
    return counter
  }

  const add = (counter: Counter, gone: number): void => {
    const { waiting } = counter
    counter.waiting = { answered: waiting.answered + 1, gone: waiting.gone + gone }
  }

  const begin = (type: string, counter: Counter): Promise<PushTally> => {
    const { waiting } = counter
    counter.waiting = none
    counter.next = undefined
    counter.writtenAt = clock.now()
    const written = breakers.tally(type, waiting)
    counter.running = written.catch(() => undefined)
    return written
  }

  const write = (type: string, counter: Counter): Promise<PushTally> => {
    counter.next ??= counter.running.then(() => begin(type, counter))
    return counter.next
  }

  return {
    accepted: async (type) => {
      const counter = counterOf(type)
      add(counter, 0)
      if (counter.waiting.answered < together && clock.now() - counter.writtenAt < longest) return
      await write(type, counter).catch((error: unknown) => {
        // The push is made: what it counts for is no reason to make it again.
        if (!(error instanceof UnavailableError)) throw error
      })
    },
    mayRemove: async (type) => {
      const counter = counterOf(type)
      add(counter, 1)
      const { answered, gone } = await write(type, counter)
      return gone <= mostGone * answered
    },
  }
}
