import { describe, expect, it } from 'vitest'
import { aPass, aReadyWorld, codeOf, noon, put, type World } from './world.ts'

describe('writers who meet', () => {
  const meetOnce = (world: World, other: () => Promise<unknown>): void => {
    let met = false
    world.interfere(async (call) => {
      if (call !== 'records.write' || met) return
      met = true
      await other()
    })
  }

  it('without If-Match both changes are made, one after the other', async () => {
    const world = await aReadyWorld({ values: { name: {}, seat: {} }, sample: { seat: '1' } })
    await put(world, { name: 'Ada', seat: '1' })
    meetOnce(world, () => world.service.passes.patch(aPass(), { values: { seat: '2' } }, {}))
    const { pass } = await world.service.passes.patch(aPass(), { values: { name: 'Grace' } }, {})
    expect(pass).toMatchObject({ values: { name: 'Grace', seat: '2' }, revision: 3, version: 2 })
  })

  it('and a build that is noted while a change is made is not forgotten: the change is built, too', async () => {
    const world = await aReadyWorld()
    await put(world)
    meetOnce(world, () => world.service.passes.file(aPass()))
    const { pass } = await put(world, { name: 'Grace' })
    expect(pass).toMatchObject({ revision: 2, built: { version: 1 }, pending: { version: 2 } })
  })

  it('with If-Match the later one is refused', async () => {
    const world = await aReadyWorld()
    await put(world)
    meetOnce(world, () => put(world, { name: 'Grace' }))
    const late = world.service.passes.patch(aPass(), { values: { name: 'Eve' } }, { ifMatch: [1] })
    expect(await codeOf(late)).toBe('pass/revision-stale')
    expect((await world.service.passes.read(aPass())).values).toEqual({ name: 'Grace' })
  })

  it('If-Match: * takes any revision, but not none', async () => {
    const world = await aReadyWorld()
    const content = { template: 'card', values: { name: 'Ada' } }
    expect(await codeOf(world.service.passes.put(aPass(), content, { ifMatch: 'any' }))).toBe('pass/revision-stale')
    await put(world)
    meetOnce(world, () => put(world, { name: 'Grace' }))
    expect((await world.service.passes.put(aPass(), content, { ifMatch: 'any' })).pass.revision).toBe(3)
  })

  it('two who create the same pass at once make one record', async () => {
    const world = await aReadyWorld()
    const written = await Promise.all(['Ada', 'Grace', 'Eve'].map((name) => put(world, { name })))
    expect(written.map(({ created }) => created).sort()).toEqual([false, false, true])
    expect((await world.service.passes.read(aPass())).revision).toBe(3)
  })

  it('who is always too late is told that others are busy', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.interfere(async (call) => {
      if (call !== 'records.write') return
      const record = (await world.memory.records.get(aPass()))!
      const { revision } = record
      const next = { ...record, revision: revision + 1, writeId: `other-${revision}` }
      await world.memory.records.write({ record: next, replaces: revision, now: noon / 1000 })
    })
    world.takeCalls()
    expect(await codeOf(put(world, { name: 'Grace' }))).toBe('pass/busy')
    expect(world.takeCalls().filter((call) => call === 'records.write')).toHaveLength(6)
  })
})
