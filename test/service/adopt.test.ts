import { describe, expect, it } from 'vitest'
import type { DeviceLibraryIdentifier } from '../../lib/core/format/identifiers.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import type { AdoptedPass } from '../../lib/service/service.ts'
import { personalizable } from '../builders/personalizable.ts'
import { rejectionOf } from '../builders/template.ts'
import { adopt, anAdoptedPass, anAdoptingWorld, holder, oldDate, oldToken } from './an-adopting-world.ts'
import { aDevice, aPass, aReadyWorld, codeOf, hold, noon, publish, tokenOf, type World } from './world.ts'

const deviceOf = ({ memory }: World, name: string) => memory.registrations.find(aDevice(name))

const connect = (world: World): DeviceId[] => {
  const woken: DeviceId[] = []
  world.memory.onChanges((changes) => world.service.work.follow(changes))
  world.memory.onBuilds((message) => world.service.work.build(message))
  world.memory.onNotifications(async (device) => {
    await Promise.resolve(woken.push(device))
  })
  return woken
}

describe('adopting a pass', () => {
  it('creates the record with the date that devices hold, at version 1', async () => {
    const world = await anAdoptingWorld()
    const { created, pass, registered } = await adopt(world)
    expect([created, registered]).toEqual([true, 2])
    expect(pass).toMatchObject({
      version: 1,
      revision: 1,
      lastModified: oldDate,
      values: { name: 'Ada' },
      createdAt: noon,
    })
  })

  it('makes a pass with the token that devices hold', async () => {
    const world = await anAdoptingWorld()
    await adopt(world)
    expect(await tokenOf(world)).toBe(oldToken)
  })

  it('stores the token sealed', async () => {
    const world = await anAdoptingWorld()
    const { pass } = await adopt(world)
    expect(await world.memory.records.get(aPass())).toMatchObject({ adoptedToken: expect.stringMatching(/^1\./) })
    expect(JSON.stringify([pass, await world.memory.records.get(aPass())])).not.toContain(oldToken)
  })

  it('registers the devices; should APNs say that a push token is gone, it is believed whenever that was', async () => {
    const world = await anAdoptingWorld()
    const { pass } = await adopt(world)
    expect(await deviceOf(world, 'watch')).toMatchObject({
      pushToken: 'ef'.repeat(32),
      tokenRegisteredAt: 0,
      seq: 0,
      passes: new Map([['A-1', { n: 0, v: 1, issue: pass.token.issue }]]),
    })
  })

  it('wakes nobody', async () => {
    const world = await anAdoptingWorld()
    const woken = connect(world)
    await adopt(world)
    await world.memory.settled()
    expect(woken).toEqual([])
  })

  it('says what preflight warns of', async () => {
    const world = await anAdoptingWorld()
    await publish(world, { pass: { backgroundColor: '#102030' } })
    const { warnings } = await adopt(world)
    expect(warnings.length).toBeGreaterThan(0)
  })

  it('tries again when the store does not answer', async () => {
    const world = await anAdoptingWorld()
    let failures = 2
    world.interfere((call) => {
      if (call === 'registrations.register' && failures-- > 0) throw new UnavailableError('no answer')
    })
    expect(await adopt(world, { registrations: [holder('phone')] })).toMatchObject({ registered: 1 })
  })

  it('takes a device that is named twice for one', async () => {
    const world = await anAdoptingWorld()
    const twice = [holder('phone'), holder('phone', 'CD'.repeat(32))]
    expect(await adopt(world, { registrations: twice })).toMatchObject({ registered: 1 })
  })

  it('registers a thousand devices at once', async () => {
    const world = await anAdoptingWorld()
    const registrations = Array.from({ length: 1000 }, (_, index) => holder(`phone-${index}`))
    expect(await adopt(world, { registrations })).toMatchObject({ registered: 1000 })
  })
})

