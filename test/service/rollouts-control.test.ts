import { describe, expect, it } from 'vitest'
import { aRollingWorld, counted, labelled, type RollingWorld, rolledOut, start } from './rolling.ts'
import { aPass, codeOf, noon, publish } from './world.ts'

/** A rollout to 130 passes whose first hundred are done. */
const halfway = async () => {
  const world = await aRollingWorld(130)
  const { id } = await start(world)
  const [first] = await world.takeMessages()
  if (first) await world.service.work.rollout(first)
  return { world, id }
}

const statusOf = async ({ service }: RollingWorld, id: string) => (await service.rollouts.read(id)).status

describe('starting', () => {
  it('is refused for a template or version that is not there', async () => {
    const world = await aRollingWorld(1)
    expect(await codeOf(start(world, { template: 'none' }))).toBe('template/not-found')
    expect(await codeOf(start(world, { version: 9 }))).toBe('template/not-found')
    expect(await codeOf(start(world, { template: 'card@2' }))).toBe('template/not-found')
  })

  it('is refused while another rollout of the template is running or paused', async () => {
    const { world, id } = await halfway()
    expect(await codeOf(start(world))).toBe('rollout/running')
    await world.service.rollouts.pause(id)
    expect(await codeOf(start(world))).toBe('rollout/running')
    await world.service.rollouts.abort(id)
    expect((await start(world)).status).toBe('running')
  })

  it('is refused for all that are started at the same moment, but never goes on with two', async () => {
    const world = await aRollingWorld(2)
    await Promise.all([codeOf(start(world)), codeOf(start(world)), codeOf(start(world))])
    const { items } = await world.service.rollouts.list({ limit: 5 })
    expect(items.filter(({ status }) => status === 'running').length).toBeLessThan(2)
    expect((await world.takeMessages()).length).toBeLessThan(2)
  })

  it('is not refused while a rollout of another template is running', async () => {
    const { world } = await halfway()
    await publish(world, { settings: { name: 'other' } })
    expect(await codeOf(start(world, { template: 'other' }))).toBeUndefined()
  })
})

describe('a rollout that is under way', () => {
  it('tells when it will be done, by how long it took so far', async () => {
    const world = await aRollingWorld(150)
    const { id } = await start(world)
    expect((await world.service.rollouts.read(id)).estimatedEnd).toBeUndefined()
    const [first] = await world.takeMessages()
    world.time.now += 2000
    if (first) await world.service.work.rollout(first)
    expect(await world.service.rollouts.read(id)).toMatchObject({ workedFor: 2000, estimatedEnd: noon + 3000 })
  })

  it('stands still once it is paused', async () => {
    const { world, id } = await halfway()
    expect((await world.service.rollouts.pause(id)).status).toBe('paused')
    await world.deliver()
    expect(await world.versions()).toBe('1: 30, 2: 100')
    expect(await world.service.rollouts.read(id)).not.toHaveProperty('estimatedEnd')
  })

  it('stops within a page, too, and then none is counted that was changed meanwhile', async () => {
    const world = await aRollingWorld(90)
    const { id } = await start(world)
    world.interfere(async (call) => {
      if (call !== 'records.write') return
      world.interfere(undefined)
      await world.service.rollouts.pause(id)
    })
    await world.deliver()
    expect(await world.versions()).toBe('1: 70, 2: 20')
    expect((await world.service.rollouts.read(id)).counts).toEqual(counted({}))
  })

  it('goes on where it was when it is resumed, and counts each pass once', async () => {
    const world = await aRollingWorld(130)
    const { id } = await start(world)
    let writes = 0
    world.interfere(async (call) => {
      if (call !== 'records.write' || ++writes !== 110) return
      await world.service.rollouts.pause(id)
    })
    await world.deliver()
    expect(await world.versions()).toBe('1: 10, 2: 120')
    await world.service.rollouts.resume(id)
    await world.deliver()
    expect(await world.versions()).toBe('2: 130')
    expect(await world.service.rollouts.read(id)).toMatchObject({ status: 'done', counts: counted({ changed: 130 }) })
  })

  it('does not count its pauses when it tells its end', async () => {
    const { world, id } = await halfway()
    await world.service.rollouts.pause(id)
    world.time.now += 3_600_000
    await world.service.rollouts.resume(id)
    world.time.now += 1000
    await world.deliver()
    expect((await world.service.rollouts.read(id)).workedFor).toBe(1000)
  })

  it('is what it was when it is paused, resumed or aborted once more', async () => {
    const { world, id } = await halfway()
    const { rollouts } = world.service
    expect((await rollouts.resume(id)).step).toBe(1)
    expect([(await rollouts.pause(id)).step, (await rollouts.pause(id)).step]).toEqual([2, 2])
    expect([(await rollouts.abort(id)).step, (await rollouts.abort(id)).step]).toEqual([3, 3])
  })

  it('ends when it is aborted; what it did stays', async () => {
    const { world, id } = await halfway()
    expect(await world.service.rollouts.abort(id)).toMatchObject({ status: 'aborted', endedAt: noon })
    await world.deliver()
    expect(await world.versions()).toBe('1: 30, 2: 100')
    expect(await codeOf(world.service.rollouts.resume(id))).toBe('rollout/ended')
    expect(await codeOf(world.service.rollouts.pause(id))).toBe('rollout/ended')
  })

  it('cannot be aborted once it is done', async () => {
    const world = await aRollingWorld(1)
    const { id } = await rolledOut(world)
    expect(await codeOf(world.service.rollouts.abort(id))).toBe('rollout/ended')
    expect(await statusOf(world, id)).toBe('done')
  })

  it('that nobody knows can be neither read nor changed', async () => {
    const { rollouts } = (await aRollingWorld(1)).service
    for (const work of [rollouts.read, rollouts.pause, rollouts.resume, rollouts.abort, rollouts.back])
      expect(await codeOf(work('nothing'))).toBe('rollout/not-found')
  })

  it('is listed before those that began earlier', async () => {
    const world = await aRollingWorld(1)
    const first = await rolledOut(world)
    world.time.now += 1000
    const second = await rolledOut(world)
    expect((await world.service.rollouts.list({ limit: 5 })).items.map(({ id }) => id)).toEqual([second.id, first.id])
  })
})

