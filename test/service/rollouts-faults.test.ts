import { describe, expect, it } from 'vitest'
import type { PassTypeIdentifier } from '../../lib/core/format/identifiers.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { RolloutMessage } from '../../lib/ports/queues.ts'
import { aRollingWorld, counted, labelled, type RollingWorld, rolledOut, start } from './rolling.ts'
import { aPass, noon, publish, put } from './world.ts'

const size = 110

const down = (): never => {
  throw new UnavailableError('the test has pulled the plug')
}

/** Has everything fail from the `count`th call of a method on: before it is made, or once it was made. */
const crashAt = (
  { interfere, memory }: RollingWorld,
  method: string,
  count: number,
  when: 'before' | 'after',
): void => {
  let calls = 0
  let isDown = false
  interfere(async (call, args) => {
    if (isDown) down()
    if (call !== method || ++calls < count) return
    isDown = true
    if (when === 'after') {
      // As if the answer was lost: the call was made.
      const [port = '', name = ''] = method.split('.')
      const target: unknown = Reflect.get(memory, port)
      if (typeof target === 'object' && target) await Reflect.get(target, name)(...args)
    }
    down()
  })
}

/** Brings messages as a queue does: what fails comes again, to another process. */
const deliverDespite = async (world: RollingWorld): Promise<void> => {
  const failed: RolloutMessage[] = []
  const messages = await world.takeMessages()
  for (const message of messages) {
    await world.service.work.rollout(message).catch(() => {
      if (message.kind === 'rollout') failed.push(message)
    })
  }
  if (messages.length > 0 && failed.length === 0) return deliverDespite(world)
  world.interfere(undefined)
  const other = world.another()
  for (const message of failed) await other.work.rollout(message)
  await world.deliver(other)
  // What was lost for good is found by the schedule.
  world.time.now += 6 * 60_000
  await other.work.resumeRollouts()
  await world.deliver(other)
}

describe('a rollout that is interrupted', () => {
  it.each([
    ['rollouts.get', 1],
    ['rollouts.get', 3],
    ['records.list', 1],
    ['records.list', 2],
    ['records.get', 50],
    ['records.write', 1],
    ['records.write', 37],
    ['records.write', 105],
    ['rollouts.save', 1],
    ['rollouts.save', 2],
    ['queues.sendRollouts', 1],
  ] as const)('at %s no. %i is done in the end, with each pass counted once', async (method, count) => {
    for (const when of ['before', 'after'] as const) {
      const world = await aRollingWorld(size)
      const { id } = await start(world)
      await world.memory.settled()
      crashAt(world, method, count, when)
      await deliverDespite(world)
      expect(await world.service.rollouts.read(id)).toMatchObject({
        status: 'done',
        counts: counted({ changed: size }),
      })
      expect(await world.versions()).toBe(`2: ${size}`)
      // Each was written once.
      expect((await world.record(37)).revision).toBe(2)
    }
  })

  it('while it is taken back, too, with mixed old versions', async () => {
    const world = await aRollingWorld(size)
    for (let number = 0; number < size; number += 2)
      await world.service.passes.patch(aPass(`P-${number}`), { template: 'card@2' }, {})
    await publish(world, labelled('Visitor'))
    const { id } = await rolledOut(world)
    const back = await world.service.rollouts.back(id)
    await world.memory.settled()
    crashAt(world, 'records.write', 60, 'after')
    await deliverDespite(world)
    expect((await world.service.rollouts.read(back.id)).counts).toEqual(counted({ changed: size }))
    expect(await world.versions()).toBe('1: 55, 2: 55')
  })

  it('counts once what a filter would leave out the second time', async () => {
    const world = await aRollingWorld(size)
    const { id } = await start(world, { filter: { versions: [1] } })
    await world.memory.settled()
    crashAt(world, 'rollouts.save', 1, 'before')
    await deliverDespite(world)
    expect((await world.service.rollouts.read(id)).counts).toEqual(counted({ changed: size }))
  })

  it('counts each pass once if every message comes twice, at the same time or later', async () => {
    const world = await aRollingWorld(size)
    const { id } = await start(world)
    for (let [message] = await world.takeMessages(); message; [message] = await world.takeMessages()) {
      const twice = [message, message].map((same) => world.another().work.rollout(same))
      await Promise.all(twice)
      await world.service.work.rollout(message)
    }
    expect(await world.service.rollouts.read(id)).toMatchObject({
      ...{ status: 'done', step: 2 },
      counts: counted({ changed: size }),
    })
    expect((await world.record(37)).revision).toBe(2)
  })

  it('leaves alone what is done when a message comes late', async () => {
    const world = await aRollingWorld(size)
    await start(world)
    const [first] = await world.takeMessages()
    if (!first) throw new TypeError('there is a message')
    await world.service.work.rollout(first)
    world.takeCalls()
    await world.service.work.rollout(first)
    expect(world.takeCalls()).toEqual(['rollouts.get'])
  })

  it('goes on when nothing was heard of it for five minutes, and not before', async () => {
    const world = await aRollingWorld(2)
    const { id } = await start(world)
    await world.takeMessages()
    world.time.now += 5 * 60_000
    expect(await world.service.work.resumeRollouts()).toBe(0)
    world.time.now += 1
    expect(await world.service.work.resumeRollouts()).toBe(1)
    await world.deliver()
    expect((await world.service.rollouts.read(id)).status).toBe('done')
    world.time.now += 6 * 60_000
    expect(await world.service.work.resumeRollouts()).toBe(0)
  })

  it('does not go on by itself if it was paused', async () => {
    const world = await aRollingWorld(2)
    await world.service.rollouts.pause((await start(world)).id)
    world.time.now += 6 * 60_000
    expect(await world.service.work.resumeRollouts()).toBe(0)
  })

  it('does not count the interruption when it tells its end', async () => {
    const world = await aRollingWorld(150)
    const { id } = await start(world)
    const [message] = await world.takeMessages()
    world.time.now += 3_600_000
    if (message) await world.service.work.rollout(message)
    expect((await world.service.rollouts.read(id)).workedFor).toBe(60_000)
  })

  it('is not held up by a pass whose image is lost', async () => {
    const world = await aRollingWorld(2)
    const lost = { sha256: 'a', bytes: 1, key: 'lost.png' }
    const record = { ...(await world.record(1)), images: { 'thumbnail.png': lost }, revision: 2, writeId: 'lost' }
    await world.memory.records.write({ record, replaces: 1, now: 0 })
    const { counts, failures } = await rolledOut(world)
    expect(counts).toEqual(counted({ changed: 1, failed: 1 }))
    expect(failures[0]).toMatchObject({ serialNumber: 'P-1', message: expect.stringContaining('thumbnail.png') })
  })
})

