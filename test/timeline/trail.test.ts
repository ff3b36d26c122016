/** What requests of devices leave on timelines: enough to tell what was wrong, and no more than that. */
import { describe, expect, it } from 'vitest'
import {
  addressOf,
  another,
  aWallet,
  change,
  listed,
  pushToken,
  register,
  registrationOf,
  registrationsOf,
} from '../http/a-wallet.ts'
import { aDevice, aPass, aReadyWorld, connect, hold, put, tokenOf, type World } from '../service/world.ts'

const minute = 60_000

const ofPass = async ({ memory }: World, serial = 'A-1') =>
  (await memory.events.list(aPass(serial), { limit: 200 })).items
    .filter(({ kind }) => !['created', 'changed', 'built', 'announced'].includes(kind))
    .map(({ kind, detail }) => ({ kind, ...detail }))

const ofDevice = async ({ memory }: World, name = 'phone') =>
  (await memory.events.listOfDevice(aDevice(name), { limit: 200 })).items.map(({ kind, detail }) => ({
    kind,
    ...detail,
  }))

const ask = (wallet: Awaited<ReturnType<typeof aWallet>>, tag: string) =>
  wallet.send('GET', `${registrationsOf()}?passesUpdatedSince=${tag}`)

describe('requests of devices', () => {
  it('in their ordinary course leave a step each: registered, listed, fetched, unregistered', async () => {
    const wallet = await aWallet()
    const { world, token } = wallet
    await register(wallet, token)
    await change(wallet)
    await listed(wallet)
    await wallet.send('GET', addressOf(), { token })
    await wallet.send('DELETE', registrationOf(), { token })
    expect((await ofPass(world)).reverse()).toEqual(
      expect.arrayContaining([
        { kind: 'registered', device: 'phone', isNew: true },
        { kind: 'fetched', version: 2 },
        { kind: 'unregistered', device: 'phone', because: 'device' },
      ]),
    )
    expect(await ofDevice(world)).toEqual([{ kind: 'listed', since: -1, until: 1, passes: 1 }])
  })

  it('that unregister what is not registered leave nothing', async () => {
    const { world, send, token } = await aWallet()
    await send('DELETE', registrationOf(), { token })
    expect([await ofPass(world), world.memory.notices().filter(({ type }) => type === 'pass.removed')]).toEqual([
      [],
      [],
    ])
  })

  it('that are answered with 304 to a date that was given out leave nothing', async () => {
    const { world, send, token } = await aWallet()
    const { headers } = await send('GET', addressOf(), { token })
    const date = { 'if-modified-since': headers.get('last-modified') ?? '' }
    for (let time = 0; time < 3; time++)
      expect((await send('GET', addressOf(), { token, headers: date })).status).toBe(304)
    expect(await ofPass(world)).toEqual([{ kind: 'fetched', version: 1 }])
  })

  it('with a date that was never given out leave one step a minute', async () => {
    const { world, send, token } = await aWallet()
    world.time.now += 10_000
    const headers = { 'if-modified-since': new Date(world.time.now).toUTCString() }
    for (let time = 0; time < 3; time++) expect((await send('GET', addressOf(), { token, headers })).status).toBe(304)
    const { lastModified } = await world.service.passes.read(aPass())
    const step = { kind: 'not-modified', since: lastModified + 10, lastModified, version: 1 }
    expect(await ofPass(world)).toEqual([step])
    world.time.now += minute
    await send('GET', addressOf(), { token, headers })
    expect(await ofPass(world)).toEqual([step, step])
  })

  it('for a list of nothing leave one step a day and mark, which tells when that was', async () => {
    const wallet = await aWallet()
    const { world } = wallet
    await register(wallet, wallet.token)
    await change(wallet)
    const tag = (await listed(wallet))?.lastUpdated ?? ''
    for (let time = 0; time < 3; time++) expect((await ask(wallet, tag)).status).toBe(204)
    const nothing = { kind: 'listed-nothing', since: 1, seq: 1, asked: world.time.now }
    expect((await ofDevice(world)).filter(({ kind }) => kind === 'listed-nothing')).toEqual([nothing])
    // Another function, which remembers nothing of the first one.
    world.time.now += minute
    await world.another().wallet.list(aDevice(), tag)
    expect((await ofDevice(world)).filter(({ kind }) => kind === 'listed-nothing')).toHaveLength(1)
    world.time.now += 24 * 60 * minute
    await ask(wallet, tag)
    expect((await ofDevice(world)).filter(({ kind }) => kind === 'listed-nothing')).toHaveLength(2)
  })

  it('for a list of nothing, before anything was ever marked, leave nothing', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    const tag = (await listed(wallet))?.lastUpdated ?? ''
    await ask(wallet, tag)
    expect((await ofDevice(wallet.world)).map(({ kind }) => kind)).toEqual(['listed'])
  })
})

