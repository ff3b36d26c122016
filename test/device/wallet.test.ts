/** A simulated device towards a web service that does everything right. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { buildBundle } from '../../lib/core/index.ts'
import { exchangesOf, logLinesOf, messagesOf, type Report } from '../../lib/device/index.ts'
import { serve } from '../http/serve.ts'
import { aDevice, deviceLibraryIdentifier } from './a-device.ts'
import { aPkpass, aServer, listAnswer, named, noon, token, type } from './a-server.ts'

const kinds = ({ steps }: Report): string[] => steps.map(({ kind }) => kind).filter((kind) => kind !== 'request')

const registrations = `devices/${deviceLibraryIdentifier}/registrations/${type}`

describe('adding a pass', () => {
  it('registers it with the token and the push token of the device', async () => {
    const server = aServer(await aPkpass())
    const device = await aDevice({ fetch: server.fetch, pushToken: 'ab12' })
    const report = await device.add(await aPkpass())
    expect([report.ok, kinds(report)]).toEqual([true, ['added', 'registered']])
    expect(server.asked).toEqual([`POST ${registrations}/S-1`])
    const [request] = server.requests
    expect(request?.headers.get('authorization')).toBe(`ApplePass ${token}`)
    expect(await request?.json()).toEqual({ pushToken: 'ab12' })
  })

  it('registers no pass without a web service', async () => {
    const server = aServer(await aPkpass())
    const device = await aDevice({ fetch: server.fetch })
    const report = await device.add(await aPkpass('Ada', { webServiceURL: '' }))
    expect([kinds(report), server.asked]).toEqual([['added'], []])
  })

  it('adds each pass of a bundle', async () => {
    const passes = await Promise.all(['S-1', 'S-2'].map((serialNumber) => aPkpass('Ada', { serialNumber })))
    const bundle = await buildBundle(passes.map((bytes, index) => ({ name: `${index}`, bytes })))
    const device = await aDevice({ fetch: aServer(await aPkpass()).fetch })
    await device.add(bundle)
    expect(device.passes.map(({ serialNumber }) => serialNumber)).toEqual(['S-1', 'S-2'])
  })

  it('refuses what Wallet refuses, says why, and asks nobody', async () => {
    const server = aServer(await aPkpass())
    const device = await aDevice({ fetch: server.fetch, trust: 'apple' })
    const report = await device.add(await aPkpass())
    expect(report.ok).toBe(false)
    expect(report.steps).toMatchObject([{ kind: 'refused', findings: [{ severity: 'error' }] }])
    expect([device.passes, server.asked]).toEqual([[], []])
  })

  it('refuses what is no archive', async () => {
    const report = await (await aDevice()).add(new Uint8Array([1, 2, 3]))
    expect(kinds(report)).toEqual(['refused'])
  })

  it('with a token that no request can hold is told of, without the token', async () => {
    const pkpass = await aPkpass('Ada', { authenticationToken: 'a-token-with-a\nline' })
    const report = await (await aDevice({ fetch: aServer(pkpass).fetch })).add(pkpass)
    expect(kinds(report)).toEqual(['added', 'failed'])
    expect(JSON.stringify(report)).not.toContain('a-token')
  })

  it('makes up identifiers of the lengths that Apple has', async () => {
    const device = await aDevice({ deviceLibraryIdentifier: undefined as never })
    expect(device.deviceLibraryIdentifier).toMatch(/^[0-9a-f]{32}$/)
    expect(device.pushToken).toMatch(/^[0-9a-f]{64}$/)
  })
})

/** A device that holds the first version of a pass, and its server. */
const holding = async (options: Parameters<typeof aDevice>[0] = {}) => {
  const first = await aPkpass()
  const server = aServer(first)
  const device = await aDevice({ fetch: server.fetch, ...options })
  await device.add(first)
  server.asked.length = 0
  server.requests.length = 0
  return { server, device }
}

