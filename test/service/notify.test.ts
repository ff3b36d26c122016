import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { DeviceEvent, PassEvent } from '../../lib/ports/events.ts'
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import { type Answers, aMarkedDevice, deviceOf, isOwed, pushing } from './pushing.ts'
import { aDevice, aPass, aReadyWorld, codeOf, noon, put, tokenOf, type World } from './world.ts'

const type = 'pass.com.example.card'
const token = 'ab'.repeat(32)

/** So many pushes were accepted before. */
const acceptedBefore = ({ memory }: World, answered: number, gone = 0) =>
  memory.breakers.tally(type, { answered, gone })

const stepsOf = async ({ memory }: World): Promise<readonly DeviceEvent[]> =>
  (await memory.events.listOfDevice(aDevice(), { limit: 50 })).items.filter(({ kind }) => kind === 'pushed')

const eventsOf = async ({ memory }: World, kind: string): Promise<readonly PassEvent[]> =>
  (await memory.events.list(aPass(), { limit: 50 })).items.filter((event) => event.kind === kind)

const counted = ({ memory }: World, name: string): readonly (readonly [unknown, number])[] =>
  memory
    .counts()
    .filter((metric) => metric.name === name)
    .map(({ dimensions, count }) => [Object.values(dimensions)[0], count])

const accepted: PushAnswer = { kind: 'accepted', id: 'a-1' }
const gone: PushAnswer = { kind: 'gone', reason: 'Unregistered' }

describe('a push that is accepted', () => {
  it('is made once for all that the device was marked for', async () => {
    const world = await aMarkedDevice()
    const { pushed, sent, notify } = pushing(world, () => accepted)
    await notify(aDevice())
    await notify(aDevice())
    await notify(aDevice('stranger'))
    expect(pushed).toEqual([token])
    expect(sent).toEqual([])
  })

  it('is on the timeline of the device with its id, and counted', async () => {
    const world = await aMarkedDevice()
    await pushing(world, () => accepted).notify({ ...aDevice(), attempt: 2 })
    const detail = { seq: 1, outcome: 'accepted', id: 'a-1', attempt: 2 }
    expect(await stepsOf(world)).toEqual([{ device: aDevice(), at: noon, key: 'pushed-1-2', kind: 'pushed', detail }])
    expect(counted(world, 'Pushes')).toEqual([['accepted', 1]])
  })

  it('is made again to a token that came while the old one was pushed to', async () => {
    const world = await aMarkedDevice()
    const register = async (pushToken: string): Promise<void> => {
      const held = { device: aDevice(), pass: aPass(), token: await tokenOf(world) }
      await world.another().wallet.register(held, pushToken)
    }
    const { pushed, notify } = pushing(world, async (pushToken) => {
      if (pushToken.startsWith('ab')) await register('cd'.repeat(32))
      return accepted
    })
    await notify(aDevice())
    await notify(aDevice())
    expect(pushed).toEqual([token, 'cd'.repeat(32)])
  })

  it('is not made again because the timeline or the tally cannot be written', async () => {
    const world = await aMarkedDevice()
    world.interfere((call) => {
      if (call === 'events.append' || call === 'breakers.tally') throw new UnavailableError('throttled')
    })
    await pushing(world, () => accepted).notify(aDevice())
    expect(await isOwed(world)).toBe(false)
    expect(counted(world, 'EventsLost')).toEqual([[undefined, 1]])
  })
})

