import { describe, expect, it } from 'vitest'
import type { DeviceId, Holding } from '../../lib/ports/registrations.ts'
import { makeService } from '../../lib/service/make-service.ts'
import { aDevice, aPass, aReadyWorld, codeOf, connect, hold, put, settings, tokenOf, type World } from './world.ts'

const list = (world: World, tag?: string, name?: string) => world.service.wallet.list(aDevice(name), tag)

/** Registers with a push token, and gives back whether the device did not hold the pass before. */
const registerWith = async (world: World, pushToken: string, token?: string): Promise<boolean> =>
  world.service.wallet.register({ device: aDevice(), pass: aPass(), token: token ?? (await tokenOf(world)) }, pushToken)

/** The devices that are owed a push, as they come. */
const owed = (world: World): DeviceId[] => {
  const devices: DeviceId[] = []
  world.memory.onNotifications((device) => {
    devices.push(device)
    return Promise.resolve()
  })
  return devices
}

const aHeldPass = async (): Promise<World> => {
  const world = await aReadyWorld()
  connect(world)
  await put(world)
  await hold(world)
  return world
}

const change = async (world: World, name = 'Grace'): Promise<void> => {
  await put(world, { name })
  await world.memory.settled()
}

describe('registering', () => {
  it('tells the first time from the others', async () => {
    const world = await aReadyWorld()
    await put(world)
    expect(await hold(world)).toBe(true)
    expect(await hold(world)).toBe(false)
    expect(await hold(world, aPass(), 'watch')).toBe(true)
  })

  it('takes one transaction and one read of the record, and is told', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    world.takeCalls()
    await registerWith(world, 'ab'.repeat(32), token)
    expect(world.takeCalls()).toEqual(['registrations.register', 'records.get', 'events.append', 'bus.publish'])
  })

  it('with a wrong token takes nothing but that it is told', async () => {
    const world = await aReadyWorld()
    await put(world)
    await put(world, { name: 'Bob' }, aPass('B-1'))
    const token = await tokenOf(world, aPass('B-1'))
    world.takeCalls()
    expect(await codeOf(registerWith(world, 'ab'.repeat(32), token))).toBe('wallet/unauthorized')
    expect(world.takeCalls()).toEqual(['events.append'])
  })

  it('of a pass that was erased leaves nothing behind', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(registerWith(world, 'ab'.repeat(32), token))).toBe('wallet/unauthorized')
    expect(await world.memory.registrations.find(aDevice())).toBe(undefined)
  })

  it('of a pass that was issued anew takes the new token only', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    await world.service.passes.erase(aPass(), {})
    await put(world)
    expect(await codeOf(registerWith(world, 'ab'.repeat(32), token))).toBe('wallet/unauthorized')
    expect(await hold(world)).toBe(true)
  })

  it('with the token of an earlier life leaves the registration of the pass that was issued anew as it is', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    await world.service.passes.erase(aPass(), {})
    await put(world)
    await hold(world)
    const before = await world.memory.registrations.find(aDevice())
    expect(await codeOf(registerWith(world, 'cd'.repeat(32), token))).toBe('wallet/unauthorized')
    expect(await world.memory.registrations.find(aDevice())).toEqual(before)
  })

  it('takes the place of the registration of an earlier life that was left behind', async () => {
    const world = await aReadyWorld()
    await put(world)
    const held = { device: aDevice(), serialNumber: aPass().serialNumber, issue: 'i'.repeat(16) }
    await world.memory.registrations.register({ ...held, pushToken: 'ab', now: 1, epoch: 'e' })
    expect(await hold(world)).toBe(true)
    const { token } = await world.service.passes.read(aPass())
    expect((await world.memory.registrations.find(aDevice()))?.passes.get(aPass().serialNumber)).toEqual({
      ...{ n: 0, v: 1 },
      issue: token.issue,
    })
  })

  it('wakes the device although the answer to the mark was lost and the mark was made again', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    await put(world, { name: 'Grace' })
    await world.service.passes.file(aPass())
    const devices = owed(world)
    world.interfere(async (call, [holding, version]) => {
      if (call === 'registrations.mark') await world.memory.registrations.mark(holding as Holding, Number(version))
    })
    await registerWith(world, 'ab'.repeat(32), token)
    await world.memory.settled()
    expect(devices).toEqual([aDevice()])
  })

  it('replaces the push token, and has the device pushed to with the new one', async () => {
    const world = await aHeldPass()
    const devices = owed(world)
    expect(await registerWith(world, 'cd'.repeat(32))).toBe(false)
    await world.memory.settled()
    expect(devices).toEqual([aDevice()])
    expect(await world.memory.registrations.find(aDevice())).toMatchObject({ pushToken: 'cd'.repeat(32), notified: 0 })
  })

  it('again, with nothing new, wakes nobody', async () => {
    const world = await aHeldPass()
    const devices = owed(world)
    await hold(world)
    await world.memory.settled()
    expect(devices).toEqual([])
  })

  it('marks a built version that the device may not have', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    await put(world, { name: 'Grace' })
    await world.service.passes.file(aPass())
    const devices = owed(world)
    await registerWith(world, 'ab'.repeat(32), token)
    await world.memory.settled()
    expect(devices).toEqual([aDevice()])
    const { seq, passes } = (await world.memory.registrations.find(aDevice()))!
    expect([seq, passes.get(aPass().serialNumber)]).toMatchObject([1, { n: 1, v: 2 }])
  })

  it('has a version built and announced that nobody held when it came', async () => {
    const world = await aReadyWorld()
    connect(world)
    await put(world)
    const token = await tokenOf(world)
    await change(world)
    expect((await world.service.passes.read(aPass())).built).toMatchObject({ version: 1 })
    await registerWith(world, 'ab'.repeat(32), token)
    await world.memory.settled()
    const record = await world.service.passes.read(aPass())
    expect([record.built?.version, record.pending]).toEqual([2, undefined])
    expect((await world.memory.registrations.find(aDevice()))?.passes.get(aPass().serialNumber)).toMatchObject({ v: 2 })
  })

  it('ends with 1,000 passes of a type', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await tokenOf(world)
    for (let count = 0; count < 1000; count++) {
      const { serialNumber } = aPass(`X-${count}`)
      const held = { device: aDevice(), serialNumber, issue: 'i'.repeat(16) }
      await world.memory.registrations.register({ ...held, pushToken: 'ab', now: 1, epoch: 'e' })
    }
    expect(await codeOf(registerWith(world, 'ab'.repeat(32), token))).toBe('registration/too-many')
  })
})

