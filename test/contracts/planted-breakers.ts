/** Breakers with planted defects. */
import { memoryBreakers } from '../../lib/adapters/memory/breakers.ts'
import type { BreakerName, Breakers, PushTally } from '../../lib/ports/breakers.ts'
import { breakerAnswers, breakersSentences } from './breakers.ts'
import { defective, type Planted, planting } from './planted.ts'

const but = defective<Breakers>(memoryBreakers)

const openedAnew = but((breakers) => ({
  open: async (breaker) => {
    const wasOpen = await breakers.close(breaker.name)
    await breakers.open(breaker)
    return !wasOpen
  },
}))

const asItWas = but((breakers) => ({
  open: async (breaker) => ((await breakers.find(breaker.name)) ? false : await breakers.open(breaker)),
}))

const readThenProbe = but((breakers) => ({
  probe: async (name, now, probeAt) => {
    const breaker = await breakers.find(name)
    if (!breaker || breaker.probeAt > now) return false
    await breakers.open({ ...breaker, probeAt })
    return true
  },
}))

const openingProbe = but((breakers) => ({
  probe: async (name, now, probeAt) => {
    const breaker = await breakers.find(name)
    if (breaker) return await breakers.probe(name, now, probeAt)
    await breakers.open({ name, reason: '', since: now, probeAt })
    return true
  },
}))

const lateProbe = but((breakers) => ({ probe: (name, now, probeAt) => breakers.probe(name, now - 1, probeAt) }))

const byType = but((breakers) => {
  const nameOf = (name: BreakerName): BreakerName => `sign ${name.slice(5)}`
  return { close: (name) => breakers.close(nameOf(name)) }
})

const talliedWith = (next: (before: PushTally, answers: PushTally) => PushTally, turns = 0) =>
  but(() => {
    const tallies = new Map<string, PushTally>()
    return {
      tally: async (type, answers) => {
        const before = tallies.get(type) ?? { answered: 0, gone: 0 }
        for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        const tally = next(before, answers)
        tallies.set(type, tally)
        return tally
      },
    }
  })

const sum = (before: PushTally, answers: PushTally): PushTally => ({
  answered: before.answered + answers.answered,
  gone: before.gone + answers.gone,
})

const halfOf = ({ answered, gone }: PushTally): PushTally => ({
  answered: Math.floor(answered / 2),
  gone: Math.floor(gone / 2),
})

const halvedAfter = (before: PushTally, answers: PushTally): PushTally => {
  const tally = sum(before, answers)
  return tally.answered > 500 ? halfOf(tally) : tally
}

const oneTally = but((breakers) => ({ tally: (_, answers) => breakers.tally('all', answers) }))

const promises = planting(breakersSentences)
const answers = planting(breakerAnswers)

const again = 'a breaker that is opened again keeps when it was, and is given the new reason and time'

/** Breakers with planted defects. */
export const plantedBreakers: readonly Planted[] = [
  promises('a breaker that forgets how long it has been open', openedAnew, again),
  promises('a breaker that stays as it was when it is opened again', asItWas, again),
  promises(
    'a probe that is asked for before it is taken',
    readThenProbe,
    'of five who probe at the same time no more than one is the one to try',
  ),
  promises(
    'a probe that opens what is closed',
    openingProbe,
    'probe of a breaker that is closed is answered false, and opens none',
  ),
  promises(
    'a probe that comes a moment late',
    lateProbe,
    'probe moves the time on and changes nothing else, from the moment on that the breaker names',
  ),
  promises(
    'breakers by pass type alone',
    byType,
    'a breaker that is closed is gone, and one of the same pass type for something else is not',
  ),
  promises('one tally for all', oneTally, 'a tally counts what was added to it, and not what was added to another'),
  promises('a tally that never forgets', talliedWith(sum), 'what is not gone any more is forgotten by and by'),
  answers(
    'a tally that is halved after more were added',
    talliedWith(halvedAfter),
    'a tally that counts more than 500 answers is halved, before more are added',
  ),
  answers(
    'a tally that is read and written',
    talliedWith(sum, 1),
    'of answers that are added at the same time none is lost',
  ),
]
