/** Finishing a restore beside traffic: what is issued anew meanwhile is nobody's to erase. */
import { expect, it } from 'vitest'
import { makeFinish } from '../../lib/service/restore/finish.ts'
import { aPass, aReadyWorld, codeOf, put, type World } from './world.ts'

/** A world whose pass was erased, and whose tables were put back to before that. */
const aWorldPutBack = async (): Promise<World> => {
  const world = await aReadyWorld()
  await put(world)
  const record = await world.memory.records.get(aPass())
  if (!record) throw new TypeError('there is no pass')
  world.time.now += 60_000
  await world.service.passes.erase(aPass(), {})
  world.time.now += 60_000
  expect(await world.memory.records.write({ record, replaces: 'absent', now: 0 })).toBe('written')
  return world
}

const finishOf = ({ memory }: World, recovery = memory.recovery) =>
  makeFinish(
    { ...memory, recovery },
    { restoredAt: 1, isDry: false, pace: () => Promise.resolve(), tell: () => undefined },
  )

it('erases again what was put back', async () => {
  const world = await aWorldPutBack()
  const { erase } = await finishOf(world)
  expect(await erase()).toMatchObject({ looked: 1, erased: 1 })
  expect(await codeOf(world.service.passes.read(aPass()))).toBe('pass/erased')
})

it('leaves alone a pass that is erased and issued anew after its page was read', async () => {
  const world = await aWorldPutBack()
  const { recovery } = world.memory
  const { erase } = await finishOf(world, {
    ...recovery,
    records: async (page) => {
      const read = await recovery.records(page)
      await world.service.passes.erase(aPass(), {})
      world.time.now += 60_000
      await put(world, { name: 'Issued anew' })
      return read
    },
  })
  await erase()
  expect(await world.memory.records.get(aPass())).toMatchObject({ values: { name: 'Issued anew' } })
})