describe('an update', () => {
  it('is listed without a token, fetched without a date, and told on the lock screen', async () => {
    const { server, device } = await holding()
    server.publish(await aPkpass('Grace'))
    const report = await device.wake(type)
    expect(server.asked).toEqual([`GET ${registrations}`, `GET passes/${type}/S-1`])
    expect(server.requests.map(({ headers }) => headers.get('authorization'))).toEqual([null, `ApplePass ${token}`])
    expect(server.requests[1]?.headers.get('if-modified-since')).toBeNull()
    expect(report.steps.find(({ kind }) => kind === 'updated')).toMatchObject({
      pass: named(),
      changes: [{ key: 'name', label: 'Name', before: 'Ada', value: 'Grace', message: 'You are Grace now' }],
    })
    expect([report.ok, messagesOf(report), logLinesOf(report)]).toEqual([true, ['You are Grace now'], []])
    expect(device.passes[0]?.fields).toEqual([{ key: 'name', label: 'Name', value: 'Grace' }])
  })

  it('is asked for with the tag and the date of the last answers, as they were', async () => {
    const { server, device } = await holding()
    server.publish(await aPkpass('Grace'))
    await device.wake(type)
    server.publish(await aPkpass('Joan'))
    server.asked.length = 0
    server.requests.length = 0
    await device.pullToRefresh(named())
    expect(server.asked[0]).toBe(`GET ${registrations}?passesUpdatedSince=2`)
    expect(server.requests[1]?.headers.get('if-modified-since')).toBe('Sat, 21 Nov 2026 12:02:00 GMT')
  })

  it('is not asked for after a 204', async () => {
    const { server, device } = await holding()
    const report = await device.reboot()
    expect([server.asked, kinds(report)]).toEqual([[`GET ${registrations}`], []])
  })

  it('that the device had before it registered again is answered 304, and nobody is to blame', async () => {
    const { server, device } = await holding()
    server.publish(await aPkpass('Grace'))
    await device.wake(type)
    await device.setUpdates(named(), 'off')
    await device.setUpdates(named(), 'on')
    server.announce()
    expect(exchangesOf(await device.wake(type)).map(({ status }) => status)).toEqual([200, 304])
    expect(server.logged).toEqual([])
  })

  it('moves the device to another web service', async () => {
    const { server, device } = await holding()
    server.publish(await aPkpass('Ada', { webServiceURL: 'https://new.example' }))
    server.requests.length = 0
    await device.wake(type)
    expect(server.requests.map(({ method, url }) => `${method} ${new URL(url).host}`)).toEqual([
      'GET passes.example',
      'GET passes.example',
      'POST new.example',
    ])
    expect(device.passes[0]).toMatchObject({ webServiceURL: 'https://new.example', registered: true })
  })
})

describe('registrations', () => {
  it('are renewed with another push token', async () => {
    const { server, device } = await holding({ pushToken: 'ab12' })
    await device.rotatePushToken()
    expect(device.pushToken).toMatch(/^[0-9a-f]{64}$/)
    expect(await server.requests[0]?.json()).toEqual({ pushToken: device.pushToken })
  })

  it('that could not be renewed are renewed at the next start', async () => {
    const { server, device } = await holding({ pushToken: 'ab12' })
    const failing = await aDevice({ state: device.state(), fetch: async () => new Response(null, { status: 500 }) })
    await failing.rotatePushToken()
    server.asked.length = 0
    const next = await aDevice({ state: JSON.parse(JSON.stringify(failing.state())), fetch: server.fetch })
    await next.reboot()
    await next.reboot()
    expect(server.asked).toEqual([`POST ${registrations}/S-1`, `GET ${registrations}`, `GET ${registrations}`])
    expect(await server.requests[0]?.json()).toEqual({ pushToken: failing.pushToken })
  })

  it('end when automatic updates are switched off, and begin again', async () => {
    const { server, device } = await holding()
    expect(kinds(await device.setUpdates(named(), 'off'))).toEqual(['unregistered'])
    expect(device.passes[0]).toMatchObject({ registered: false, updates: false })
    await device.wake(type)
    expect(kinds(await device.setUpdates(named(), 'on'))).toEqual(['registered'])
    expect(server.asked).toEqual([`DELETE ${registrations}/S-1`, `POST ${registrations}/S-1`])
  })

  it('end with the pass', async () => {
    const { server, device } = await holding()
    expect(kinds(await device.remove(named()))).toEqual(['unregistered', 'removed'])
    expect([server.asked, device.passes]).toEqual([[`DELETE ${registrations}/S-1`], []])
  })

  it('end with what was to be fetched', async () => {
    const [first, second] = [await aPkpass(), await aPkpass('Bob', { serialNumber: 'S-2' })]
    let tag = 0
    const server = aServer(first, {
      list: () => listAnswer(['S-1'], `${++tag}`),
      latest: () => new Response(null, { status: 500 }),
    })
    const device = await aDevice({ fetch: server.fetch })
    await device.add(first)
    await device.add(second)
    await device.wake(type)
    await device.setUpdates(named(), 'off')
    server.asked.length = 0
    await device.wake(type)
    expect(server.asked).toEqual([`GET ${registrations}?passesUpdatedSince=1`])
  })

  it('of the last pass take the tag along', async () => {
    const { server, device } = await holding()
    server.publish(await aPkpass('Grace'))
    await device.wake(type)
    await device.remove(named())
    await device.add(await aPkpass())
    server.asked.length = 0
    await device.reboot()
    expect(server.asked[0]).toBe(`GET ${registrations}`)
  })

  it('are made up for at the next start', async () => {
    const pkpass = await aPkpass()
    let status = 500
    const server = aServer(pkpass, { register: () => new Response(null, { status }) })
    const device = await aDevice({ fetch: server.fetch })
    expect((await device.add(pkpass)).ok).toBe(false)
    status = 201
    expect(kinds(await device.reboot())).toEqual(['registered'])
  })
})

