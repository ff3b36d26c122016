import { describe, expect, it } from 'vitest'
import type { BuildMessage } from '../../lib/ports/queues.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aDevice, aPass, aReadyWorld, hold, put, theChain, tokenOf, type World } from './world.ts'

/** Registers devices without asking the service. */
const crowd = async ({ memory, service }: World, count: number): Promise<void> => {
  const { token } = await service.passes.read(aPass())
  for (let number = 0; number < count; number++) {
    await memory.registrations.register({
      ...{ device: aDevice(`phone-${number}`), serialNumber: aPass().serialNumber, issue: token.issue },
      ...{ pushToken: 'ab', now: 1, epoch: `e${number}` },
    })
  }
}

/** Collects the messages of the queues instead of doing what they ask for. */
const collect = (world: World) => {
  const builds: BuildMessage[] = []
  const devices: DeviceId[] = []
  world.memory.onBuilds((message) => {
    builds.push(message)
    return Promise.resolve()
  })
  world.memory.onNotifications((device) => {
    devices.push(device)
    return Promise.resolve()
  })
  return { builds, devices }
}

/** A pass whose second version is announced to the first thousand of its devices, and which changed again since. */
const aHalfAnnouncedPass = async () => {
  const world = await aReadyWorld()
  await put(world)
  await crowd(world, 1100)
  await put(world, { name: 'Grace' })
  const { builds } = collect(world)
  await world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })
  await world.memory.settled()
  await put(world, { name: 'Joan' })
  return { world, next: builds[0]! }
}

const versionOn = async ({ memory }: World, name: string): Promise<number | undefined> =>
  (await memory.registrations.find(aDevice(name)))?.passes.get(aPass().serialNumber)?.v

describe('announcing a version', () => {
  it('goes through all devices page by page, and only then the version no longer waits', async () => {
    const world = await aReadyWorld()
    await put(world)
    await crowd(world, 2100)
    await put(world, { name: 'Grace' })
    const { builds, devices } = collect(world)
    await world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })
    for (let page = 2; page <= 3; page++) {
      await world.memory.settled()
      expect((await world.service.passes.read(aPass())).pending).toMatchObject({ version: 2 })
      const [message] = builds.splice(0)
      expect(message).toMatchObject({ kind: 'announce', version: 2 })
      await world.service.work.build(message!)
    }
    await world.memory.settled()
    expect(builds).toEqual([])
    expect((await world.service.passes.read(aPass())).pending).toBe(undefined)
    expect(new Set(devices.map((device) => device.deviceLibraryIdentifier)).size).toBe(2100)
    expect(devices).toHaveLength(2100)
  })

  it('marks no device twice, but wakes it again when it is told twice', async () => {
    const world = await aReadyWorld()
    await put(world)
    await crowd(world, 1)
    await put(world, { name: 'Grace' })
    const { devices } = collect(world)
    let isFirst = true
    world.interfere((call) => {
      if (call !== 'records.clearPending' || !isFirst) return
      isFirst = false
      throw new Error('the function was stopped')
    })
    await expect(world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })).rejects.toThrow()
    await world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })
    await world.memory.settled()
    expect(devices).toHaveLength(2)
    expect((await world.memory.registrations.find(aDevice('phone-0')))?.seq).toBe(1)
  })

  it('ends when a later version is built, which is announced itself', async () => {
    const { world, next } = await aHalfAnnouncedPass()
    await world.service.passes.file(aPass())
    world.takeCalls()
    await world.service.work.build(next)
    expect(world.takeCalls()).toEqual(['records.get'])
  })

  it('goes on while a later version cannot be built', async () => {
    const { world, next } = await aHalfAnnouncedPass()
    await world.service.work.build(next)
    const versions = await Promise.all(Array.from({ length: 1100 }, (_, number) => versionOn(world, `phone-${number}`)))
    expect(new Set(versions)).toEqual(new Set([2]))
    expect((await world.service.passes.read(aPass())).pending).toMatchObject({ version: 3 })
  })

  it('reaches a device that registers while nobody seems to hold the pass', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    await put(world, { name: 'Grace' })
    let isFirst = true
    world.interfere(async (call) => {
      if (call !== 'records.clearPending' || !isFirst) return
      isFirst = false
      const held = { device: aDevice(), pass: aPass(), token }
      await world.another().wallet.register(held, 'ab'.repeat(32))
    })
    await world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })
    expect(await versionOn(world, 'phone')).toBe(2)
  })
})

describe('a version that cannot be built', () => {
  const expired = () => aChain({ algorithm: 'P-256', validTo: new Date('2026-11-01T00:00:00Z') })

  /** A pass whose first version is on a device, and whose second cannot be signed. */
  const aParkedPass = async (): Promise<World> => {
    const world = await aReadyWorld()
    await put(world)
    await hold(world)
    await putSigner(world.memory.admin, 'pass.com.example.card', await expired())
    world.time.now += 16 * 60_000
    await put(world, { name: 'Grace' })
    await world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })
    return world
  }

  const latest = async (world: World, since?: number) =>
    world.service.wallet.latest({
      pass: aPass(),
      token: await tokenOf(world),
      ...(since === undefined ? {} : { since }),
    })

  it('is announced to nobody', async () => {
    const world = await aParkedPass()
    expect(await versionOn(world, 'phone')).toBe(1)
  })

  it('leaves the last good one to be fetched, with its own time', async () => {
    const world = await aParkedPass()
    const { createdAt } = await world.service.passes.read(aPass())
    expect(await latest(world)).toMatchObject({ kind: 'pass', lastModified: createdAt / 1000 })
    expect(await latest(world, createdAt / 1000)).toEqual({ kind: 'unchanged', lastModified: createdAt / 1000 })
  })

  it('is announced once it can be built', async () => {
    const world = await aParkedPass()
    await putSigner(world.memory.admin, 'pass.com.example.card', await theChain())
    world.time.now += 16 * 60_000
    await world.service.work.build({ kind: 'build', pass: aPass(), version: 2 })
    expect(await versionOn(world, 'phone')).toBe(2)
  })
})
