/** How a deployment is said to be: each part by itself, within its time, and nothing secret. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import type { Reach } from '../../lib/ports/pusher.ts'
import { makeHealth } from '../../lib/service/health/health.ts'
import type { HealthCheck, HealthSubject } from '../../lib/service/health/health-service.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aPass, aWorld, hold, publish, put, settings, type World } from './world.ts'

const card = 'pass.com.example.card'
const other = 'pass.com.example.other'
const minute = 60_000
const day = 24 * 60 * minute

let chains: Readonly<Record<string, Awaited<ReturnType<typeof aChain>>>> = {}

beforeAll(async () => {
  chains = {
    [card]: await aChain({ algorithm: 'P-256', passTypeIdentifier: card }),
    [other]: await aChain({ algorithm: 'P-256', passTypeIdentifier: other }),
  }
})

afterEach(() => vi.useRealTimers())

/** A world in which all is well. */
const aHealthyWorld = async (): Promise<World> => {
  const world = aWorld()
  for (const [type, chain] of Object.entries(chains)) await putSigner(world.memory.admin, type, chain)
  return world
}

const reportOf = ({ ports }: World, changes: Partial<Ports> = {}) =>
  makeHealth({ ...ports, ...changes }, settings).check()

const find = (checks: readonly HealthCheck[], subject: HealthSubject, name?: string): HealthCheck | undefined =>
  checks.find((check) => check.subject === subject && (name === undefined || check.name === name))

/** What is said of one part. */
const saidOf = async (world: World, subject: HealthSubject, name?: string, changes?: Partial<Ports>) => {
  const { status, checks } = await reportOf(world, changes)
  const check = find(checks, subject, name)
  return { whole: status, ...check }
}

const reaching = (answer: () => Promise<Reach>): Partial<Ports> => ({
  pusher: { push: () => Promise.resolve({ kind: 'accepted' }), reach: answer },
})

describe('a deployment that is well', () => {
  it('is ok, part by part', async () => {
    const { status, at, checks } = await reportOf(await aHealthyWorld())
    expect([status, at]).toEqual(['ok', Date.UTC(2026, 10, 21, 12)])
    expect(checks.map(({ subject, name = '', message }) => `${subject} ${name}: ${message}`)).toEqual([
      'table passes: answers',
      'table registrations: answers',
      'table events: answers',
      'bucket templates: answers',
      'bucket passes: answers',
      'queue builds: answers',
      'queue notifications: answers',
      'queue rollouts: answers',
      'queue imports: answers',
      'secret hmac-keys: 1 keys, of which 1 is in use',
      'secret personal-data-keys: 1 keys, of which 1 is in use',
      'secret barcode-keys: 1 keys, of which 1 is in use',
      'secret api-keys: 0 API keys',
      'signer pass.com.example.card: signs and pushes until 2027-12-31T00:00:00.000Z, for 404 more days',
      'signer pass.com.example.other: signs and pushes until 2027-12-31T00:00:00.000Z, for 404 more days',
      'push-service pass.com.example.card: was reached within the last minute',
      'push-service pass.com.example.other: was reached within the last minute',
      'breakers : none is open',
      'waiting-changes : no change waits',
      'clock : agrees with that of the others',
    ])
  })

  it('looks at each part once', async () => {
    const world = await aHealthyWorld()
    world.takeCalls()
    await reportOf(world)
    const looks = world.takeCalls().filter((call) => call.startsWith('vitals.'))
    expect(new Set(looks).size).toBe(looks.length)
  })

  it('tells nothing of keys', async () => {
    const text = JSON.stringify(await reportOf(await aHealthyWorld()))
    for (const { key } of Object.values(chains)) expect(text).not.toContain(key.split('\n')[1])
    expect(text).not.toMatch(/BEGIN|1{32}|MTEx/)
  })
})

