/** The guard against mass removal: all pushes of a pass type meet in one tally, however many there are. */
import { describe, expect, it } from 'vitest'
import { memoryBreakers } from '../../lib/adapters/memory/breakers.ts'
import type { Breakers, PushTally } from '../../lib/ports/breakers.ts'
import { makeRemovalGuard } from '../../lib/service/work/notify/removal-guard.ts'
import { noon } from './world.ts'

/** A guard, and what it writes. */
const guarding = () => {
  const written: PushTally[] = []
  const time = { now: noon }
  const store = memoryBreakers()
  const breakers: Breakers = {
    ...store,
    tally: async (type, answers) => {
      written.push(answers)
      // As long as a store takes.
      await new Promise((resolve) => setTimeout(resolve, 0))
      return await store.tally(type, answers)
    },
  }
  return { written, time, guard: makeRemovalGuard({ breakers, clock: { now: () => time.now } }) }
}

const sumOf = (tallies: readonly PushTally[]) => ({
  answered: tallies.reduce((sum, { answered }) => sum + answered, 0),
  gone: tallies.reduce((sum, { gone }) => sum + gone, 0),
})

describe('the tally of a pass type', () => {
  it('is written once for a hundred pushes that are accepted within five seconds', async () => {
    const { written, guard } = guarding()
    await guard.accepted('card')
    for (let push = 0; push < 1000; push++) await guard.accepted('card')
    expect(written.map(({ answered }) => answered)).toEqual([1, ...Array.from({ length: 10 }, () => 100)])
  })

  it('is written with the next push when the last time is five seconds ago', async () => {
    const { written, time, guard } = guarding()
    for (let push = 0; push < 4; push++) {
      await guard.accepted('card')
      time.now += 2500
    }
    expect(written.map(({ answered }) => answered)).toEqual([1, 2])
  })

  it('takes many answers that come while it is written in one more write, and loses none', async () => {
    const { written, guard } = guarding()
    const answers = Array.from({ length: 500 }, (_, push) =>
      push % 50 === 0 ? guard.mayRemove('card') : guard.accepted('card'),
    )
    await Promise.all(answers)
    expect(sumOf(written)).toEqual({ answered: 500, gone: 10 })
    expect(written.length).toBeLessThan(5)
  })

  it('of one pass type says nothing of another', async () => {
    const { guard } = guarding()
    for (let push = 0; push < 100; push++) await guard.accepted('card')
    expect([await guard.mayRemove('ticket'), await guard.mayRemove('card')]).toEqual([false, true])
  })
})
