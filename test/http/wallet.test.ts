import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { mostPassesOfDevice } from '../../lib/ports/registrations.ts'
import { aDevice, aPass, noon, tokenOf } from '../service/world.ts'
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
  type Sent,
  seen,
  type,
} from './a-wallet.ts'

describe('registering a pass', () => {
  it('is 201 the first time and 200 from then on', async () => {
    const wallet = await aWallet()
    expect(await register(wallet, wallet.token)).toBe(201)
    expect(await register(wallet, wallet.token)).toBe(200)
    expect(await register(wallet, wallet.token, { device: 'watch' })).toBe(201)
  })

  it('stores the push token', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token, { push: 'CD'.repeat(32) })
    expect(await wallet.world.memory.registrations.find(aDevice())).toMatchObject({ pushToken: 'cd'.repeat(32) })
  })

  it('is 403 for a device that holds as many passes as it may', async () => {
    const wallet = await aWallet()
    for (let number = 0; number < mostPassesOfDevice; number += 1) {
      const { serialNumber } = aPass(`N-${number}`)
      const holding = { device: aDevice(), serialNumber, issue: 'i'.repeat(16) }
      await wallet.world.memory.registrations.register({ ...holding, pushToken, now: noon, epoch: 'e' })
    }
    const response = await wallet.send('POST', registrationOf(), { token: wallet.token, body: { pushToken } })
    expect([response.status, await response.text()]).toEqual([403, ''])
  })
})

describe('unregistering', () => {
  it('is 200, and so is doing it twice or without having registered', async () => {
    const wallet = await aWallet()
    const unregister = async () => (await wallet.send('DELETE', registrationOf(), { token: wallet.token })).status
    expect(await unregister()).toBe(200)
    await register(wallet, wallet.token)
    expect([await unregister(), await unregister()]).toEqual([200, 200])
    expect(await listed(wallet)).toBeUndefined()
  })

  it('ends one registration only', async () => {
    const wallet = await aWallet()
    const { token } = await another(wallet)
    await register(wallet, wallet.token)
    await register(wallet, token, { serial: 'B-1' })
    await wallet.send('DELETE', registrationOf(), { token: wallet.token })
    expect((await listed(wallet))?.serialNumbers).toEqual(['B-1'])
  })
})

describe('the list of changed passes', () => {
  it('is all passes for a device without a tag, and then none until one changes', async () => {
    const wallet = await aWallet()
    const { token } = await another(wallet)
    await register(wallet, wallet.token)
    await register(wallet, token, { serial: 'B-1' })
    const first = await listed(wallet)
    expect(first?.serialNumbers.toSorted()).toEqual(['A-1', 'B-1'])
    expect(await listed(wallet, first?.lastUpdated)).toBeUndefined()
    await change(wallet)
    const second = await listed(wallet, first?.lastUpdated)
    expect(second?.serialNumbers).toEqual(['A-1'])
    expect(await listed(wallet, second?.lastUpdated)).toBeUndefined()
  })

  it.each([
    ['device', '/devices/stranger/registrations/pass.com.example.card'],
    ['pass type', '/devices/phone/registrations/pass.com.example.nothing'],
  ])('is 204 for a %s that nobody knows', async (_, path) => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    const { status, body } = await seen(await wallet.send('GET', path))
    expect([status, body]).toEqual([204, ''])
  })

  it('has a head for HEAD', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    expect(await seen(await wallet.send('HEAD', registrationsOf()))).toMatchObject({ status: 200, body: '' })
  })
})

describe('the ports that a request calls', () => {
  const body = { pushToken }
  const line = `[2026-11-21 12:00:00 +0000] Get serial #s task (for device stranger, pass type ${type}, last updated (null); with web service url https://passes.example.com/wallet) encountered error: Unexpected response code 500`
  const registers = ['registrations.register', 'records.get']
  const unchanged = { 'if-modified-since': 'Sat, 21 Nov 2026 12:00:00 GMT' }

  it.each<[string, string, string, Sent, readonly string[]]>([
    ['registering', 'POST', registrationOf('A-1', 'watch'), { body }, [...registers, 'events.append', 'bus.publish']],
    ['registering again', 'POST', registrationOf(), { body }, [...registers, 'events.append']],
    ['unregistering', 'DELETE', registrationOf(), {}, ['registrations.unregister', 'events.append', 'bus.publish']],
    ['a list', 'GET', registrationsOf(), {}, ['registrations.find', 'events.append']],
    ['a list of nothing', 'GET', `${registrationsOf()}?passesUpdatedSince=TAG`, {}, ['registrations.find']],
    ['a fetch of what is unchanged', 'GET', addressOf(), { headers: unchanged }, ['records.get']],
    ['a fetch', 'GET', addressOf(), {}, ['records.get', 'assets.get', 'events.append']],
    ['a log line about nobody', 'POST', '/log', { body: { logs: ['x'] } }, []],
    ['a log line about a stranger', 'POST', '/log', { body: { logs: [line] } }, ['registrations.find']],
    ['a body that is none', 'POST', registrationOf(), { body: '{' }, []],
    ['a wrong token', 'GET', addressOf(), { token: 'x'.repeat(40) }, ['events.append']],
  ])('for %s', async (_, method, path, sent, calls) => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    const tag = (await listed(wallet))?.lastUpdated ?? ''
    wallet.world.takeCalls()
    await wallet.send(method, path.replace('TAG', tag), { token: wallet.token, ...sent })
    expect(wallet.world.takeCalls()).toEqual(calls)
  })
})

describe('an error inside', () => {
  it.each([
    ['a failure', new TypeError('canary'), 500],
    ['a store that does not answer', new UnavailableError('canary'), 503],
  ])('that is %s tells the device the status, and the operator which request', async (_, error, status) => {
    const { world, send, failures, token } = await aWallet()
    world.interfere(() => {
      throw error
    })
    const answers = await Promise.all([
      send('POST', registrationOf(), { token, body: { pushToken } }),
      send('DELETE', registrationOf(), { token }),
      send('GET', registrationsOf()),
      send('GET', addressOf(), { token }),
    ])
    for (const answer of answers) {
      const { status: told, headers, body } = await seen(answer)
      expect([told, body]).toEqual([status, ''])
      expect(JSON.stringify(headers)).not.toMatch(/canary|A-1|phone|Error/)
    }
    expect(failures).toHaveLength(4)
    for (const { route } of failures) expect(route).toMatch(/^\/wallet\/v1\/(devices|passes)\/:/)
  })
})

it('a log is taken from anybody', async () => {
  const { send } = await aWallet()
  expect(await seen(await send('POST', '/log', { body: { logs: ['anything'] } }))).toMatchObject({
    status: 200,
    body: '',
  })
})

it('a form for a pass that asks for nothing is 400', async () => {
  const { send, world, token } = await aWallet()
  const body = { personalizationToken: 'dG9rZW4=', requiredPersonalizationInfo: { fullName: 'Ada' } }
  const answer = await send('POST', `${addressOf()}/personalize`, { token, body })
  expect(await seen(answer)).toMatchObject({ status: 400, body: '' })
  expect(await tokenOf(world)).toBe(token)
})