describe('a part that is gone', () => {
  it.each([
    ['table', 'registrations', 'vitals.table registrations.look'],
    ['secret', 'hmac-keys', 'secrets.keyRing'],
    ['signer', card, 'secrets.signers'],
    ['breakers', undefined, 'breakers.list'],
    ['waiting-changes', undefined, 'records.pending'],
  ] as const)('is a failure, with what to do: %s', async (subject, name, broken) => {
    const world = await aHealthyWorld()
    world.interfere((call) => {
      if (call === broken) throw new UnavailableError('the store failed (TimeoutError): try again')
    })
    expect(await saidOf(world, subject, name)).toMatchObject({
      ...{ whole: 'failure', status: 'failure', message: 'the store failed (TimeoutError): try again' },
      fix: expect.stringMatching(/^look at /),
    })
  })

  it('keeps no other from being looked at', async () => {
    const world = await aHealthyWorld()
    world.interfere((call) => {
      if (call.startsWith('vitals.')) throw new UnavailableError('gone')
    })
    const { checks } = await reportOf(world)
    expect(find(checks, 'signer', card)?.status).toBe('ok')
    expect(find(checks, 'clock')).toMatchObject({ status: 'warning', message: expect.stringContaining('nothing') })
  })

  it('that fails in an unknown way is not quoted', async () => {
    const world = await aHealthyWorld()
    world.interfere((call) => {
      if (call === 'secrets.keyRing') throw new TypeError('canary')
    })
    expect(await saidOf(world, 'secret', 'hmac-keys')).toMatchObject({ message: 'it failed for an unknown reason' })
  })

  it('that never answers is given up after ten seconds', async () => {
    const world = await aHealthyWorld()
    vi.useFakeTimers()
    const never = reaching(() => new Promise(() => undefined))
    const said = saidOf(world, 'push-service', card, never)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await said).toMatchObject({ status: 'failure', message: 'there was no answer within 10 seconds' })
  })
})

describe('a signer', () => {
  it('that is missing is a failure', async () => {
    expect(await saidOf(aWorld(), 'signer', card)).toMatchObject({
      ...{ whole: 'failure', message: 'there is no signer: no pass of this type can be signed' },
      fix: expect.stringContaining('passwright signer upload'),
    })
  })

  it.each([
    ['has expired', { validTo: new Date('2026-11-21T11:00:00Z') }, /certificate expired at 2026-11-21T11:00:00Z/],
    ['is not valid yet', { validFrom: new Date('2026-11-21T13:00:00Z') }, /is not valid before 2026-11-21T13:00:00Z/],
    ['is of another pass type', { passTypeIdentifier: other }, /its certificate is for "pass\.com\.example\.other"/],
  ])('that %s is a failure', async (_, differs, words) => {
    const world = await aHealthyWorld()
    await putSigner(world.memory.admin, card, await aChain({ algorithm: 'P-256', ...differs }))
    expect(await saidOf(world, 'signer', card)).toMatchObject({
      ...{ whole: 'failure', message: expect.stringMatching(words) },
      fix: expect.stringContaining('passwright signer renew'),
    })
  })

  it('whose key is damaged is a failure, and no word of it is told', async () => {
    const world = await aHealthyWorld()
    const key = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----'
    await putSigner(world.memory.admin, card, { ...chains[card]!, key })
    const said = await saidOf(world, 'signer', card)
    expect(said.status).toBe('failure')
    expect(JSON.stringify(said)).not.toMatch(/c2VjcmV0|secret/)
  })

  it.each([
    [31, 'ok'],
    [30, 'warning'],
    [0, 'warning'],
  ])('that has %i days left is %s', async (days, status) => {
    const world = await aHealthyWorld()
    world.time.now = Date.UTC(2027, 11, 31) - days * day
    expect(await saidOf(world, 'signer', card)).toMatchObject({
      status,
      message: expect.stringContaining(`${days} more`),
    })
  })

  it('that another one takes over from is as good as that one', async () => {
    const world = await aHealthyWorld()
    world.time.now = Date.UTC(2027, 11, 20)
    const signer = await aChain({ algorithm: 'P-256', validTo: new Date('2028-12-31T00:00:00Z') })
    const next = { signer, from: world.time.now + 30 * minute }
    await world.memory.admin.changeSigners(card, () => ({ current: chains[card]!, next }))
    expect(await saidOf(world, 'signer', card)).toMatchObject({
      status: 'ok',
      message: expect.stringContaining(
        'at 2027-12-20T00:30:00.000Z another signer takes over, and signs until 2028-12-31',
      ),
    })
  })

  it('that expires before another one takes over is as good as it is itself', async () => {
    const world = await aHealthyWorld()
    world.time.now = Date.UTC(2027, 11, 20)
    const signer = await aChain({ algorithm: 'P-256', validTo: new Date('2028-12-31T00:00:00Z') })
    const next = { signer, from: Date.UTC(2028, 0, 2) }
    await world.memory.admin.changeSigners(card, () => ({ current: chains[card]!, next }))
    expect(await saidOf(world, 'signer', card)).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('nothing can be signed in between'),
      fix: expect.stringContaining('passwright signer upload'),
    })
  })

  it('that has expired while another one waits is a failure, which putting one in at once mends', async () => {
    const world = await aHealthyWorld()
    world.time.now = Date.UTC(2028, 0, 1)
    const signer = await aChain({ algorithm: 'P-256', validTo: new Date('2028-12-31T00:00:00Z') })
    const next = { signer, from: Date.UTC(2028, 0, 2) }
    await world.memory.admin.changeSigners(card, () => ({ current: chains[card]!, next }))
    expect(await saidOf(world, 'signer', card)).toMatchObject({
      ...{
        status: 'failure',
        message: expect.stringContaining('at 2028-01-02T00:00:00.000Z another signer takes over'),
      },
      fix: expect.stringContaining('passwright signer upload'),
    })
  })

  it('that one takes over from which is of no use is a failure, before it does', async () => {
    const world = await aHealthyWorld()
    const signer = await aChain({ algorithm: 'P-256', passTypeIdentifier: other })
    const next = { signer, from: world.time.now + 30 * minute }
    await world.memory.admin.changeSigners(card, () => ({ current: chains[card]!, next }))
    expect(await saidOf(world, 'signer', card)).toMatchObject({
      ...{ status: 'failure', message: expect.stringContaining('which is of no use: its certificate is for') },
      fix: expect.stringContaining('passwright signer rollback'),
    })
  })
})

