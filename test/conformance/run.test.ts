/** How the checks go about it: what is left out, what is left behind, and what happens when nobody answers. */
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { type ConformanceOptions, runConformance } from '../../lib/device/conformance/run.ts'
import { DeviceError } from '../../lib/device/errors.ts'
import { aZip } from '../builders/zip.ts'
import { passSigner } from './reference/passes.ts'
import { type Changes, type ReferenceServer, referenceServer } from './reference/server.ts'
import { outcomes } from './run-checks.ts'

interface Prepared {
  readonly server: ReferenceServer
  readonly options: ConformanceOptions
  readonly time: { now: number }
}

/** A server, and what the checks of its first pass take. */
const aServer = async (changes: Changes = {}): Promise<Prepared> => {
  const time = { now: Date.UTC(2026, 10, 21, 12) }
  const server = referenceServer(time, changes)
  const sleep = (milliseconds: number): Promise<void> => {
    time.now += milliseconds
    return Promise.resolve()
  }
  const { root } = await passSigner()
  const pass = await server.pass('S-1')
  return { server, time, options: { pass, trust: { roots: [root] }, fetch: server.fetch, now: () => time.now, sleep } }
}

describe('what is not given', () => {
  it('is not checked, and the reason is told', async () => {
    const { options } = await aServer()
    const { ok, results } = await runConformance(options)
    const reasons = results.flatMap(({ check, reason }) => (reason === undefined ? [] : [`${check}: ${reason}`]))
    expect(ok).toBe(true)
    expect(reasons).toEqual([
      'register-token-of-another-pass: there is no other pass of the service',
      'fetch-token-of-another-pass: there is no other pass of the service',
      'token-of-one-pass: there is no other pass of the service',
      'list-every-serial: there is no other pass of the service',
      'change-listed: the pass cannot be changed',
      'change-new-tag: the pass cannot be changed',
      'change-listed-once: the pass cannot be changed',
      'change-listed-to-old-tag: the pass cannot be changed',
      'change-listed-to-all: the pass cannot be changed',
      'change-not-listed-to-former: the pass cannot be changed',
      'change-fetched: the pass cannot be changed',
      'change-is-one: the pass cannot be changed',
      'change-newer-date: the pass cannot be changed',
      'change-unchanged-since: the pass cannot be changed',
      'change-same-identity: the pass cannot be changed',
      'change-twice: the pass cannot be changed',
      'push-current-tokens: what the service pushes cannot be seen',
      'push-no-former-tokens: what the service pushes cannot be seen',
      'personalize-wrong-token: there is no pass to personalize',
      'personalize: there is no pass to personalize',
      'personalize-signature: there is no pass to personalize',
      'personalize-again: there is no pass to personalize',
      'personalize-fetch: there is no pass to personalize',
      'personalize-newer-date: there is no pass to personalize',
      'personalize-same-identity: there is no pass to personalize',
    ])
  })

  it('is not made up for by a pass of another service', async () => {
    const { options } = await aServer()
    const { server } = await aServer({
      prepare: ({ passes }) => Object.assign(passes.get('S-2') ?? {}, { url: 'https://other.example/wallet' }),
    })
    const { results } = await runConformance({ ...options, other: await server.pass('S-2') })
    const reason = results.find(({ check }) => check === 'list-every-serial')?.reason
    expect(reason).toBe('the other pass is of another service or type')
  })

  it('without a web service in the pass, nothing can be', async () => {
    const { options } = await aServer()
    const pass = aZip([{ name: 'pass.json', data: utf8('{"passTypeIdentifier":"pass.a","serialNumber":"S-1"}') }])
    const failure: unknown = await runConformance({ ...options, pass }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DeviceError)
    expect(failure).toMatchObject({ code: 'device/no-web-service' })
  })
})

describe('a change', () => {
  it('may take seconds to be listed', async () => {
    const { server, options, time } = await aServer()
    let due = Number.POSITIVE_INFINITY
    const fetch = (request: Request): Promise<Response> => {
      if (time.now >= due) server.change('S-1')
      if (time.now >= due) due = Number.POSITIVE_INFINITY
      return server.fetch(request)
    }
    const change = (): Promise<void> => {
      due = time.now + 15_000
      return Promise.resolve()
    }
    expect(outcomes(await runConformance({ ...options, fetch, change })).failed).toEqual([])
  })

  it('that takes longer than the patience is not listed', async () => {
    const { options } = await aServer()
    const { results } = await runConformance({ ...options, patience: 5000, change: () => Promise.resolve() })
    const listed = results.find(({ check }) => check === 'change-listed')
    expect([listed?.outcome, listed?.got]).toEqual(['failed', 'not listed in time; the pass did not change, either'])
  })

  it('that cannot be made twice proves nothing about two changes', async () => {
    const { server, options } = await aServer()
    let left = 1
    const change = (): Promise<void> => {
      if (left > 0) server.change('S-1')
      left -= 1
      return Promise.resolve()
    }
    expect(outcomes(await runConformance({ ...options, change }))).toMatchObject({
      failed: [],
      skipped: expect.arrayContaining(['change-twice']),
    })
  })

  it('that fails ends the run with its own error, and no registration is left', async () => {
    const { server, options } = await aServer()
    const change = (): Promise<void> => Promise.reject(new RangeError('no such gate'))
    await expect(runConformance({ ...options, change })).rejects.toThrow(new RangeError('no such gate'))
    expect(server.state.devices.size).toBe(0)
  })
})

describe('what belongs to others', () => {
  it('stays as it is', async () => {
    const { server, options } = await aServer()
    server.state.devices.set('phone', { pushToken: 'abcd', held: new Set(['S-1', 'S-2']) })
    await runConformance({ ...options, change: () => Promise.resolve(server.change('S-1')) })
    expect([...server.state.devices]).toEqual([['phone', { pushToken: 'abcd', held: new Set(['S-1', 'S-2']) }]])
  })

  it('is told apart from what the server would not end', async () => {
    const { server, options } = await aServer({
      around: (request, next) =>
        request.method === 'DELETE' ? Promise.resolve(new Response(null, { status: 503 })) : next(request),
    })
    const { leftBehind } = await runConformance(options)
    expect(leftBehind).toBeGreaterThan(20)
    expect(server.state.devices.size).toBe(leftBehind)
  })
})

describe('a server that does not answer', () => {
  it('fails what was asked of it', async () => {
    const { options } = await aServer({ around: () => Promise.reject(new TypeError('fetch failed')) })
    const { ok, results } = await runConformance(options)
    expect(ok).toBe(false)
    expect(results[0]).toMatchObject({
      check: 'register-new',
      outcome: 'failed',
      got: 'https://passes.example did not answer: there is no connection to it',
    })
  })
})
