/** Breakers in memory. */

import type { Breaker, BreakerName, Breakers, PushTally } from '../../ports/breakers.ts'
import { copyOf } from './copy.ts'
import { promised } from './promised.ts'

/** Answers that a tally counts before it forgets. */
const remembered = 500

/** Breakers in memory, all closed at first. */
export const memoryBreakers = (): Breakers => {
  const open = new Map<BreakerName, Breaker>()
  const tallies = new Map<string, PushTally>()

  const add = (passType: string, answers: PushTally): PushTally => {
    const { answered, gone } = tallies.get(passType) ?? { answered: 0, gone: 0 }
    const part = answered > remembered ? 0.5 : 1
    const tally = {
      answered: Math.floor(answered * part) + answers.answered,
      gone: Math.floor(gone * part) + answers.gone,
    }
    tallies.set(passType, tally)
    return { ...tally }
  }

  return {
    find: (name) => promised(() => copyOf(open.get(name))),
    list: () => promised(() => copyOf([...open.values()])),
    open: (breaker) =>
      promised(() => {
        const earlier = open.get(breaker.name)
        open.set(breaker.name, { ...breaker, since: earlier?.since ?? breaker.since })
        return earlier === undefined
      }),
    probe: (name, now, probeAt) =>
      promised(() => {
        const breaker = open.get(name)
        if (!breaker || breaker.probeAt > now) return false
        open.set(name, { ...breaker, probeAt })
        return true
      }),
    close: (name) => promised(() => open.delete(name)),
    tally: (passType, answers) => promised(() => add(passType, answers)),
  }
}