describe('a request with a wrong token', () => {
  it.each([
    ['register', 'POST', registrationOf()],
    ['unregister', 'DELETE', registrationOf()],
    ['fetch', 'GET', addressOf()],
    ['personalize', 'POST', `${addressOf()}/personalize`],
  ])('leaves one step a minute: %s', async (task, method, path) => {
    const { world, send } = await aWallet()
    const body =
      method === 'POST' ? { body: { pushToken, personalizationToken: 'x', requiredPersonalizationInfo: {} } } : {}
    for (let time = 0; time < 3; time++)
      expect((await send(method, path, { token: 'x'.repeat(40), ...body })).status).toBe(401)
    const step = { kind: 'refused', code: 'wallet/unauthorized', task }
    expect(await ofPass(world)).toEqual([step])
    world.time.now += minute
    await send(method, path, { token: 'x'.repeat(40), ...body })
    expect(await ofPass(world)).toEqual([step, step])
  })

  it('or without any leaves the same', async () => {
    const { world, send } = await aWallet()
    await send('GET', addressOf())
    expect(await ofPass(world)).toEqual([{ kind: 'refused', code: 'wallet/unauthorized', task: 'fetch' }])
  })

  it('leaves sixty steps a minute, whatever passes it is about', async () => {
    const { world, send } = await aWallet()
    world.takeCalls()
    for (let pass = 0; pass < 100; pass++) await send('GET', addressOf(`X-${pass}`), { token: 'x' })
    expect(world.takeCalls().filter((call) => call === 'events.append')).toHaveLength(60)
  })

  it('of a pass that was erased leaves nothing, and one of a pass that was issued anew does', async () => {
    const { world, send, token } = await aWallet()
    await world.service.passes.erase(aPass(), {})
    await world.memory.settled()
    await send('GET', addressOf(), { token })
    await send('POST', registrationOf(), { token, body: { pushToken } })
    expect(await ofPass(world)).toEqual([])
    await put(world)
    await send('GET', addressOf(), { token })
    await send('POST', registrationOf(), { token, body: { pushToken } })
    expect((await ofPass(world)).map(({ kind }) => kind)).toEqual(['refused', 'refused'])
  })
})

describe('a pass for many', () => {
  it('has no steps of devices, and other systems are told of them nevertheless', async () => {
    const world = await aReadyWorld({ settings: { audience: 'many' } })
    connect(world)
    await put(world)
    await hold(world)
    await put(world, { name: 'Grace' })
    await world.memory.settled()
    const { wallet } = world.service
    const token = await tokenOf(world)
    const told = await wallet.list(aDevice())
    await wallet.list(aDevice(), told?.lastUpdated)
    await wallet.latest({ pass: aPass(), token })
    world.time.now += 10_000
    await wallet.latest({ pass: aPass(), token, since: world.time.now / 1000 })
    await wallet.unregister({ device: aDevice(), pass: aPass(), token })
    expect([await ofPass(world), await ofDevice(world)]).toEqual([[], []])
    const heard = world.memory.notices().map(({ type }) => type)
    expect(heard).toEqual(expect.arrayContaining(['pass.installed', 'pass.removed']))
  })
})

describe('what other systems are told', () => {
  it('is that a device holds a pass, and holds it no more: once each', async () => {
    const wallet = await aWallet()
    const { world, send, token } = wallet
    await register(wallet, token)
    await register(wallet, token, { push: 'cd'.repeat(32) })
    await send('DELETE', registrationOf(), { token })
    await send('DELETE', registrationOf(), { token })
    const pass = { passTypeIdentifier: 'pass.com.example.card', serialNumber: 'A-1' }
    const told = world.memory.notices().filter(({ type }) => ['pass.installed', 'pass.removed'].includes(type))
    expect(told.map(({ type, detail }) => ({ type, detail }))).toEqual([
      { type: 'pass.installed', detail: { ...pass, deviceLibraryIdentifier: 'phone' } },
      { type: 'pass.removed', detail: { ...pass, deviceLibraryIdentifier: 'phone', because: 'device' } },
    ])
  })
})

it('a store of events and a bus that are down fail no request, and are counted', async () => {
  const wallet = await aWallet()
  const { world, send, token } = wallet
  const { token: other } = await another(wallet)
  world.interfere((call) => {
    if (call === 'events.append' || call === 'bus.publish') throw new TypeError('down')
  })
  const statuses = [
    await send('POST', registrationOf(), { token, body: { pushToken } }),
    await send('GET', registrationsOf()),
    await send('GET', addressOf(), { token }),
    await send('GET', addressOf(), { token: other }),
    await send('DELETE', registrationOf(), { token }),
  ].map(({ status }) => status)
  expect(statuses).toEqual([201, 200, 200, 401, 200])
  const lost = (name: string) => world.memory.counts().find((each) => each.name === name)?.count
  expect([lost('EventsLost'), lost('NoticesLost')]).toEqual([5, 2])
})
