/** The contract of Breakers. */
import { expect } from 'vitest'
import type { Breaker, BreakerName, Breakers } from '../../lib/ports/breakers.ts'
import { type Contract, contract, eventually, type Sentence } from './contract.ts'
import { now, unique } from './samples.ts'

/** The methods of Breakers that may lag behind writes. */
export const breakersMayLag = ['find', 'list'] as const

const noon = now * 1000

const aName = (): BreakerName => `sign pass.com.example.${unique()}`

const aBreaker = (parts: Partial<Breaker> = {}): Breaker => ({
  name: aName(),
  reason: 'signer/missing',
  since: noon,
  probeAt: noon + 60_000,
  ...parts,
})

const listed = async (breakers: Breakers, names: readonly BreakerName[]): Promise<readonly Breaker[]> =>
  (await breakers.list()).filter(({ name }) => names.includes(name))

/** Waits until the breakers are what they ought to be, and nothing else is known of these names. */
const shows = (breakers: Breakers, expected: readonly Breaker[], names = expected.map(({ name }) => name)) =>
  eventually(async () => {
    const found = await Promise.all(names.map((name) => breakers.find(name)))
    expect(found.filter((breaker) => breaker !== undefined)).toStrictEqual(expected)
    const all = await listed(breakers, names)
    expect(all).toHaveLength(expected.length)
    expect(all).toEqual(expect.arrayContaining([...expected]))
  })

const opening: readonly Sentence<Breakers>[] = [
  {
    sentence: 'a breaker that nobody has opened is neither found nor listed',
    check: async (breakers) => {
      await shows(breakers, [], [aName()])
    },
  },
  {
    sentence: 'an open breaker is found and listed as it was opened',
    check: async (breakers) => {
      const breaker = aBreaker({ reason: 'a reason – with spaces' })
      await breakers.open(breaker)
      await shows(breakers, [breaker])
    },
  },
  {
    sentence: 'a breaker that is opened again keeps when it was, and is given the new reason and time',
    check: async (breakers) => {
      const breaker = aBreaker()
      await breakers.open(breaker)
      await breakers.open({ ...breaker, reason: 'signer/unusable', since: noon + 5, probeAt: noon + 90_000 })
      await shows(breakers, [{ ...breaker, reason: 'signer/unusable', probeAt: noon + 90_000 }])
    },
  },
  {
    sentence: 'a breaker that is closed is gone, and one of the same pass type for something else is not',
    check: async (breakers) => {
      const [sign, type] = [aBreaker(), unique()]
      const push = aBreaker({ name: `push ${type}` })
      const other = aBreaker({ name: `sign ${type}` })
      for (const breaker of [sign, push, other]) await breakers.open(breaker)
      await shows(breakers, [sign, push, other])
      await breakers.close(push.name)
      await shows(breakers, [sign, other], [sign.name, push.name, other.name])
    },
  },
  {
    sentence: 'a breaker that is opened anew after it was closed is a new one',
    check: async (breakers) => {
      const breaker = aBreaker()
      await breakers.open(breaker)
      await breakers.close(breaker.name)
      const anew = { ...breaker, since: noon + 1000, probeAt: noon + 61_000 }
      await breakers.open(anew)
      await shows(breakers, [anew])
    },
  },
]

const probing: readonly Sentence<Breakers>[] = [
  {
    sentence: 'probe moves the time on and changes nothing else, from the moment on that the breaker names',
    check: async (breakers) => {
      const breaker = aBreaker()
      await breakers.open(breaker)
      await breakers.probe(breaker.name, breaker.probeAt, noon + 120_000)
      await shows(breakers, [{ ...breaker, probeAt: noon + 120_000 }])
    },
  },
  {
    sentence: 'probe before that moment is answered false, and changes nothing',
    check: async (breakers) => {
      const breaker = aBreaker()
      await breakers.open(breaker)
      expect(await breakers.probe(breaker.name, breaker.probeAt - 1, noon + 120_000)).toBe(false)
      await shows(breakers, [breaker])
    },
  },
  {
    sentence: 'probe of a breaker that is closed is answered false, and opens none',
    check: async (breakers) => {
      const name = aName()
      expect(await breakers.probe(name, noon, noon + 60_000)).toBe(false)
      await shows(breakers, [], [name])
    },
  },
  {
    sentence: 'of five who probe at the same time no more than one is the one to try',
    check: async (breakers) => {
      const { name, probeAt } = aBreaker()
      await breakers.open(aBreaker({ name, probeAt }))
      const five = Array.from({ length: 5 }, () => breakers.probe(name, probeAt, probeAt + 60_000))
      expect((await Promise.all(five)).filter((isTheOne) => isTheOne).length).toBeLessThan(2)
    },
  },
]

