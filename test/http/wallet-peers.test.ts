/** What web services of others get wrong, each once. */
import { describe, expect, it } from 'vitest'
import { aDevice, aPass, noon, put } from '../service/world.ts'
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
  type Wallet,
} from './a-wallet.ts'

const fetchedPass = async ({ send }: Wallet, token: string, since?: string) =>
  send('GET', addressOf(), { token, ...(since === undefined ? {} : { headers: { 'if-modified-since': since } }) })

const lastModifiedOf = (response: Response): string => response.headers.get('last-modified') ?? ''

const decoded = async (response: Response): Promise<string> =>
  Buffer.from(await response.arrayBuffer()).toString('latin1')

describe('unlike hono-passkit-webservice', () => {
  it('a pass comes without what else is in the buffer that it lies in', async () => {
    const wallet = await aWallet()
    const { assets } = wallet.world.memory
    const get = assets.get.bind(assets)
    const secret = new TextEncoder().encode('PRIVATE KEY')
    const size = { bytes: 0 }
    Object.assign(assets, {
      get: async (...args: Parameters<typeof get>) => {
        const bytes = (await get(...args)) ?? new Uint8Array()
        size.bytes = bytes.length
        const pool = new Uint8Array([...secret, ...bytes, ...secret])
        return pool.subarray(secret.length, secret.length + bytes.length)
      },
    })
    const response = await fetchedPass(wallet, wallet.token)
    expect(response.headers.get('content-length')).toBe(String(size.bytes))
    const text = await decoded(response)
    expect(text).toHaveLength(size.bytes)
    expect(text).not.toContain('PRIVATE KEY')
  })

  it("one pass's token never opens another", async () => {
    const wallet = await aWallet()
    const { token } = await another(wallet)
    expect((await fetchedPass(wallet, token)).status).toBe(401)
    const sent = { token, body: { pushToken } }
    expect((await wallet.send('POST', registrationOf(), sent)).status).toBe(401)
    expect((await wallet.send('DELETE', registrationOf(), { token })).status).toBe(401)
  })

  it('the name of the scheme alone opens nothing', async () => {
    const { send } = await aWallet()
    for (const authorization of ['ApplePass', 'ApplePass '])
      expect((await send('GET', addressOf(), { headers: { authorization } })).status).toBe(401)
  })

  it('JSON that is none is an error of whoever sent it', async () => {
    const { send, token, failures } = await aWallet()
    const statuses = await Promise.all([
      send('POST', registrationOf(), { token, body: '{"pushToken":' }),
      send('POST', '/log', { body: 'logs=x' }),
      send('POST', `${addressOf()}/personalize`, { token, body: "{'a':1}" }),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(failures).toEqual([])
  })

  it('a pass is dated by its version and not by the clock, so that no change during a fetch is masked', async () => {
    const wallet = await aWallet()
    const { world, token } = wallet
    world.time.now = noon + 60_000
    world.interfere(async (call) => {
      if (call !== 'assets.get') return
      world.interfere(undefined)
      // The record was read; the bytes were not yet.
      world.time.now += 60_000
      await put(world, { name: 'Grace' })
    })
    const before = await fetchedPass(wallet, token)
    expect(lastModifiedOf(before)).toBe('Sat, 21 Nov 2026 12:00:00 GMT')
    world.time.now += 60_000
    const after = await fetchedPass(wallet, token, lastModifiedOf(before))
    expect([after.status, lastModifiedOf(after)]).toEqual([200, 'Sat, 21 Nov 2026 12:02:00 GMT'])
  })
})

describe("unlike Vapor's wallet", () => {
  it('a device that has the pass is told so, by the date that it was given', async () => {
    const wallet = await aWallet()
    const given = lastModifiedOf(await fetchedPass(wallet, wallet.token))
    expect((await fetchedPass(wallet, wallet.token, given)).status).toBe(304)
  })

  it('a registration that is there already stores the new push token', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    expect(await register(wallet, wallet.token, { push: 'cd'.repeat(32) })).toBe(200)
    expect(await wallet.world.memory.registrations.find(aDevice())).toMatchObject({ pushToken: 'cd'.repeat(32) })
  })

  it('whoever personalizes a pass with a wrong token is turned away, and their answers are not kept', async () => {
    const wallet = await aWallet()
    const { token } = await another(wallet)
    const body = { personalizationToken: 'dG9rZW4=', requiredPersonalizationInfo: { fullName: 'Mallory' } }
    expect((await wallet.send('POST', `${addressOf()}/personalize`, { token, body })).status).toBe(401)
    expect(JSON.stringify(await wallet.world.service.passes.read(aPass()))).not.toContain('Mallory')
  })
})

describe('unlike django-walletpass', () => {
  it('all passes that changed are listed, not only those that changed last', async () => {
    const wallet = await aWallet()
    const { token } = await another(wallet)
    await register(wallet, wallet.token)
    await register(wallet, token, { serial: 'B-1' })
    const tag = (await listed(wallet))?.lastUpdated
    await change(wallet, 'Grace')
    wallet.world.time.now += 3_600_000
    await change(wallet, 'Bea', 'B-1')
    expect((await listed(wallet, tag))?.serialNumbers.toSorted()).toEqual(['A-1', 'B-1'])
  })

  it.each(['garbage', '2026-11-21T12:00:00+00:00', '1795262400', '9.e.1', '1..', '%00', '𝟙', 'x'.repeat(5000)])(
    'a tag that is none counts as none, and everything is listed: %j',
    async (tag) => {
      const wallet = await aWallet()
      await register(wallet, wallet.token)
      expect((await listed(wallet, tag))?.serialNumbers).toEqual(['A-1'])
    },
  )
})

describe('unlike coorasse/passkit', () => {
  it('a device that unregisters is forgotten', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    await wallet.send('DELETE', registrationOf(), { token: wallet.token })
    expect(await wallet.world.memory.registrations.find(aDevice())).toBeUndefined()
    expect(await listed(wallet)).toBeUndefined()
  })

  it('the tag differs after each change, however fast they come', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    const tags: string[] = [(await listed(wallet))?.lastUpdated ?? '']
    for (const name of ['Grace', 'Lin', 'Ada']) {
      await change(wallet, name)
      const list = await listed(wallet, tags.at(-1))
      expect(list?.serialNumbers).toEqual(['A-1'])
      tags.push(list?.lastUpdated ?? '')
    }
    expect(new Set(tags).size).toBe(4)
  })
})