describe('the push service', () => {
  it.each([
    [{ kind: 'unreachable', reason: 'it could not be connected to in time' }, 'cannot be reached', 'port 443'],
    [{ kind: 'refused', reason: 'CERT_HAS_EXPIRED' }, "do not trust each other's certificates", 'signer check'],
  ] as const)('that answers %j is a failure', async (answer, what, todo) => {
    const world = await aHealthyWorld()
    const said = await saidOf(
      world,
      'push-service',
      card,
      reaching(() => Promise.resolve(answer)),
    )
    expect(said).toMatchObject({ whole: 'failure', message: expect.stringContaining(what) })
    expect(said.message).toContain(answer.reason)
    expect(said.message).toContain(todo)
  })
})

describe('what waits', () => {
  it.each([
    [5, 'ok', 'the oldest change has waited for 5 minutes'],
    [6, 'warning', 'the oldest change has waited for 6 minutes'],
    [16, 'failure', 'the oldest change has waited for 16 minutes'],
  ])('for %i minutes is %s', async (minutes, status, message) => {
    const world = await aHealthyWorld()
    await publish(world)
    await put(world)
    await hold(world)
    await put(world, { name: 'Grace' })
    world.time.now += minutes * minute
    expect(await saidOf(world, 'waiting-changes')).toMatchObject({ status, message })
    await world.service.work.measurePending()
    expect(world.memory.counts()).toContainEqual({ name: 'OldestPendingSeconds', dimensions: {}, count: minutes * 60 })
    expect(await world.memory.records.get(aPass())).toMatchObject({ version: 2 })
  })

  it('is measured as nothing when nothing waits', async () => {
    const world = await aHealthyWorld()
    await world.service.work.measurePending()
    expect(world.memory.counts()).toEqual([{ name: 'OldestPendingSeconds', dimensions: {}, count: 0 }])
  })

  it('behind an open breaker is a failure that names it', async () => {
    const world = await aHealthyWorld()
    const since = world.time.now
    await world.memory.breakers.open({ name: `sign ${card}`, reason: 'signer/expired', since, probeAt: since })
    expect(await saidOf(world, 'breakers')).toMatchObject({
      status: 'failure',
      message: 'what is broken waits: sign pass.com.example.card (signer/expired, since 2026-11-21T12:00:00.000Z)',
    })
  })
})

describe('a clock', () => {
  it.each([
    [9, 'ok', 'agrees with that of the others'],
    [-11, 'warning', 'is 11 seconds behind'],
    [61, 'failure', 'is 61 seconds ahead'],
    [-600, 'failure', 'is 10 minutes behind'],
  ])('that is off by %i seconds is %s', async (seconds, status, message) => {
    const world = await aHealthyWorld()
    const vitals = [
      { kind: 'queue', name: 'silent', look: () => Promise.resolve({}) },
      { kind: 'table', name: 'passes', look: () => Promise.resolve({ at: world.time.now - seconds * 1000 }) },
    ] as const
    expect(await saidOf(world, 'clock', undefined, { vitals })).toMatchObject({ status, message })
  })
})
