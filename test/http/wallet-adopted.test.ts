import { describe, expect, it } from 'vitest'
import { makeService } from '../../lib/service/make-service.ts'
import { adopt, anAdoptingWorld, oldDate, oldToken } from '../service/an-adopting-world.ts'
import { aPass, connect, put, settings, tokenOf } from '../service/world.ts'
import { addressOf, change, listed, registrationOf, registrationsOf, seen, type Wallet, walletOf } from './a-wallet.ts'

const httpDate = (seconds: number): string => new Date(seconds * 1000).toUTCString()

/** A web service that holds the pass `A-1` of another system, which a phone and a watch hold. */
const aMovedWallet = async (): Promise<Wallet> => {
  const world = await anAdoptingWorld()
  connect(world)
  await adopt(world)
  return walletOf(world)
}

const fetchPass = ({ send }: Wallet, since: number, token = oldToken) =>
  send('GET', addressOf(), { token, headers: { 'if-modified-since': httpDate(since) } })

describe('a device that holds an adopted pass', () => {
  it('goes on as if nothing had happened: the old tag lists the pass, the old date fetches nothing', async () => {
    const wallet = await aMovedWallet()
    const first = await listed(wallet, '2026-11-20 09:30:00 +0000')
    expect(first?.serialNumbers).toEqual(['A-1'])
    expect((await fetchPass(wallet, oldDate)).status).toBe(304)
    expect(await listed(wallet, first?.lastUpdated)).toBeUndefined()
  })

  it('is reached by a change, and gets a pass with the token that it has', async () => {
    const wallet = await aMovedWallet()
    const before = await listed(wallet, 'old-tag')
    await change(wallet)
    expect((await listed(wallet, before?.lastUpdated))?.serialNumbers).toEqual(['A-1'])
    const answer = await fetchPass(wallet, oldDate)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/vnd.apple.pkpass'])
    expect(Date.parse(answer.headers.get('last-modified') ?? '') / 1000).toBeGreaterThan(oldDate)
    expect(await tokenOf(wallet.world)).toBe(oldToken)
  })

  it('registers and unregisters with the old token', async () => {
    const { send } = await aMovedWallet()
    const sent = { token: oldToken, body: { pushToken: '12'.repeat(32) } }
    expect((await send('POST', registrationOf(), sent)).status).toBe(200)
    expect((await send('POST', registrationOf('A-1', 'tablet'), sent)).status).toBe(201)
    expect((await send('DELETE', registrationOf(), { token: oldToken })).status).toBe(200)
    expect((await send('GET', registrationsOf())).status).toBe(204)
  })

  it('is not woken before the pass changes', async () => {
    const { world } = await aMovedWallet()
    const woken: string[] = []
    world.memory.onNotifications(async ({ deviceLibraryIdentifier }) => {
      await Promise.resolve(woken.push(deviceLibraryIdentifier))
    })
    await world.memory.settled()
    expect(woken).toEqual([])
    await change(walletOf(world))
    expect(woken.sort()).toEqual(['phone', 'watch'])
  })
})

describe('the token of an adopted pass', () => {
  const asks: [string, string, (serial: string) => string, object?][] = [
    ['registers', 'POST', (serial) => registrationOf(serial), { pushToken: 'ab'.repeat(32) }],
    ['unregisters', 'DELETE', (serial) => registrationOf(serial)],
    ['fetches', 'GET', addressOf],
  ]

  it.each(asks)('%s no other pass, adopted or not', async (_, method, path, body) => {
    const wallet = await aMovedWallet()
    const otherToken = 'another-token-of-the-old-system'
    await adopt(wallet.world, { authenticationToken: otherToken }, aPass('B-1'))
    await put(wallet.world, { name: 'Cleo' }, aPass('C-1'))
    const status = async (serial: string, token: string) =>
      (await wallet.send(method, path(serial), { token, ...(body ? { body } : {}) })).status
    expect(await status('B-1', oldToken)).toBe(401)
    expect(await status('C-1', oldToken)).toBe(401)
    expect(await status('Z-1', oldToken)).toBe(401)
    expect(await status('A-1', otherToken)).toBe(401)
    expect([200, 201]).toContain(await status('B-1', otherToken))
  })

  it.each(['', 'x', oldToken.slice(1), `${oldToken}x`, oldToken.toUpperCase(), `${oldToken.slice(0, -1)}d`])(
    'is the whole of it: %s',
    async (token) => {
      const wallet = await aMovedWallet()
      expect((await fetchPass(wallet, 0, token)).status).toBe(401)
    },
  )

  it('takes one read, and a wrong one the same', async () => {
    const wallet = await aMovedWallet()
    await wallet.world.memory.settled()
    wallet.world.takeCalls()
    await fetchPass(wallet, oldDate)
    expect(wallet.world.takeCalls().filter((call) => !call.startsWith('secrets'))).toEqual(['records.get'])
    await fetchPass(wallet, oldDate, 'x'.repeat(33))
    expect(wallet.world.takeCalls().filter((call) => !call.startsWith('secrets'))).toEqual([
      'records.get',
      'events.append',
    ])
  })

  it('may have the form of ours, for another deployment made it: one that is not good is held against the record, and refused', async () => {
    const wallet = await aMovedWallet()
    await put(wallet.world, { name: 'Cleo' }, aPass('C-1'))
    const token = await tokenOf(wallet.world, aPass('C-1'))
    await wallet.world.memory.settled()
    wallet.world.takeCalls()
    expect((await fetchPass(wallet, oldDate, token)).status).toBe(401)
    expect(wallet.world.takeCalls()).toEqual(['records.get', 'events.append'])
  })

  it('tells nobody which serial numbers there are', async () => {
    const wallet = await aMovedWallet()
    const wrong = { token: 'x'.repeat(33) }
    const known = await seen(await wallet.send('GET', addressOf('A-1'), wrong))
    expect(await seen(await wallet.send('GET', addressOf('Z-1'), wrong))).toEqual(known)
  })

  it('is refused before anything is read where the type is not adopted any more', async () => {
    const { world } = await aMovedWallet()
    const wallet = walletOf({ ...world, service: makeService(world.ports, settings) })
    await world.memory.settled()
    world.takeCalls()
    expect((await fetchPass(wallet, oldDate)).status).toBe(401)
    expect(world.takeCalls().filter((call) => !call.startsWith('secrets'))).toEqual(['events.append'])
  })

  it('opens nothing once the pass was erased', async () => {
    const wallet = await aMovedWallet()
    await wallet.world.service.passes.erase(aPass(), {})
    expect((await fetchPass(wallet, 0)).status).toBe(401)
  })
})
