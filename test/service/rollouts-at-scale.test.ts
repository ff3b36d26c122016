import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aRollingWorld, counted, type RollingWorld, start } from './rolling.ts'

const passes = 20_000

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** What is in use once all that can go has gone, in bytes. */
const heapInUse = (): number => {
  if (typeof collect !== 'function') throw new TypeError('this Node collects no garbage when it is asked to')
  collect()
  return getHeapStatistics().used_heap_size
}

/** Brings messages until so many passes were seen, or none wait. What fails comes again, to another process. */
const deliverUntil = async (world: RollingWorld, id: string, seen: number): Promise<void> => {
  let { work } = world.service
  for (let [message] = await world.takeMessages(); message; [message] = await world.takeMessages()) {
    for (;;) {
      try {
        await work.rollout(message)
        break
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error
        world.interfere(undefined)
        work = world.another().work
      }
    }
    // The world remembers its calls.
    world.takeCalls()
    if ((await world.service.rollouts.read(id)).counts.seen >= seen) return
  }
}

/** In milliseconds; a tenth of it on an idle machine. */
const timeout = 120_000

describe('a rollout to 20,000 passes', { timeout }, () => {
  it('is paused, resumed, interrupted, aborted and taken back; each pass counts once, and memory stays flat', async () => {
    const world = await aRollingWorld(passes)
    const { rollouts } = world.service
    const { id } = await start(world)

    await deliverUntil(world, id, passes / 4)
    const atFirst = heapInUse()
    await rollouts.pause(id)
    await world.deliver()
    expect(await world.versions()).toBe('1: 15000, 2: 5000')

    await rollouts.resume(id)
    let writes = 0
    world.interfere((call) => {
      if (call === 'records.write' && ++writes > 4567) throw new UnavailableError('interrupted')
    })
    await deliverUntil(world, id, (3 * passes) / 4)
    await rollouts.abort(id)
    await world.deliver()
    expect((await rollouts.read(id)).counts).toEqual(counted({ changed: 15_000 }))
    expect(await world.versions()).toBe('1: 5000, 2: 15000')

    // Until then, it waits for what may be under way.
    world.time.now += 10_000
    const back = await rollouts.back(id)
    await deliverUntil(world, back.id, passes)
    const { status, total, counts } = await rollouts.read(back.id)
    expect([status, total, counts]).toEqual(['done', passes, counted({ changed: 15_000, skipped: 5000 })])
    expect(await world.versions()).toBe('1: 20000')
    // What each pass may leave behind is what its record says of the rollout, in a store that is in memory itself.
    expect((heapInUse() - atFirst) / passes).toBeLessThan(1000)
  })
})
