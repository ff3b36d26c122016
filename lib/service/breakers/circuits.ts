/** Breakers as a use case sees them: what is known of them for some seconds, and who is to try whether one may be closed. */
import type { PasswrightError } from '../../core/errors.ts'
import type { Breaker, BreakerName, Breakers } from '../../ports/breakers.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Metrics } from '../../ports/metrics.ts'
import { noReport, type WorkReport } from '../work/report.ts'

/** What {@link makeCircuits} needs of the world. */
export interface CircuitsPorts {
  readonly breakers: Breakers
  readonly clock: Clock
  readonly metrics: Metrics
}

/** What broke. */
export interface Break {
  /** A code or reason, for who looks at the breaker. */
  readonly reason: string
  /** For the operator, who is told once. */
  readonly error: PasswrightError
}

/** Breakers, as they were ten seconds ago at the latest. */
export interface Circuits {
  /** Whether one may go on: nothing is broken, or this is the one to try whether it is mended. */
  readonly admits: (name: BreakerName) => Promise<boolean>
  /** It is broken: opens the breaker. */
  readonly broken: (name: BreakerName, what: Break) => Promise<void>
  /** It works: closes the breaker, if it is known to be open. */
  readonly worked: (name: BreakerName) => Promise<void>
}

interface Known {
  readonly breaker: Promise<Breaker | undefined>
  /** Milliseconds since 1970. */
  readonly readAt: number
}

/** How long a breaker is taken for what it was, in milliseconds. */
const maxAge = 10_000
/** How long what is broken is left alone, in milliseconds. */
const rest = 60_000

/** Makes what watches breakers. A deployment has two of them for each of its few pass types. */
export const makeCircuits = ({ breakers, clock, metrics }: CircuitsPorts, report: WorkReport = noReport): Circuits => {
  const known = new Map<BreakerName, Known>()

  const note = (name: BreakerName, breaker: Promise<Breaker | undefined>): Promise<Breaker | undefined> => {
    const entry = { breaker, readAt: clock.now() }
    known.set(name, entry)
    breaker.catch(() => {
      if (known.get(name) === entry) known.delete(name)
    })
    return breaker
  }

  const find = (name: BreakerName): Promise<Breaker | undefined> => {
    const entry = known.get(name)
    return entry && clock.now() - entry.readAt < maxAge ? entry.breaker : note(name, breakers.find(name))
  }

  return {
    admits: async (name) => {
      const breaker = await find(name)
      if (!breaker) return true
      const now = clock.now()
      if (breaker.probeAt > now) return false
      // Before anything is waited for: of many at once in this process, one asks.
      void note(name, Promise.resolve({ ...breaker, probeAt: now + rest }))
      if (await breakers.probe(name, now, now + rest)) return true
      // Somebody else tries, or has closed it.
      return (await note(name, breakers.find(name))) === undefined
    },
    broken: async (name, { reason, error }) => {
      const now = clock.now()
      const earlier = await find(name)
      if (earlier?.reason === reason && earlier.probeAt > now) return
      const opened = { name, reason, since: earlier?.since ?? now, probeAt: now + rest }
      const isNew = breakers.open(opened)
      void note(
        name,
        isNew.then(() => opened),
      )
      if (!(await isNew)) return
      metrics.count('BreakersOpened', { name })
      report({ code: 'breaker/opened', error })
    },
    worked: async (name) => {
      if (!(await known.get(name)?.breaker)) return
      await breakers.close(name)
      void note(name, Promise.resolve(undefined))
    },
  }
}