describe('repetitions', () => {
  it('follow a failed request a few times, after growing waits', async () => {
    let failures = 2
    const pkpass = await aPkpass()
    const server = aServer(pkpass, { register: () => new Response(null, { status: failures-- > 0 ? 503 : 201 }) })
    const waited: number[] = []
    const report = await (await aDevice({ fetch: server.fetch }, waited)).add(pkpass)
    expect(exchangesOf(report).map(({ status }) => status)).toEqual([503, 503, 201])
    expect([waited, server.logged]).toEqual([[1000, 2000], []])
  })

  it('do not follow a 401', async () => {
    const pkpass = await aPkpass()
    const server = aServer(pkpass, { register: () => new Response(null, { status: 401 }) })
    await (await aDevice({ fetch: server.fetch })).add(pkpass)
    expect(server.asked).toHaveLength(1)
  })

  it('end, and the server is not told where nobody answers', async () => {
    const device = await aDevice({ fetch: () => Promise.reject(new TypeError('fetch failed')) })
    const report = await device.add(await aPkpass())
    expect(report.steps.at(-1)).toEqual({
      kind: 'failed',
      pass: named(),
      reason: 'the pass is not registered: https://passes.example did not answer: there is no connection to it',
    })
    expect(exchangesOf(report).map(({ status }) => status)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('end towards a server that never answers, even when memory is cleared up meanwhile', async () => {
    setFlagsFromString('--expose_gc')
    const clearUp = setInterval(runInNewContext('gc'), 20)
    const server = await serve(() => new Promise(() => undefined))
    try {
      const device = await aDevice({ maxMilliseconds: 200, waits: [1] })
      const report = await device.add(await aPkpass('Ada', { webServiceURL: server.url }))
      expect(report.steps.at(-1)).toMatchObject({ kind: 'failed', reason: expect.stringContaining('it took too long') })
    } finally {
      clearInterval(clearUp)
      await server.stop()
    }
  })

  it('of a fetch are made up for at the next occasion', async () => {
    const { server, device } = await holding()
    const next = await aPkpass('Grace')
    server.publish(next)
    const failing = await aDevice({
      state: device.state(),
      fetch: async (request) =>
        request.url.includes('/passes/') ? new Response(null, { status: 500 }) : server.fetch(request),
    })
    expect((await failing.wake(type)).ok).toBe(false)
    const later = await aDevice({ state: failing.state(), fetch: server.fetch })
    expect(messagesOf(await later.wake(type))).toEqual(['You are Grace now'])
  })
})

it('a pass that is added once more is still fetched, if it was to be', async () => {
  const { server, device } = await holding()
  server.publish(await aPkpass('Grace'))
  const failing = await aDevice({
    state: device.state(),
    fetch: async (request) =>
      request.url.includes('/passes/') ? new Response(null, { status: 500 }) : server.fetch(request),
  })
  await failing.wake(type)
  await failing.add(await aPkpass())
  const later = await aDevice({ state: failing.state(), fetch: server.fetch })
  expect(messagesOf(await later.wake(type))).toEqual(['You are Grace now'])
})

it('a redirect is not followed: it would take the token along', async () => {
  const pkpass = await aPkpass()
  const server = aServer(pkpass, { register: () => Response.redirect('https://elsewhere.example/', 307) })
  await (await aDevice({ fetch: server.fetch })).add(pkpass)
  expect(server.requests.map(({ redirect }) => redirect)).toEqual(Array.from({ length: 4 }, () => 'manual'))
})

describe('the state', () => {
  it('survives JSON: another device goes on where the first one stood', async () => {
    const { server, device } = await holding()
    server.publish(await aPkpass('Grace'))
    await device.wake(type)
    const next = await aDevice({ state: JSON.parse(JSON.stringify(device.state())), fetch: server.fetch })
    expect([next.pushToken, next.passes]).toEqual([device.pushToken, device.passes])
    server.asked.length = 0
    expect((await next.wake(type)).ok).toBe(true)
    expect(server.asked).toEqual([`GET ${registrations}?passesUpdatedSince=2`])
  })

  it.each([
    null,
    {},
    { format: 2 },
    { format: 1, deviceLibraryIdentifier: 'd', pushToken: 'p', tags: [], passes: [{}] },
  ])('is refused if it is %j', async (state) => {
    await expect(aDevice({ state })).rejects.toThrow(expect.objectContaining({ code: 'device/state-invalid' }))
  })
})

it('a pass that the device does not hold is an error', async () => {
  const device = await aDevice()
  await expect(device.remove(named('other'))).rejects.toThrow(expect.objectContaining({ code: 'device/pass-not-held' }))
})

it('what is kept of requests has no token in it', async () => {
  const { server, device } = await holding()
  server.publish(await aPkpass('Grace'))
  const report = await device.wake(type)
  expect(exchangesOf(report)[1]).toMatchObject({
    call: 'latest',
    method: 'GET',
    path: `/wallet/v1/passes/${type}/S-1`,
    requestHeaders: { Authorization: 'ApplePass ***' },
    status: 200,
    headers: { 'last-modified': 'Sat, 21 Nov 2026 12:02:00 GMT' },
    at: noon,
    milliseconds: 0,
  })
  expect(JSON.stringify(report)).not.toContain(token)
})