describe('adopting it again', () => {
  it('writes nothing', async () => {
    const world = await anAdoptingWorld()
    const { pass } = await adopt(world)
    world.takeCalls()
    expect(await adopt(world)).toEqual({
      pass,
      created: false,
      changed: false,
      repeated: false,
      warnings: [],
      registered: 0,
    })
    expect(world.takeCalls().filter((call) => !/\.(?:get|find|personalDataKeys)$/.test(call))).toEqual([])
  })

  it('adds the registrations that are missing', async () => {
    const world = await anAdoptingWorld()
    await adopt(world)
    expect(await adopt(world, { registrations: [holder('phone'), holder('tablet')] })).toMatchObject({ registered: 1 })
    expect((await deviceOf(world, 'tablet'))?.passes.has(aPass().serialNumber)).toBe(true)
  })

  it('is the same by whichever way the template is named', async () => {
    const world = await anAdoptingWorld()
    await adopt(world)
    expect(await adopt(world, { template: 'card@1' })).toMatchObject({ created: false })
    await publish(world, { pass: { description: 'Another' } })
    expect(await adopt(world)).toMatchObject({ created: false, pass: { template: { version: 1 } } })
    expect(await codeOf(adopt(world, { template: 'card@2' }))).toBe('pass/exists')
  })

  it.each<[string, Partial<AdoptedPass>]>([
    ['other values', { values: { name: 'Bob' } }],
    ['another date', { lastModified: oldDate + 1 }],
    ['another token', { authenticationToken: `${oldToken}x` }],
    ['another token of the same length', { authenticationToken: `${oldToken.slice(1)}x` }],
  ])('with %s is refused, and changes nothing', async (_, changes) => {
    const world = await anAdoptingWorld()
    const { pass } = await adopt(world)
    expect(await codeOf(adopt(world, { ...changes, registrations: [holder('tablet')] }))).toBe('pass/exists')
    expect(await world.memory.records.get(aPass())).toEqual(pass)
    expect(await deviceOf(world, 'tablet')).toBeUndefined()
  })

  it('leaves alone what was changed here since, and tells a device that comes late of it', async () => {
    const world = await anAdoptingWorld()
    const woken = connect(world)
    await adopt(world)
    await world.service.passes.put(aPass(), { template: 'card', values: { name: 'Bob' } }, {})
    await world.memory.settled()
    woken.splice(0)
    const late = await adopt(world, { registrations: [holder('phone'), holder('tablet')] })
    await world.memory.settled()
    expect(late).toMatchObject({ created: false, registered: 1, pass: { version: 2, values: { name: 'Bob' } } })
    expect(woken).toContainEqual(aDevice('tablet'))
    expect((await deviceOf(world, 'tablet'))?.passes.get(aPass().serialNumber)).toMatchObject({ n: 1, v: 2 })
  })

  it('goes on where an earlier try was cut off between registration and mark', async () => {
    const world = await anAdoptingWorld()
    connect(world)
    await adopt(world)
    await world.service.passes.put(aPass(), { template: 'card', values: { name: 'Bob' } }, {})
    await world.memory.settled()
    world.interfere((call) => {
      if (call === 'registrations.mark') throw new Error('the function was stopped')
    })
    await expect(adopt(world, { registrations: [holder('tablet')] })).rejects.toThrow('stopped')
    world.interfere(undefined)
    await adopt(world, { registrations: [holder('tablet')] })
    expect((await deviceOf(world, 'tablet'))?.passes.get(aPass().serialNumber)).toMatchObject({ v: 2 })
  })

  it('leaves a device the push token that it has told us itself', async () => {
    const world = await anAdoptingWorld()
    await world.service.passes.put(aPass('B-1'), { template: 'card', values: { name: 'Bob' } }, {})
    await hold(world, aPass('B-1'), 'phone')
    world.time.now += 60_000
    await adopt(world)
    expect(await deviceOf(world, 'phone')).toMatchObject({ pushToken: 'ab'.repeat(32), tokenRegisteredAt: noon })
  })

  it('leaves a device the push token that it tells us itself while its registration is taken over', async () => {
    const world = await anAdoptingWorld()
    await world.service.passes.put(aPass('B-1'), { template: 'card', values: { name: 'Bob' } }, {})
    world.interfere(async (call) => {
      if (call !== 'registrations.register') return
      world.interfere(undefined)
      await hold(world, aPass('B-1'), 'phone')
    })
    expect(await adopt(world, { registrations: [holder('phone')] })).toMatchObject({ registered: 1 })
    const device = await deviceOf(world, 'phone')
    expect(device).toMatchObject({ pushToken: 'ab'.repeat(32), tokenRegisteredAt: noon })
    expect([...(device?.passes.keys() ?? [])].sort()).toEqual(['A-1', 'B-1'])
  })

  it('at the same time comes to the same', async () => {
    const world = await anAdoptingWorld()
    const both = await Promise.all([adopt(world), adopt(world, {}, aPass())])
    expect(both.map(({ created }) => created).sort()).toEqual([false, true])
  })
})

