import { describe, expect, it } from 'vitest'
import { aRollingWorld, counted, labelled, rolledOut, start } from './rolling.ts'
import { aPass, codeOf, connect, hold, noon, publish } from './world.ts'

describe('a rollout', () => {
  it('brings all passes to the newest version of their template', async () => {
    const world = await aRollingWorld(3)
    const { id } = await start(world)
    await world.deliver()
    expect(await world.versions()).toBe('2: 3')
    expect(await world.service.rollouts.read(id)).toEqual({
      id,
      template: 'card',
      passTypeIdentifier: 'pass.com.example.card',
      task: { kind: 'template', version: 2 },
      filter: {},
      status: 'done',
      step: 1,
      total: 3,
      counts: { seen: 3, changed: 3, unchanged: 0, skipped: 0, failed: 0 },
      failures: [],
      ...{ startedAt: noon, updatedAt: noon, endedAt: noon, workedFor: 0 },
    })
  })

  it('brings them to the version that it names, also if that is not the newest', async () => {
    const world = await aRollingWorld(2)
    await publish(world, labelled('Visitor'))
    await rolledOut(world, { version: 2 })
    expect(await world.versions()).toBe('2: 2')
  })

  it('goes through the passes a hundred at a time', async () => {
    const world = await aRollingWorld(210)
    const { id } = await start(world)
    const seen: number[] = []
    for (let [message] = await world.takeMessages(); message; [message] = await world.takeMessages()) {
      await world.service.work.rollout(message)
      seen.push((await world.service.rollouts.read(id)).counts.seen)
    }
    expect(seen).toEqual([100, 200, 210])
    expect(await world.versions()).toBe('2: 210')
  })

  it('of a template without passes is done at once', async () => {
    const world = await aRollingWorld(1)
    await publish(world, { settings: { name: 'empty' } })
    expect(await rolledOut(world, { template: 'empty' })).toMatchObject({ status: 'done', total: 0 })
  })

  it('writes each pass as any other write does: a revision, and a version if what is shown has changed', async () => {
    const world = await aRollingWorld(1)
    const { id } = await rolledOut(world)
    expect(await world.record(0)).toMatchObject({
      ...{ template: { name: 'card', version: 2 }, revision: 2, version: 2 },
      pending: { version: 2, since: noon, lane: 'rollout' },
      rolledOut: { rollout: id, from: 1, revision: 2 },
    })
  })

  it('makes no version of a pass that looks the same', async () => {
    const world = await aRollingWorld(1)
    await publish(world, labelled('Name', { settings: { sample: { serialNumber: 'S-2', name: 'Grace' } } }))
    expect((await rolledOut(world)).counts).toEqual(counted({ changed: 1 }))
    const { pending, ...record } = await world.record(0)
    expect([record.template.version, record.revision, record.version, pending]).toEqual([3, 2, 1, undefined])
  })

  it('builds and announces what it changed by its own queue', async () => {
    const world = await aRollingWorld(1)
    connect(world)
    await hold(world, aPass('P-0'))
    const lanes: unknown[] = []
    world.interfere((call, args) => {
      if (call === 'queues.sendBuilds') lanes.push(args[1])
    })
    await start(world)
    await world.memory.settled()
    expect(lanes).toEqual(['rollout'])
    expect(await world.record(0)).toMatchObject({ built: { version: 2 } })
    expect((await world.record(0)).pending).toBeUndefined()
  })

  it('run again finds all passes as they are to be, and changes nothing', async () => {
    const world = await aRollingWorld(2)
    await rolledOut(world)
    expect((await rolledOut(world)).counts).toEqual(counted({ unchanged: 2 }))
    expect((await world.record(0)).revision).toBe(2)
  })

  it('leaves a pass as it was that does not fit the version, and names it with the reason', async () => {
    const world = await aRollingWorld(3, { values: { name: { type: 'string', maxLength: 3 } } })
    await world.service.passes.patch(aPass('P-1'), { values: { name: 'Grace' } }, {})
    const { counts, failures } = await rolledOut(world)
    expect(counts).toEqual(counted({ changed: 2, failed: 1 }))
    expect(failures).toEqual([
      { serialNumber: 'P-1', code: 'values/invalid', message: expect.stringContaining('/name') },
    ])
    expect(await world.record(1)).toMatchObject({ template: { version: 1 }, values: { name: 'Grace' } })
  })

  it('skips a pass that was erased meanwhile', async () => {
    const world = await aRollingWorld(2)
    const { id } = await start(world)
    world.interfere(async (call) => {
      if (call !== 'records.get') return
      world.interfere(undefined)
      await world.service.passes.erase(aPass('P-0'), {})
    })
    await world.deliver()
    expect((await world.service.rollouts.read(id)).counts).toEqual(counted({ changed: 1, skipped: 1 }))
  })

  it('loses no change that is made meanwhile', async () => {
    const world = await aRollingWorld(1)
    await start(world)
    world.interfere(async (call) => {
      if (call !== 'records.write') return
      world.interfere(undefined)
      await world.service.passes.patch(aPass('P-0'), { values: { name: 'Grace' } }, {})
    })
    await world.deliver()
    expect(await world.record(0)).toMatchObject({ template: { version: 2 }, values: { name: 'Grace' }, version: 3 })
  })

  it('decides anew about a pass that is changed while it is at it', async () => {
    const world = await aRollingWorld(1)
    const { id } = await start(world, { filter: { values: { name: 'Ada' } } })
    let reads = 0
    world.interfere(async (call) => {
      if (call !== 'records.get' || ++reads !== 2) return
      await world.service.passes.patch(aPass('P-0'), { values: { name: 'Grace' } }, {})
    })
    await world.deliver()
    expect((await world.service.rollouts.read(id)).counts).toEqual(counted({ skipped: 1 }))
    expect((await world.record(0)).template.version).toBe(1)
  })

  it('does not hold up a change that waits already', async () => {
    const world = await aRollingWorld(1)
    await world.service.passes.patch(aPass('P-0'), { values: { name: 'Grace' } }, {})
    await rolledOut(world)
    expect((await world.record(0)).pending).toEqual({ version: 3, since: noon })
  })
})

