import { describe, expect, it } from 'vitest'
import { makeAuthenticationToken } from '../../lib/core/links/authentication-token.ts'
import { aPass, aReadyWorld, keyRing, noon, put } from '../service/world.ts'
import { addressOf, aWallet, change, seen, walletOf } from './a-wallet.ts'

const date = (milliseconds: number): string => new Date(milliseconds).toUTCString()

describe('the latest pass', () => {
  it('is the stored one, with the date of its version', async () => {
    const { world, send, token } = await aWallet()
    world.time.now = noon + 90_000
    const response = await send('GET', addressOf(), { token })
    const { bytes } = await world.service.passes.file(aPass())
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect(response.headers.get('content-type')).toBe('application/vnd.apple.pkpass')
    expect(response.headers.get('last-modified')).toBe('Sat, 21 Nov 2026 12:00:00 GMT')
  })

  it('has a head for HEAD, with the length of the pass', async () => {
    const { send, token } = await aWallet()
    const get = await send('GET', addressOf(), { token })
    const head = await seen(await send('HEAD', addressOf(), { token }))
    expect(head).toEqual({ status: 200, headers: Object.fromEntries(get.headers), body: '' })
    expect(Number(head.headers['content-length'])).toBe((await get.arrayBuffer()).byteLength)
  })

  it('is 503 for now if it never could be built', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.time.now = Date.UTC(2030, 0, 1)
    const { token } = await world.service.passes.read(aPass())
    const { send, failures } = walletOf(world)
    const response = await send('GET', addressOf(), {
      token: makeAuthenticationToken(keyRing, aPass(), token),
    })
    expect(await seen(response)).toMatchObject({ status: 503, headers: { 'retry-after': '60' }, body: '' })
    expect(failures).toMatchObject([{ code: 'signer/unusable', route: '/wallet/v1/passes/:type/:serial' }])
  })

  it('is the last good one, with its own date, if the current one cannot be built', async () => {
    const wallet = await aWallet()
    const { world, send, token } = wallet
    world.time.now = Date.UTC(2030, 0, 1)
    await change(wallet)
    const response = await send('GET', addressOf(), { token })
    expect([response.status, response.headers.get('last-modified')]).toEqual([200, 'Sat, 21 Nov 2026 12:00:00 GMT'])
    const again = await send('GET', addressOf(), { token, headers: { 'if-modified-since': date(noon) } })
    expect(again.status).toBe(304)
  })
})

describe('a conditional fetch', () => {
  const fetchedAt = async (now: number, since: string, changes = 0) => {
    const wallet = await aWallet()
    for (let number = 1; number <= changes; number += 1) await change(wallet, `name ${number}`)
    wallet.world.time.now = now
    const ask = async (method: string) =>
      seen(await wallet.send(method, addressOf(), { token: wallet.token, headers: { 'if-modified-since': since } }))
    const [get, head] = [await ask('GET'), await ask('HEAD')]
    expect(head).toEqual({ ...get, body: '' })
    return get
  }

  it.each([
    ['one second before the version', noon + 60_000, date(noon - 1000), 200],
    ['the date of the version', noon + 60_000, date(noon), 304],
    ['the same, in the same second', noon + 999, date(noon), 304],
    ['the same, by a clock that went back', noon - 60_000, date(noon), 304],
    ['later, and not yet to come', noon + 60_000, date(noon + 60_000), 304],
    ['to come in a second', noon + 60_999, date(noon + 61_000), 200],
    ['to come in years', noon, 'Thu, 01 Jan 2099 00:00:00 GMT', 200],
    ['long ago', noon, 'Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ['the date of the version as RFC 850 has it', noon, 'Saturday, 21-Nov-26 12:00:00 GMT', 304],
    ['the date of the version as asctime() has it', noon, 'Sat Nov 21 12:00:00 2026', 304],
    ['a number', noon, '1795262400', 200],
    ['no date', noon, 'yesterday', 200],
    ['nothing', noon, '', 200],
  ])('with a date that is %s', async (_, now, since, status) => {
    const answer = await fetchedAt(now, since)
    expect([answer.status, answer.headers['last-modified']]).toEqual([status, 'Sat, 21 Nov 2026 12:00:00 GMT'])
    if (status === 304) expect(answer).toMatchObject({ body: '', headers: { 'cache-control': 'private, no-store' } })
  })

  it.each([
    ['that of the version before', date(noon), 200],
    ['its own, which is yet to come', date(noon + 1000), 304],
    ['later than its own', date(noon + 2000), 200],
  ])('after two versions within a second, with a date that is %s', async (_, since, status) => {
    const answer = await fetchedAt(noon + 500, since, 1)
    expect([answer.status, answer.headers['last-modified']]).toEqual([status, 'Sat, 21 Nov 2026 12:00:01 GMT'])
  })

  it('gets every version of many within a second', async () => {
    const wallet = await aWallet()
    let since = date(noon)
    for (let number = 1; number <= 5; number += 1) {
      await change(wallet, `name ${number}`)
      const ask = () =>
        wallet.send('GET', addressOf(), { token: wallet.token, headers: { 'if-modified-since': since } })
      const answer = await ask()
      expect(answer.status).toBe(200)
      since = answer.headers.get('last-modified') ?? ''
      expect((await ask()).status).toBe(304)
    }
  })

  it('of what is unchanged reads the record and nothing else', async () => {
    const { world, send, token } = await aWallet()
    world.takeCalls()
    await send('GET', addressOf(), { token, headers: { 'if-modified-since': date(noon) } })
    expect(world.takeCalls()).toEqual(['records.get'])
  })
})