describe('unregistering', () => {
  it('is calm the second time', async () => {
    const world = await aHeldPass()
    const held = { device: aDevice(), pass: aPass(), token: await tokenOf(world) }
    await world.service.wallet.unregister(held)
    await world.service.wallet.unregister(held)
    expect(await list(world)).toBe(undefined)
  })

  it('needs the token of the pass', async () => {
    const world = await aHeldPass()
    const held = { device: aDevice(), pass: aPass(), token: `${await tokenOf(world)}x` }
    expect(await codeOf(world.service.wallet.unregister(held))).toBe('wallet/unauthorized')
    expect((await list(world))?.serialNumbers).toEqual(['A-1'])
  })
})

describe('the list of a device', () => {
  it('names all passes without a tag, and with one only what was marked since', async () => {
    const world = await aHeldPass()
    await put(world, { name: 'Bob' }, aPass('B-1'))
    await hold(world, aPass('B-1'))
    const first = await list(world)
    expect(first?.serialNumbers.toSorted()).toEqual(['A-1', 'B-1'])
    expect(await list(world, first?.lastUpdated)).toBe(undefined)
    await change(world)
    const second = await list(world, first?.lastUpdated)
    expect(second?.serialNumbers).toEqual(['A-1'])
    expect(second?.lastUpdated).not.toBe(first?.lastUpdated)
    expect(await list(world, second?.lastUpdated)).toBe(undefined)
  })

  it('takes one read, and is told', async () => {
    const world = await aHeldPass()
    world.takeCalls()
    await list(world)
    expect(world.takeCalls()).toEqual(['registrations.find', 'events.append'])
  })

  it('names all passes to a tag that is ahead, of another device, or no tag at all', async () => {
    const world = await aHeldPass()
    await hold(world, aPass(), 'watch')
    const mine = (await list(world))!.lastUpdated
    const others = (await list(world, undefined, 'watch'))!.lastUpdated
    for (const tag of [mine.replace(/\d+$/, '1'), others, 'yesterday', '']) {
      expect((await list(world, tag))?.serialNumbers, tag).toEqual(['A-1'])
    }
  })

  it('names all passes to a tag of the time before a restore', async () => {
    const world = await aHeldPass()
    const tag = (await list(world))!.lastUpdated
    const restored = makeService(world.ports, { ...settings, generation: 2 })
    expect((await restored.wallet.list(aDevice(), tag))?.serialNumbers).toEqual(['A-1'])
  })

  it('names all passes to a device that went and came again', async () => {
    const world = await aHeldPass()
    const tag = (await list(world))!.lastUpdated
    await world.service.wallet.unregister({ device: aDevice(), pass: aPass(), token: await tokenOf(world) })
    await change(world)
    await hold(world)
    expect((await list(world, tag))?.serialNumbers).toEqual(['A-1'])
  })

  it('names nothing to a device that is not known', async () => {
    const world = await aReadyWorld()
    expect(await list(world, undefined, 'stranger')).toBe(undefined)
  })
})

describe('erasing', () => {
  it('ends the registrations of the pass, and of no other', async () => {
    const world = await aHeldPass()
    await put(world, { name: 'Bob' }, aPass('B-1'))
    await hold(world, aPass('B-1'))
    await world.service.passes.erase(aPass(), {})
    expect((await list(world))?.serialNumbers).toEqual(['B-1'])
  })

  it('leaves alone what was registered since with the same serial number', async () => {
    const world = await aReadyWorld()
    const { pass } = await put(world)
    const { createdAt, token } = pass
    await world.service.passes.erase(aPass(), {})
    await put(world)
    await hold(world)
    await world.service.work.build({ kind: 'erase', pass: aPass(), createdAt, issue: token.issue })
    expect((await list(world))?.serialNumbers).toEqual(['A-1'])
  })
})