describe('a filter', () => {
  it('names passes by the version of the template that they are at', async () => {
    const world = await aRollingWorld(3)
    await world.service.passes.patch(aPass('P-1'), { template: 'card@2' }, {})
    await publish(world, labelled('Visitor'))
    expect((await rolledOut(world, { filter: { versions: [2] } })).counts).toEqual(counted({ changed: 1, skipped: 2 }))
    expect(await world.versions()).toBe('1: 2, 3: 1')
  })

  it('names passes by values, all of which have to be the same', async () => {
    const world = await aRollingWorld(3)
    for (const number of [1, 2])
      await world.service.passes.patch(aPass(`P-${number}`), { values: { name: 'Grace' } }, {})
    expect((await rolledOut(world, { filter: { values: { name: 'Grace' } } })).counts).toEqual(
      counted({ changed: 2, skipped: 1 }),
    )
    expect((await world.record(0)).template.version).toBe(1)
  })

  it('does not take a value that is missing for null', async () => {
    const world = await aRollingWorld(1)
    expect((await rolledOut(world, { filter: { values: { seat: null } } })).counts).toEqual(counted({ skipped: 1 }))
  })

  it('names passes that are voided, or that are not', async () => {
    const world = await aRollingWorld(3)
    await world.service.passes.setVoided(aPass('P-1'), true, {})
    await rolledOut(world, { filter: { voided: true } })
    expect(await world.versions()).toBe('1: 2, 2: 1')
    await rolledOut(world, { filter: { voided: false } })
    expect(await world.versions()).toBe('2: 3')
  })

  it('has a size that can be stored', async () => {
    const world = await aRollingWorld(1)
    const large = start(world, { filter: { values: { name: 'x'.repeat(5000) } } })
    expect(await codeOf(large)).toBe('rollout/filter-too-large')
    const long = start(world, { filter: { versions: Array.from({ length: 101 }, (_, index) => index + 1) } })
    expect(await codeOf(long)).toBe('rollout/filter-too-large')
  })
})