describe('a push token that is gone', () => {
  it('removes the device with all that it holds, when enough others were accepted', async () => {
    const world = await aMarkedDevice()
    await acceptedBefore(world, 19)
    await pushing(world, () => gone).notify(aDevice())
    expect(await deviceOf(world)).toBe(undefined)
    expect((await world.memory.registrations.holders(aPass(), '', { limit: 5 })).items).toEqual([])
    expect(counted(world, 'RemovalsStopped')).toEqual([])
  })

  it('is told on the timelines of device and pass, and to other systems', async () => {
    const world = await aMarkedDevice()
    await acceptedBefore(world, 19)
    await pushing(world, () => gone).notify(aDevice())
    expect((await stepsOf(world)).map(({ detail }) => detail)).toEqual([
      { seq: 1, outcome: 'gone', reason: 'Unregistered', attempt: 0 },
    ])
    expect((await eventsOf(world, 'unregistered')).map(({ detail }) => detail)).toEqual([
      { device: 'phone', because: 'gone' },
    ])
    const removals = world.memory.notices().filter((notice) => notice.type === 'pass.removed')
    expect(removals.map(({ detail }) => detail)).toEqual([
      { passTypeIdentifier: type, serialNumber: 'A-1', deviceLibraryIdentifier: 'phone', because: 'gone' },
    ])
  })

  it('keeps a device that has registered since the moment that the push service names', async () => {
    const world = await aMarkedDevice()
    await acceptedBefore(world, 100)
    const { notify, sent } = pushing(world, () => ({ ...gone, since: noon - 1 }))
    await notify(aDevice())
    expect(await deviceOf(world)).toBeDefined()
    expect(sent.map(({ notification }) => notification)).toEqual([{ ...aDevice(), attempt: 1 }])
  })

  it('keeps a device that has registered another token while this one was pushed to', async () => {
    const world = await aMarkedDevice()
    await acceptedBefore(world, 100)
    const held = { device: aDevice(), pass: aPass(), token: await tokenOf(world) }
    const { notify } = pushing(world, async () => {
      await world.another().wallet.register(held, 'cd'.repeat(32))
      return gone
    })
    await notify(aDevice())
    expect(await deviceOf(world)).toMatchObject({ pushToken: 'cd'.repeat(32) })
    expect(await isOwed(world)).toBe(true)
  })

  it('is not asked about for ever when the device has registered it since', async () => {
    const world = await aMarkedDevice()
    await acceptedBefore(world, 100)
    const { notify, sent } = pushing(world, () => ({ ...gone, since: noon - 1 }))
    await notify({ ...aDevice(), attempt: 5 })
    expect(sent).toEqual([])
    expect(await isOwed(world)).toBe(false)
  })

  it('of everybody removes nobody, and is counted each time', async () => {
    const world = await aReadyWorld()
    await put(world)
    const phones = Array.from({ length: 6 }, (_, index) => `phone-${index}`)
    for (const phone of phones) await aMarkedDevice(phone, world)
    const { notify, sent } = pushing(world, () => gone)
    for (const phone of phones) await notify(aDevice(phone))
    const devices = await Promise.all(phones.map((phone) => deviceOf(world, phone)))
    expect(devices.filter((device) => device === undefined)).toEqual([])
    expect(counted(world, 'RemovalsStopped')).toEqual([[undefined, 6]])
    expect(sent).toEqual([])
  })

  it('that is kept for that reason is pushed to again with the next change, and not before', async () => {
    const world = await aMarkedDevice()
    const { notify, pushed } = pushing(world, () => gone)
    await notify(aDevice())
    await notify(aDevice())
    expect(pushed).toHaveLength(1)
    const { pass } = await put(world, { name: 'another' })
    await world.service.work.build({ kind: 'build', pass: aPass(), version: pass.version })
    await notify(aDevice())
    expect(pushed).toHaveLength(2)
  })

  it('removes up to one device in twenty of the latest, and not one more', async () => {
    const world = await aReadyWorld()
    await put(world)
    await acceptedBefore(world, 38)
    for (const phone of ['one', 'two', 'three']) await aMarkedDevice(phone, world)
    const { notify } = pushing(world, () => gone)
    for (const phone of ['one', 'two', 'three']) await notify(aDevice(phone))
    const found = await Promise.all(['one', 'two', 'three'].map((phone) => deviceOf(world, phone)))
    expect(found.map((device) => device !== undefined)).toEqual([false, false, true])
  })

  it('is asked about again when nobody can say how many others are', async () => {
    const world = await aMarkedDevice()
    await acceptedBefore(world, 100)
    world.interfere((call) => {
      if (call === 'breakers.tally') throw new UnavailableError('throttled')
    })
    expect(await codeOf(pushing(world, () => gone).notify(aDevice()))).toBe('service/unavailable')
    expect(await isOwed(world)).toBe(true)
  })
})

describe('a push that is to be made later', () => {
  const answers: readonly (readonly [string, Answers, object])[] = [
    ['to this token', () => ({ kind: 'later', scope: 'token', reason: 'TooManyRequests' }), { outcome: 'later' }],
    ['to all', () => ({ kind: 'later', scope: 'service', reason: 'Shutdown' }), { outcome: 'later' }],
    ['for want of an answer', () => Promise.reject(new UnavailableError('no answer')), { outcome: 'unanswered' }],
  ]

  it.each(answers)('%s is a new message, each time later, and stays owed', async (_, answer, outcome) => {
    const world = await aMarkedDevice()
    const { notify, sent } = pushing(world, answer)
    for (const attempt of [0, 1, 5, 7, 8, 30]) await notify({ ...aDevice(), attempt })
    expect(sent.map(({ notification }) => notification.attempt)).toEqual([1, 2, 6, 8, 9, 31])
    const longest = [5, 10, 160, 640, 900, 900]
    for (const [index, { delay }] of sent.entries()) {
      expect(delay).toBeLessThanOrEqual(longest[index]!)
      expect(delay).toBeGreaterThanOrEqual(longest[index]! / 2)
      expect(Number.isInteger(delay)).toBe(true)
    }
    expect(await isOwed(world)).toBe(true)
    expect((await stepsOf(world))[0]?.detail).toMatchObject(outcome)
  })

  it('does not come back with all others at the same time', async () => {
    const world = await aMarkedDevice()
    const { notify, sent } = pushing(world, () => ({ kind: 'later', scope: 'service', reason: 'Shutdown' }))
    for (let count = 0; count < 20; count++) await notify({ ...aDevice(), attempt: 10 })
    expect(new Set(sent.map(({ delay }) => delay)).size).toBeGreaterThan(5)
  })
})

