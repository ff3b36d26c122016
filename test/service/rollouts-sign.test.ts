import { describe, expect, it } from 'vitest'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aRollingWorld, counted, type RollingWorld, rolledOut, start } from './rolling.ts'
import { aPass, aWorld, codeOf, connect, hold, publish } from './world.ts'

/** Puts another signer in, and waits until it may be noticed. */
const renewSigner = async ({ memory, time }: RollingWorld): Promise<void> => {
  await putSigner(memory.admin, 'pass.com.example.card', await aChain())
  time.now += 11_000
}

describe('signing anew', () => {
  it('gives each pass that was built an object with the present signature, and moves nothing else', async () => {
    const world = await aRollingWorld(3)
    for (const number of [0, 1]) await world.service.passes.file(aPass(`P-${number}`))
    await renewSigner(world)
    const before = await world.record(0)
    const { status, counts } = await rolledOut(world, { kind: 'sign' })
    expect([status, counts]).toEqual(['done', counted({ changed: 2, unchanged: 1 })])
    const after = await world.record(0)
    expect({ ...after, built: undefined }).toEqual({ ...before, built: undefined })
    expect(after.built?.version).toBe(1)
    expect(after.built?.signer).not.toBe(before.built?.signer)
    expect(await world.memory.assets.get('passes', after.built?.key ?? '', { maxBytes: 100_000 })).toBeDefined()
    expect(await world.memory.assets.get('passes', before.built?.key ?? '', { maxBytes: 100_000 })).toBeUndefined()
  })

  it('is done with the present signer, also by who has just signed with the one before', async () => {
    const world = await aRollingWorld(1)
    const other = world.another()
    await other.passes.file(aPass('P-0'))
    await renewSigner(world)
    const { id } = await start(world, { kind: 'sign' })
    await world.deliver(other)
    expect((await world.service.rollouts.read(id)).counts).toEqual(counted({ changed: 1 }))
  })

  it('tells no device and no listener', async () => {
    const world = await aRollingWorld(1)
    connect(world)
    await hold(world, aPass('P-0'))
    await world.memory.settled()
    await renewSigner(world)
    world.takeCalls()
    await start(world, { kind: 'sign' })
    await world.memory.settled()
    expect((await world.record(0)).built?.version).toBe(1)
    const calls = new Set(world.takeCalls())
    expect(calls).toContain('records.setBuilt')
    for (const call of ['registrations.mark', 'queues.sendNotifications', 'queues.sendBuilds', 'bus.publish'])
      expect(calls).not.toContain(call)
  })

  it('again finds everything signed', async () => {
    const world = await aRollingWorld(1)
    await world.service.passes.file(aPass('P-0'))
    expect((await rolledOut(world, { kind: 'sign' })).counts).toEqual(counted({ unchanged: 1 }))
  })

  it('signs only what the filter names', async () => {
    const world = await aRollingWorld(2)
    for (const number of [0, 1]) await world.service.passes.file(aPass(`P-${number}`))
    await world.service.passes.setVoided(aPass('P-1'), true, {})
    await world.service.passes.file(aPass('P-1'))
    await world.memory.records.clearPending(aPass('P-1'), 2)
    await renewSigner(world)
    const { counts } = await rolledOut(world, { kind: 'sign', filter: { voided: true } })
    expect(counts).toEqual(counted({ changed: 1, skipped: 1 }))
  })

  it('is refused at once without a signer', async () => {
    const world = aWorld()
    await publish(world)
    expect(await codeOf(start(world, { kind: 'sign' }))).toBe('signer/missing')
  })

  it('cannot be taken back', async () => {
    const world = await aRollingWorld(1)
    const { id } = await rolledOut(world, { kind: 'sign' })
    expect(await codeOf(world.service.rollouts.back(id))).toBe('rollout/not-reversible')
  })
})
