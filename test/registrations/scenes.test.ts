/** Scenes in which updates get lost elsewhere: here a device ends with the newest version. */
import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import { aDevice, aPass, aReadyWorld, connect, put, tokenOf, type World } from '../service/world.ts'
import { registerManyDevices, registerManyPasses } from './crowds.ts'
import { textOf } from './pass-text.ts'

/** A phone with the pass `A-1`. */
interface Phone {
  /** What the pass on it says. */
  readonly says: () => string
  /** What it knows of the pass's age. */
  readonly since: () => number | undefined
  readonly register: () => Promise<boolean>
  readonly unregister: () => Promise<void>
  /** Asks what has changed, and fetches that. */
  readonly look: () => Promise<void>
  readonly fetch: () => Promise<void>
}

const pass = aPass()

/** Issues the pass, and has a phone download it. It looks whenever it is pushed to. */
const downloaded = async (): Promise<{ readonly world: World; readonly phone: Phone }> => {
  const world = await aReadyWorld()
  const { memory, service } = world
  connect(world)
  await put(world)
  const token = await tokenOf(world)
  let said = await textOf((await service.passes.file(pass)).bytes)
  let since: number | undefined
  let tag: string | undefined
  const held = { device: aDevice(), pass, token }
  const fetch = async (): Promise<void> => {
    const answer = await service.wallet.latest({ pass, token, ...(since === undefined ? {} : { since }) })
    if (answer.kind === 'unchanged') return
    said = await textOf(answer.bytes)
    since = answer.lastModified
  }
  const look = async (): Promise<void> => {
    const changed = await service.wallet.list(held.device, tag)
    if (!changed) return
    tag = changed.lastUpdated
    await fetch()
  }
  const pusher = { push: () => look().then(() => ({ kind: 'accepted' as const })) }
  memory.onNotifications(makeNotify({ ...memory, pusher }))
  return {
    world,
    phone: {
      ...{ look, fetch, says: () => said, since: () => since },
      register: () => service.wallet.register(held, 'ab'.repeat(32)),
      unregister: () => service.wallet.unregister(held),
    },
  }
}

const change = (world: World, name: string): Promise<unknown> => put(world, { name })

describe('a device ends with the newest version', () => {
  it('although two changes came within one second, and it was quick to fetch the first of them', async () => {
    const { world, phone } = await downloaded()
    await phone.register()
    await change(world, 'first')
    await world.memory.settled()
    expect(phone.says()).toBe('first')
    await change(world, 'second')
    await world.memory.settled()
    expect(phone.says()).toBe('second')
  })

  it('although the pass changed after it was downloaded and before it was registered', async () => {
    const { world, phone } = await downloaded()
    await change(world, 'meanwhile')
    await world.memory.settled()
    await phone.register()
    await world.memory.settled()
    expect(phone.says()).toBe('meanwhile')
  })

  it('although the pass changed while it was registered', async () => {
    const { world, phone } = await downloaded()
    world.interfere(async (call) => {
      if (call !== 'registrations.register') return
      world.interfere(undefined)
      await change(world, 'meanwhile')
      await world.memory.settled()
    })
    await phone.register()
    await world.memory.settled()
    expect(phone.says()).toBe('meanwhile')
  })

  it('although the pass changed while it was fetched', async () => {
    const { world, phone } = await downloaded()
    await phone.register()
    let isChanged = false
    world.interfere(async (call) => {
      if (call !== 'assets.get' || isChanged) return
      isChanged = true
      await change(world, 'meanwhile')
    })
    await phone.fetch()
    expect(phone.says()).toBe('Ada')
    await world.memory.settled()
    expect(phone.says()).toBe('meanwhile')
  })

  it('although its updates were off for a week', async () => {
    const { world, phone } = await downloaded()
    await phone.register()
    await change(world, 'before')
    await world.memory.settled()
    await phone.unregister()
    await change(world, 'while they were off')
    await world.memory.settled()
    expect(phone.says()).toBe('before')
    world.time.now += 7 * 24 * 60 * 60 * 1000
    await phone.register()
    await world.memory.settled()
    expect(phone.says()).toBe('while they were off')
    await change(world, 'after')
    await world.memory.settled()
    expect(phone.says()).toBe('after')
  })

  it('although the new version could not be stored for a while', async () => {
    const { world, phone } = await downloaded()
    await phone.register()
    let isBroken = true
    world.interfere((call) => {
      if (isBroken && call === 'assets.put') throw new UnavailableError('the store is away')
    })
    await change(world, 'late')
    await world.memory.settled()
    expect(phone.says()).toBe('Ada')
    isBroken = false
    world.time.now += 6 * 60 * 1000
    await world.service.work.redrive()
    await world.memory.settled()
    expect(phone.says()).toBe('late')
  })
})

describe('many at once', () => {
  it('one device registers 20 passes', async () => {
    expect(await registerManyPasses(await aReadyWorld(), 'phone')).toBe(20)
  })

  it('100 devices register one pass', async () => {
    expect(await registerManyDevices(await aReadyWorld(), 'phone')).toBe(100)
  })
})