describe('a push that is refused', () => {
  it('is reported with the reason, word for word, and not made again for the same marks', async () => {
    const world = await aMarkedDevice()
    const { notify, pushed, sent, reports } = pushing(world, () => ({ kind: 'refused', reason: 'NeverHeardOf' }))
    await notify(aDevice())
    await notify(aDevice())
    expect([pushed.length, sent]).toEqual([1, []])
    expect(reports).toEqual(['push/refused: the push service refuses a push (NeverHeardOf): it is not tried again'])
    expect((await stepsOf(world))[0]?.detail).toMatchObject({ outcome: 'refused', reason: 'NeverHeardOf' })
  })
})

describe('a pass type that cannot be pushed for', () => {
  const misconfigured: PushAnswer = { kind: 'misconfigured', reason: 'BadCertificate' }
  const breaker = `push ${type}` as const

  /** Two devices that are owed a push, and a push service that takes none until it is mended. */
  const aBrokenWorld = async (answer: Answers = () => misconfigured) => {
    const world = await aReadyWorld()
    await put(world)
    for (const phone of ['phone', 'other']) await aMarkedDevice(phone, world)
    const state = { isMended: false }
    const service = pushing(world, (pushToken) => (state.isMended ? accepted : answer(pushToken)))
    return { world, state, ...service }
  }

  it('opens the breaker once, which is counted and reported, and nothing is lost', async () => {
    const { world, notify, sent, reports } = await aBrokenWorld()
    await notify(aDevice())
    await notify(aDevice('other'))
    expect(await world.memory.breakers.list()).toEqual([
      { name: breaker, reason: 'BadCertificate', since: noon, probeAt: noon + 60_000 },
    ])
    expect(counted(world, 'BreakersOpened')).toEqual([[breaker, 1]])
    expect(reports).toHaveLength(1)
    expect(reports[0]).toContain('BadCertificate')
    expect(sent.map(({ notification }) => notification)).toEqual([
      { ...aDevice(), attempt: 1 },
      { ...aDevice('other'), attempt: 1 },
    ])
    expect([await isOwed(world), await isOwed(world, 'other')]).toEqual([true, true])
  })

  it('is the same when there is no certificate to push with', async () => {
    const { world, notify } = await aBrokenWorld(() => Promise.reject(new ServiceError('signer/missing', 'none')))
    await notify(aDevice())
    expect(await world.memory.breakers.find(breaker)).toMatchObject({ reason: 'signer/missing' })
    expect((await stepsOf(world))[0]?.detail).toMatchObject({ outcome: 'misconfigured', reason: 'signer/missing' })
  })

  it('is not pushed for while the breaker is open, by no process', async () => {
    const { notify, start, pushed } = await aBrokenWorld()
    await notify(aDevice())
    await notify(aDevice('other'))
    await start()(aDevice('other'))
    expect(pushed).toHaveLength(1)
  })

  it('says once on the timeline that a push is held', async () => {
    const { world, notify } = await aBrokenWorld()
    await notify(aDevice('other'))
    await notify(aDevice())
    await notify({ ...aDevice(), attempt: 1 })
    expect((await stepsOf(world)).map(({ detail }) => detail)).toEqual([{ seq: 2, outcome: 'held', attempt: 0 }])
  })

  it('is tried by one when the time has come, and by nobody else if that fails', async () => {
    const { world, notify, start, pushed } = await aBrokenWorld()
    await notify(aDevice())
    world.time.now += 60_000
    const others = [start(), start()]
    await Promise.all([notify(aDevice()), ...others.map((other) => other(aDevice('other')))])
    expect(pushed).toHaveLength(2)
    await Promise.all([notify(aDevice()), ...others.map((other) => other(aDevice('other')))])
    expect(pushed).toHaveLength(2)
  })

  it('is pushed for again after the first push that is accepted', async () => {
    const { world, notify, state, start, pushed } = await aBrokenWorld()
    await notify(aDevice())
    const elsewhere = start()
    await elsewhere(aDevice('other'))
    state.isMended = true
    world.time.now += 60_000
    await notify(aDevice())
    expect(await world.memory.breakers.list()).toEqual([])
    // What another process knows of breakers is ten seconds old at most.
    world.time.now += 10_000
    await elsewhere(aDevice('other'))
    expect(pushed).toHaveLength(3)
    expect([await isOwed(world), await isOwed(world, 'other')]).toEqual([false, false])
  })

  it('leaves other pass types alone', async () => {
    const { world, notify } = await aBrokenWorld()
    await notify(aDevice())
    expect(await world.memory.breakers.find('push pass.com.example.other')).toBe(undefined)
    expect(await world.memory.breakers.find(`sign ${type}`)).toBe(undefined)
  })
})

it('what a public pass has devices pushed for is counted, and not noted device by device', async () => {
  const world = await aReadyWorld({ settings: { audience: 'many' } })
  await put(world)
  await aMarkedDevice('phone', world)
  await pushing(world, () => accepted).notify(aDevice())
  expect(await stepsOf(world)).toEqual([])
  expect(counted(world, 'Pushes')).toEqual([['accepted', 1]])
})