describe('unlike spatie/laravel-mobile-pass', () => {
  it('there is no token that opens all passes: each has its own', async () => {
    const wallet = await aWallet()
    const tokens = [wallet.token]
    for (const serial of ['B-1', 'B-2', 'B-3']) tokens.push((await another(wallet, serial)).token)
    expect(new Set(tokens).size).toBe(4)
    const opened = await Promise.all(tokens.map(async (token) => (await fetchedPass(wallet, token)).status))
    expect(opened).toEqual([200, 401, 401, 401])
  })
})

describe('unlike the Rack app of frozon/passbook', () => {
  it('requests at the same time do not mix', async () => {
    const wallet = await aWallet()
    const passes = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => ({
        serial: `C-${number}`,
        token: (await another(wallet, `C-${number}`)).token,
      })),
    )
    const fetched = await Promise.all(
      passes.map(async ({ serial, token }) => {
        const bytes = new Uint8Array(await (await wallet.send('GET', addressOf(serial), { token })).arrayBuffer())
        return { serial, own: (await wallet.world.service.passes.file(aPass(serial))).bytes, bytes }
      }),
    )
    for (const { bytes, own } of fetched) expect(bytes).toEqual(own)
    const statuses = await Promise.all(
      passes.map(({ serial, token }) => register(wallet, token, { serial, device: `phone-${serial}` })),
    )
    expect(new Set(statuses)).toEqual(new Set([201]))
    for (const { serial } of passes) {
      const list = await wallet.send('GET', registrationsOf(`phone-${serial}`))
      expect((await list.json()).serialNumbers).toEqual([serial])
    }
  })
})

describe("unlike Apple's reference server of 2012", () => {
  it('the right token under the name of Bearer opens nothing', async () => {
    const { send, token } = await aWallet()
    expect((await send('GET', addressOf(), { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })

  it('a tag that is up to date is answered with 204', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    const tag = (await listed(wallet))?.lastUpdated ?? ''
    expect((await wallet.send('GET', `${registrationsOf()}?passesUpdatedSince=${tag}`)).status).toBe(204)
  })

  it('a tag may stand in a URL as it is', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    expect((await listed(wallet))?.lastUpdated).toMatch(/^[A-Za-z0-9._~-]{1,100}$/)
  })
})

describe('unlike servers that devices complain of', () => {
  it('the list call asks for no token', async () => {
    const wallet = await aWallet()
    await register(wallet, wallet.token)
    expect((await wallet.send('GET', registrationsOf())).status).toBe(200)
  })
})