describe('a pass is not adopted', () => {
  it('if its type is not one that the stage adopts: nothing is read', async () => {
    const { service, takeCalls } = await aReadyWorld()
    expect(await codeOf(service.passes.adopt(aPass(), anAdoptedPass()))).toBe('adoption/not-allowed')
    expect(takeCalls()).toEqual([])
  })

  it('if it was issued here', async () => {
    const world = await anAdoptingWorld()
    await world.service.passes.put(aPass(), { template: 'card', values: { name: 'Ada' } }, {})
    expect(await codeOf(adopt(world))).toBe('pass/exists')
  })

  it('if it was erased: whoever runs an old file again brings nobody back', async () => {
    const world = await anAdoptingWorld()
    await adopt(world)
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(adopt(world))).toBe('pass/erased')
  })

  it('if its template asks for a holder, who was asked long ago', async () => {
    const world = await anAdoptingWorld()
    await publish(world, personalizable)
    expect(await rejectionOf(adopt(world))).toMatchObject({ code: 'adoption/invalid', paths: ['/template'] })
  })

  it('with values that do not fit, or a template of another type', async () => {
    const world = await anAdoptingWorld()
    expect(await codeOf(adopt(world, { values: { name: 7 } }))).toBe('values/invalid')
    expect(await codeOf(adopt(world, { values: { name: 'Ada', serialNumber: 'B-1' } }))).toBe('values/invalid')
    expect(await codeOf(adopt(world, { template: 'nothing' }))).toBe('template/not-found')
    expect(await world.memory.records.get(aPass())).toBeUndefined()
  })

  it('with faults, of which all are told at once, and nothing is read', async () => {
    const world = await anAdoptingWorld()
    const registrations = [
      holder('phone'),
      holder('a/b', 'not hexadecimal'),
      holder('phone', 'ef'.repeat(32)),
      holder('', 'abc'),
    ]
    const fault = await rejectionOf(adopt(world, { authenticationToken: 'short', lastModified: 0.5, registrations }))
    expect(fault).toMatchObject({
      code: 'adoption/invalid',
      paths: [
        '/authenticationToken',
        '/lastModified',
        '/registrations/1/deviceLibraryIdentifier',
        '/registrations/1/pushToken',
        '/registrations/2',
        '/registrations/3/deviceLibraryIdentifier',
        '/registrations/3/pushToken',
      ],
    })
    expect(world.takeCalls()).toEqual([])
  })

  it.each([
    ['of 15 characters', 'x'.repeat(15)],
    ['of 257 characters', 'x'.repeat(257)],
    ['with a space', `${'x'.repeat(16)} x`],
    ['with a line break', `${'x'.repeat(16)}\n`],
    ['that is not ASCII', `${'x'.repeat(16)}é`],
  ])('with a token %s, which no message repeats', async (_, authenticationToken) => {
    const world = await anAdoptingWorld()
    const fault = await rejectionOf(adopt(world, { authenticationToken }))
    expect(fault).toMatchObject({ code: 'adoption/invalid', paths: ['/authenticationToken'] })
    expect(JSON.stringify(fault)).not.toContain(authenticationToken)
  })

  it.each([['x'.repeat(16)], ['!'.repeat(256)]])('but with a token that just does: %s', async (authenticationToken) => {
    const world = await anAdoptingWorld()
    expect(await adopt(world, { authenticationToken })).toMatchObject({ created: true })
  })

  it.each([
    ['in the future', noon / 1000 + 1],
    ['with fractions', oldDate + 0.5],
    ['that is none', Number.NaN],
    ['before 1970', -1],
  ])('with a date %s', async (_, lastModified) => {
    const world = await anAdoptingWorld()
    expect(await rejectionOf(adopt(world, { lastModified }))).toMatchObject({
      code: 'adoption/invalid',
      paths: ['/lastModified'],
    })
  })

  it('with more than a thousand registrations at once', async () => {
    const world = await anAdoptingWorld()
    const registrations = Array.from({ length: 1001 }, (_, index) => holder(`phone-${index}`))
    expect(await rejectionOf(adopt(world, { registrations }))).toMatchObject({ paths: ['/registrations'] })
  })

  it('if it is erased while its devices are registered', async () => {
    const world = await anAdoptingWorld()
    world.interfere(async (call) => {
      if (call !== 'registrations.register') return
      world.interfere(undefined)
      await world.service.passes.erase(aPass(), {})
    })
    expect(await codeOf(adopt(world, { registrations: [holder('phone')] }))).toBe('pass/erased')
    expect(
      await world.memory.registrations.find({
        ...aDevice(),
        deviceLibraryIdentifier: 'phone' as DeviceLibraryIdentifier,
      }),
    ).toBeUndefined()
  })
})