const counting: readonly Sentence<Breakers>[] = [
  {
    sentence: 'a tally counts what was added to it, and not what was added to another',
    check: async (breakers) => {
      const [type, other] = [unique(), unique()]
      await breakers.tally(other, { answered: 400, gone: 400 })
      await breakers.tally(type, { answered: 100, gone: 3 })
      const { answered, gone } = await breakers.tally(type, { answered: 1, gone: 1 })
      // A repeated call may count twice.
      expect(answered).toBeGreaterThanOrEqual(101)
      expect(gone).toBeGreaterThanOrEqual(4)
      expect(gone).toBeLessThan(answered / 4)
    },
  },
  {
    sentence: 'what is not gone any more is forgotten by and by',
    check: async (breakers) => {
      const type = unique()
      let tally = await breakers.tally(type, { answered: 500, gone: 500 })
      for (let round = 0; round < 12; round++) tally = await breakers.tally(type, { answered: 250, gone: 0 })
      expect(tally.gone).toBe(0)
      expect(tally.answered).toBeGreaterThanOrEqual(250)
    },
  },
]

/** Everything that Breakers promises, but for answers that a lost one changes. */
export const breakersSentences = [...opening, ...probing, ...counting]

/** What calls answer, as long as no answer is lost. */
export const breakerAnswers: readonly Sentence<Breakers>[] = [
  {
    sentence: 'open and close tell whether the breaker was closed before, or open',
    check: async (breakers) => {
      const breaker = aBreaker()
      expect([await breakers.close(breaker.name), await breakers.open(breaker)]).toEqual([false, true])
      expect([await breakers.open(breaker), await breakers.close(breaker.name)]).toEqual([false, true])
      expect([await breakers.close(breaker.name), await breakers.open(breaker)]).toEqual([false, true])
    },
  },
  {
    sentence: 'of five who open a breaker at the same time one was the first, and of five who probe one is to try',
    check: async (breakers) => {
      const breaker = aBreaker()
      const opened = await Promise.all(Array.from({ length: 5 }, () => breakers.open(breaker)))
      expect(opened.filter((isFirst) => isFirst)).toHaveLength(1)
      const { name, probeAt } = breaker
      const probes = Array.from({ length: 5 }, () => breakers.probe(name, probeAt, probeAt + 1))
      expect((await Promise.all(probes)).filter((isTheOne) => isTheOne)).toHaveLength(1)
    },
  },
  {
    sentence: 'a tally that counts more than 500 answers is halved, before more are added',
    check: async (breakers) => {
      const type = unique()
      expect(await breakers.tally(type, { answered: 500, gone: 21 })).toEqual({ answered: 500, gone: 21 })
      expect(await breakers.tally(type, { answered: 1, gone: 0 })).toEqual({ answered: 501, gone: 21 })
      expect(await breakers.tally(type, { answered: 5, gone: 5 })).toEqual({ answered: 255, gone: 15 })
      expect(await breakers.tally(type, { answered: 0, gone: 0 })).toEqual({ answered: 255, gone: 15 })
    },
  },
  {
    sentence: 'of answers that are added at the same time none is lost',
    check: async (breakers) => {
      const type = unique()
      await Promise.all(Array.from({ length: 10 }, () => breakers.tally(type, { answered: 3, gone: 1 })))
      expect(await breakers.tally(type, { answered: 0, gone: 0 })).toEqual({ answered: 30, gone: 10 })
    },
  },
]

/** Registers a test for each promise of Breakers. */
export const breakersContract: Contract<Breakers> = contract('breakers', breakersSentences)

/** Registers a test for each answer. */
export const breakerAnswersContract: Contract<Breakers> = contract('answers of breakers', breakerAnswers)