describe('taking a rollout back', () => {
  it('brings each pass that it changed back to the version that it had before, and no other', async () => {
    const world = await aRollingWorld(150)
    for (let number = 0; number < 150; number += 2)
      await world.service.passes.patch(aPass(`P-${number}`), { template: 'card@2' }, {})
    await publish(world, labelled('Visitor'))
    const before = await world.versions()
    const { id } = await start(world)
    const [first] = await world.takeMessages()
    if (first) await world.service.work.rollout(first)
    await world.service.rollouts.abort(id)
    await world.deliver()
    expect(await world.versions()).not.toBe(before)
    world.time.now += 10_000
    const back = await world.service.rollouts.back(id)
    await world.deliver()
    expect(await world.service.rollouts.read(back.id)).toMatchObject({
      ...{ task: { kind: 'back', rollout: id }, status: 'done' },
      counts: counted({ changed: 100, skipped: 50 }),
    })
    expect(await world.versions()).toBe(before)
    expect(before).toBe('1: 75, 2: 75')
  })

  it('leaves passes alone that were moved on since, but not those whose values have changed', async () => {
    const world = await aRollingWorld(3)
    const { id } = await rolledOut(world)
    await publish(world, labelled('Visitor'))
    await world.service.passes.patch(aPass('P-1'), { template: 'card@3' }, {})
    await world.service.passes.patch(aPass('P-2'), { values: { name: 'Grace' } }, {})
    await world.service.rollouts.back(id)
    await world.deliver()
    expect(await world.versions()).toBe('1: 2, 3: 1')
    expect((await world.record(2)).values).toEqual({ name: 'Grace' })
  })

  it('waits for passes that it was at when it was aborted', async () => {
    const world = await aRollingWorld(2)
    const { id } = await start(world)
    const delays: unknown[] = []
    world.interfere(async (call) => {
      if (call !== 'records.write') return
      world.interfere((next, [, delay]) => {
        if (next === 'queues.sendRollouts') delays.push(delay)
      })
      await world.service.rollouts.abort(id)
      await world.service.rollouts.back(id)
    })
    await world.deliver()
    expect(await world.versions()).toBe('2: 2')
    expect(delays).toEqual([10])
  })

  it('can be taken back itself', async () => {
    const world = await aRollingWorld(2)
    const { id } = await rolledOut(world)
    const back = await world.service.rollouts.back(id)
    await world.deliver()
    expect(await world.versions()).toBe('1: 2')
    await world.service.rollouts.back(back.id)
    await world.deliver()
    expect(await world.versions()).toBe('2: 2')
  })

  it('is refused while it is under way', async () => {
    const { world, id } = await halfway()
    expect(await codeOf(world.service.rollouts.back(id))).toBe('rollout/running')
  })
})
