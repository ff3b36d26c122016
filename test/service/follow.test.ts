import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { BuildMessage } from '../../lib/ports/queues.ts'
import type { PassRecord } from '../../lib/ports/records.ts'
import type { RecordChange } from '../../lib/service/work/work-service.ts'
import { aPass, aPng, aReadyWorld, noon, put, type World } from './world.ts'

/** A world whose changes are kept, to be followed one by one. */
const aWorldOfChanges = async (): Promise<{ readonly world: World; readonly changes: RecordChange[] }> => {
  const world = await aReadyWorld()
  const changes: RecordChange[] = []
  world.memory.onChanges((some) => {
    changes.push(...some)
    return Promise.resolve()
  })
  return { world, changes }
}

/** The change that some work makes of the pass `A-1`, which is there. */
const changeBy = async (work: (world: World) => Promise<unknown>) => {
  const { world, changes } = await aWorldOfChanges()
  await put(world)
  await world.memory.settled()
  changes.length = 0
  world.time.now += 1000
  await work(world)
  await world.memory.settled()
  world.takeCalls()
  const [change = {}] = changes
  return { world, change }
}

const eventsOf = async ({ memory }: World) => (await memory.events.list(aPass(), { limit: 20 })).items

/** The newest step that following a change leaves. */
const stepOf = async (work: (world: World) => Promise<unknown>, parts: RecordChange = {}) => {
  const { world, change } = await changeBy(work)
  await world.service.work.follow([{ ...change, ...parts }])
  return (await eventsOf(world))[0]
}

/** The messages that were sent, with the lane that they were sent in. */
const sentIn = (world: World) => {
  const sent: (readonly [string, unknown])[] = []
  world.interfere((call, [messages, lane]) => {
    if (call === 'queues.sendBuilds') sent.push([String(lane), messages])
  })
  return sent
}

const rolledOut = (record: PassRecord): PassRecord => ({
  ...record,
  rolledOut: { rollout: 'r1', from: 1, revision: record.revision },
  ...(record.pending ? { pending: { ...record.pending, lane: 'rollout' } } : {}),
})

const down = (): never => {
  throw new UnavailableError('is down')
}

describe('a change on the timeline', () => {
  it('names the values that it changed, and never says what they are', async () => {
    const step = await stepOf((world) => put(world, { name: 'Grace' }))
    expect(step).toMatchObject({
      key: 'changed-2',
      kind: 'changed',
      detail: { revision: 2, version: 2, template: 'card@1', changed: ['name'] },
    })
    expect(JSON.stringify(step)).not.toMatch(/Grace|Ada/)
  })

  it('tells that the template became another one', async () => {
    const { world, change } = await changeBy((each) => put(each, { name: 'Grace' }))
    const { after } = change
    await world.service.work.follow([
      { ...change, ...(after ? { after: { ...after, template: { name: 'card', version: 2 } } } : {}) },
    ])
    expect((await eventsOf(world))[0]?.detail).toMatchObject({ template: 'card@2', templateBefore: 'card@1' })
  })

  it('tells that an image of the record became another one', async () => {
    const step = await stepOf(({ service }) => service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {}))
    expect(step).toMatchObject({ kind: 'changed', detail: { changed: [], images: ['thumbnail.png'] } })
  })

  it('tells that the pass became void', async () => {
    const step = await stepOf(({ service }) => service.passes.setVoided(aPass(), true, {}))
    expect(step).toMatchObject({ kind: 'voided', detail: { changed: [], voided: true } })
  })

  it('names the rollout that made it', async () => {
    const { world, change } = await changeBy((each) => put(each, { name: 'Grace' }))
    await world.service.work.follow([{ ...change, ...(change.after ? { after: rolledOut(change.after) } : {}) }])
    expect((await eventsOf(world))[0]?.detail).toMatchObject({ rollout: 'r1' })
  })

  it('of a pass that was erased says so', async () => {
    const step = await stepOf(({ service }) => service.passes.erase(aPass(), {}))
    expect(step).toMatchObject({ key: 'erased-1', kind: 'erased', at: noon + 1000 })
  })

  it('of a pass whose time had come is no erasure', async () => {
    const step = await stepOf(({ service }) => service.passes.erase(aPass(), {}), { isExpiry: true })
    expect(step).toMatchObject({ key: 'expired-1', kind: 'expired' })
  })
})

describe('what a change calls for', () => {
  it('is built among the live changes', async () => {
    const { world, change } = await changeBy((each) => put(each, { name: 'Grace' }))
    const sent = sentIn(world)
    await world.service.work.follow([change])
    expect(sent).toEqual([['live', [{ kind: 'build', pass: aPass(), version: 2 }]]])
  })

  it('is built among what rollouts change, if one made the change', async () => {
    const { world, change } = await changeBy((each) => put(each, { name: 'Grace' }))
    const sent = sentIn(world)
    await world.service.work.follow([
      change,
      { ...change, ...(change.after ? { after: rolledOut(change.after) } : {}) },
    ])
    expect(sent.map(([lane]) => lane)).toEqual(['live', 'rollout'])
  })

  it.each([{}, { isExpiry: true }])('is the removal of what a pass that is gone has left, %o', async (parts) => {
    const { world, change } = await changeBy(({ service }) => service.passes.erase(aPass(), {}))
    const sent = sentIn(world)
    await world.service.work.follow([{ ...change, ...parts }])
    expect(sent).toMatchObject([['live', [{ kind: 'erase', pass: aPass(), createdAt: noon }]]])
  })

  it('is done before anybody is told of it, but for the removal of events', async () => {
    const { world, changes } = await aWorldOfChanges()
    await put(world)
    await put(world, { name: 'Grace' })
    await world.service.passes.erase(aPass(), {})
    await world.memory.settled()
    world.takeCalls()
    await world.service.work.follow(changes)
    expect(world.takeCalls()).toEqual(['queues.sendBuilds', 'events.append', 'bus.publish', 'queues.sendBuilds'])
  })

  it('is done also while the bus is down; whoever brought the change is to bring it again', async () => {
    const { world, changes } = await aWorldOfChanges()
    await put(world)
    await put(world, { name: 'Grace' })
    await world.service.passes.erase(aPass(), {})
    await world.memory.settled()
    const kinds: string[] = []
    world.interfere((call, [messages]) => {
      if (call === 'bus.publish') down()
      if (call === 'queues.sendBuilds') kinds.push(...(messages as readonly BuildMessage[]).map(({ kind }) => kind))
    })
    await expect(world.service.work.follow(changes)).rejects.toThrow('is down')
    expect(kinds).toEqual(['build', 'erase'])
  })

  it('leaves events alone while they cannot be told: erasures wait', async () => {
    const { world, change } = await changeBy(({ service }) => service.passes.erase(aPass(), {}))
    world.interfere((call) => {
      if (call === 'events.append') down()
    })
    await expect(world.service.work.follow([change])).rejects.toThrow('is down')
    expect(world.takeCalls()).toEqual(['events.append'])
  })
})
