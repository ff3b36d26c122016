/** The log of erasures: what a restore of the tables knows them by. */
import { describe, expect, it } from 'vitest'
import { tombstoneOf } from '../../lib/core/links/tombstone.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aPass, aReadyWorld, codeOf, keyRing, noon, put, type World } from './world.ts'

const noted = async ({ memory }: World) => (await memory.recovery.erasures({ limit: 10 })).items

const erasure = { tombstone: tombstoneOf(keyRing, aPass()), erasedAt: noon }

const aWorldWithPass = async (): Promise<World> => {
  const world = await aReadyWorld()
  await put(world)
  return world
}

/** The store of files loses the first note. */
const losing = (world: World): void => {
  let isLost = false
  world.interfere((call, [area]) => {
    if (call !== 'assets.put' || area !== 'tombstones' || isLost) return
    isLost = true
    throw new UnavailableError('lost')
  })
}

describe('the log of erasures', () => {
  it('has what was erased, by a tombstone and a moment alone', async () => {
    const world = await aWorldWithPass()
    await world.service.passes.erase(aPass(), {})
    expect(await noted(world)).toEqual([erasure])
  })

  it('has nothing that was not erased', async () => {
    const world = await aWorldWithPass()
    await codeOf(world.service.passes.erase(aPass(), { ifMatch: [7] }))
    await codeOf(world.service.passes.erase(aPass('A-2'), {}))
    expect(await noted(world)).toEqual([])
  })

  it('is written before an erasure is answered: one that cannot be noted is not said to be done', async () => {
    const world = await aWorldWithPass()
    losing(world)
    expect(await codeOf(world.service.passes.erase(aPass(), {}))).toBe('service/unavailable')
    world.time.now += 1000
    await world.service.passes.erase(aPass(), {})
    expect(await noted(world)).toEqual([erasure])
  })
})