describe('live changes', () => {
  /** A rollout beside a change that has waited for so long, in milliseconds. */
  const beside = async (waited: number) => {
    const world = await aRollingWorld(2)
    await publish(world, { settings: { name: 'other' } })
    const { pass } = await world.service.passes.put(aPass('L-1'), { template: 'other', values: { name: 'Ada' } }, {})
    await world.memory.records.setPending(pass, { version: 1, since: noon })
    const { id } = await start(world)
    const [message] = await world.takeMessages()
    if (!message) throw new TypeError('there is a message')
    world.time.now += waited
    const sent: (readonly unknown[])[] = []
    world.interfere((call, args) => {
      if (call.startsWith('queues.')) sent.push(args)
    })
    return { world, id, message, sent }
  }

  it('that wait for more than ten seconds go first: the rollout is asked again ten seconds later', async () => {
    const { world, id, message, sent } = await beside(10_001)
    await world.service.work.rollout(message)
    expect(sent).toEqual([[[{ kind: 'rollout', id, step: 1 }], 10]])
    expect(await world.service.rollouts.read(id)).toMatchObject({
      ...{ status: 'running', counts: counted({}), workedFor: 0 },
      updatedAt: noon + 10_001,
    })
    expect(await world.versions()).toBe('1: 2')
  })

  it('that wait for ten seconds or less hold up nothing', async () => {
    const { world, message } = await beside(10_000)
    await world.service.work.rollout(message)
    expect(await world.versions()).toBe('2: 2')
  })

  it('hold up nothing any more once they are built', async () => {
    const { world, message, id } = await beside(10_001)
    await world.service.work.rollout(message)
    await world.memory.records.clearPending(aPass('L-1'), 1)
    world.time.now += 2000
    await world.service.work.rollout({ kind: 'rollout', id, step: 1 })
    expect(await world.versions()).toBe('2: 2')
  })

  it('that have waited for more than five minutes wait for something else', async () => {
    const { world, message } = await beside(5 * 60_000 + 1)
    await world.service.work.rollout(message)
    expect(await world.versions()).toBe('2: 2')
  })

  it('that wait for a signer hold up nothing', async () => {
    const { world, message } = await beside(10_001)
    const name = `sign ${'pass.com.example.card' as PassTypeIdentifier}` as const
    await world.memory.breakers.open({ name, reason: 'signer/missing', since: noon, probeAt: noon })
    await world.service.work.rollout(message)
    expect(await world.versions()).toBe('2: 2')
  })

  it('go before the builds of a rollout, too', async () => {
    const { world, sent } = await beside(10_001)
    const build = { kind: 'build', pass: aPass('P-0'), version: 2 } as const
    await world.service.work.rollout(build)
    expect(sent).toEqual([[[build], 'rollout', 30]])
  })

  it('keep the builds of a rollout from being sent again, however long these give way', async () => {
    const { world, sent } = await beside(40 * 60_000)
    await world.memory.records.setPending(aPass('P-0'), { version: 1, since: noon, lane: 'rollout' })
    await world.memory.records.postpone(aPass('L-1'), { version: 1, since: world.time.now - 10_001 })
    expect(await world.service.work.redrive()).toBe(0)
    await world.memory.records.clearPending(aPass('L-1'), 1)
    world.time.now += 2000
    expect(await world.service.work.redrive()).toBe(1)
    expect(sent).toEqual([[[{ kind: 'build', pass: aPass('P-0'), version: 1 }], 'rollout']])
  })

  it('of the rollout itself are none', async () => {
    const world = await aRollingWorld(size)
    await put(world, { name: 'Ada' }, aPass('P-0'))
    await world.memory.records.clearPending(aPass('P-0'), 2)
    const { id } = await start(world)
    const [first] = await world.takeMessages()
    if (first) await world.service.work.rollout(first)
    world.time.now += 11_000
    await world.deliver()
    expect((await world.service.rollouts.read(id)).status).toBe('done')
  })
})
