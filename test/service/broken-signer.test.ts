/** A signer that is missing or broken: noted once for its pass type, tried now and then, and nothing is put aside. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { PassId } from '../../lib/ports/records.ts'
import { makeBuild } from '../../lib/service/make-build.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import {
  aDevice,
  aPass,
  aReadyWorld,
  codeOf,
  hold,
  noon,
  publish,
  put,
  settings,
  theChain,
  type World,
} from './world.ts'

const type = 'pass.com.example.card'
const breaker = `sign ${type}` as const
const minute = 60_000

const passes = ['A-1', 'A-2', 'A-3', 'A-4'].map((serialNumber) => aPass(serialNumber))

const build = ({ service }: World, pass: PassId): Promise<void> =>
  service.work.build({ kind: 'build', pass, version: 2 })

const waiting = async ({ service }: World): Promise<number> =>
  (await Promise.all(passes.map((pass) => service.passes.read(pass)))).filter(({ pending }) => pending).length

const builds = (calls: readonly string[]): number => calls.filter((call) => call === 'templates.get').length

/** An expired signer takes the place of the good one, and everybody has forgotten that one. */
const spoilSigner = async ({ memory, time }: World): Promise<void> => {
  await putSigner(memory.admin, type, await aChain({ algorithm: 'P-256', validTo: new Date('2026-11-01T00:00:00Z') }))
  time.now += 16 * minute
}

let world: World

beforeEach(async () => {
  world = await aReadyWorld()
  for (const pass of passes) {
    await put(world, { name: 'Ada' }, pass)
    await hold(world, pass)
  }
  await spoilSigner(world)
  for (const pass of passes) await put(world, { name: 'Grace' }, pass)
  world.takeCalls()
})

describe('a signer that has expired', () => {
  it('is noted for its pass type, counted and reported once, whoever meets it', async () => {
    const reports: string[] = []
    const ports = world.ports
    const start = () => makeBuild(ports, settings, ({ code, error }) => reports.push(`${code} ${error.code}`))
    const processes = [start(), start()]
    await Promise.all(passes.map((pass, index) => processes[index % 2]!({ kind: 'build', pass, version: 2 })))
    expect(await world.memory.breakers.list()).toEqual([
      { name: breaker, reason: 'signer/expired', since: world.time.now, probeAt: world.time.now + minute },
    ])
    const opened = world.memory.counts().filter(({ name }) => name === 'BreakersOpened')
    expect(opened).toEqual([{ name: 'BreakersOpened', dimensions: { name: breaker }, count: 1 }])
    expect(reports).toEqual(['breaker/opened signer/unusable'])
  })

  it('has all that it was to sign wait, and puts nothing aside', async () => {
    for (const pass of passes) await build(world, pass)
    expect(await waiting(world)).toBe(4)
    const events = await Promise.all(passes.map((pass) => world.memory.events.list(pass, { limit: 50 })))
    expect(events.flatMap(({ items }) => items).filter(({ kind }) => kind === 'build-failed')).toEqual([])
    expect(world.memory.notices().filter((notice) => notice.type === 'pass.failed')).toEqual([])
    expect(await world.memory.records.pending(world.time.now + 1, 10)).toHaveLength(4)
  })

  it('is not tried with each pass', async () => {
    await build(world, passes[0]!)
    world.takeCalls()
    for (const pass of passes) await build(world, pass)
    expect(world.takeCalls().filter((call) => !/^(records|registrations)\./.test(call))).toEqual([])
  })

  it('is not sent anything by the schedule, but one pass when it is time to try', async () => {
    for (const pass of passes) await build(world, pass)
    world.time.now += 5 * minute + 1
    await world.memory.breakers.open({ name: breaker, reason: 'x', since: noon, probeAt: world.time.now + 1 })
    expect(await world.service.work.redrive()).toBe(0)
    world.time.now += 1
    expect(await world.service.work.redrive()).toBe(1)
  })

  it('does not hold up other pass types', async () => {
    const other = aPass('O-1', 'pass.com.example.other')
    await publish(world, { settings: { name: 'other', passTypeIdentifier: 'pass.com.example.other' } })
    const chain = await aChain({ algorithm: 'P-256', passTypeIdentifier: 'pass.com.example.other' })
    await putSigner(world.memory.admin, 'pass.com.example.other', chain)
    await build(world, passes[0]!)
    await world.service.passes.put(other, { template: 'other', values: { name: 'Ada' } }, {})
    await world.memory.registrations.register({
      device: { ...aDevice(), passTypeIdentifier: other.passTypeIdentifier },
      ...{ serialNumber: other.serialNumber, issue: (await world.service.passes.read(other)).token.issue },
      ...{ pushToken: 'ab', now: 1, epoch: 'e' },
    })
    await world.service.passes.patch(other, { values: { name: 'Grace' } }, {})
    world.time.now += 5 * minute + 1
    const sent: unknown[] = []
    world.interfere((call, [messages]) => {
      if (call === 'queues.sendBuilds' && Array.isArray(messages)) sent.push(...messages)
    })
    await world.memory.breakers.probe(breaker, world.time.now, world.time.now + minute)
    await world.service.work.redrive()
    expect(sent).toEqual([{ kind: 'build', pass: other, version: 2 }])
    await build(world, other)
    expect((await world.service.passes.read(other)).built).toMatchObject({ version: 2 })
  })

  it('that was renewed builds one pass, which closes the breaker, and then all that waited', async () => {
    for (const pass of passes) await build(world, pass)
    await putSigner(world.memory.admin, type, await theChain())
    const redriven: number[] = []
    world.memory.onBuilds((message) => world.service.work.build(message))
    for (let run = 0; run < 2; run++) {
      world.time.now += 5 * minute + 1
      redriven.push(await world.service.work.redrive())
      await world.memory.settled()
    }
    expect(redriven).toEqual([1, 3])
    expect(await waiting(world)).toBe(0)
    expect(await world.memory.breakers.list()).toEqual([])
  })

  it('that is tried in vain is left alone for another minute', async () => {
    await build(world, passes[0]!)
    world.time.now += minute
    world.takeCalls()
    for (const pass of passes) await build(world, pass)
    expect(builds(world.takeCalls())).toBeLessThanOrEqual(1)
    expect(await world.memory.breakers.find(breaker)).toMatchObject({ probeAt: world.time.now + minute })
  })
})

it('a signer that is missing has passes wait as well', async () => {
  const nobody = await aReadyWorld()
  await put(nobody)
  await hold(nobody)
  await put(nobody, { name: 'Grace' })
  const secrets = { ...nobody.ports.secrets, signers: () => Promise.resolve(undefined) }
  await makeBuild({ ...nobody.ports, secrets }, settings)({ kind: 'build', pass: aPass(), version: 2 })
  expect(await nobody.memory.breakers.find(breaker)).toMatchObject({ reason: 'signer/missing' })
  expect((await nobody.service.passes.read(aPass())).pending).toMatchObject({ version: 2 })
})

it('a signer that may not sign one pass goes on signing the others', async () => {
  const healthy = await aReadyWorld()
  const strange = aPass('S-1')
  await publish(healthy, { settings: { name: 'strange', teamIdentifier: 'OTHER67890' } })
  await healthy.service.passes.put(strange, { template: 'strange', values: { name: 'Ada' } }, {})
  const { token } = await healthy.service.passes.read(strange)
  await healthy.memory.registrations.register({
    ...{ device: aDevice(), serialNumber: strange.serialNumber, issue: token.issue },
    ...{ pushToken: 'ab', now: 1, epoch: 'e' },
  })
  await healthy.service.passes.patch(strange, { values: { name: 'Grace' } }, {})
  await build(healthy, strange)
  expect(await healthy.memory.breakers.list()).toEqual([])
  const { items } = await healthy.memory.events.list(strange, { limit: 5 })
  expect(items.map(({ kind, detail }) => [kind, detail.code])).toContainEqual(['build-failed', 'signer/wrong-team'])
})

it('a signer that may not sign one pass signs the newest version of another for who asks for it', async () => {
  const healthy = await aReadyWorld()
  const { passes } = healthy.service
  const strange = aPass('S-1')
  await publish(healthy, { settings: { name: 'strange', teamIdentifier: 'OTHER67890' } })
  await passes.put(strange, { template: 'strange', values: { name: 'Ada' } }, {})
  await put(healthy)
  await passes.file(aPass())
  await put(healthy, { name: 'Grace' })
  expect(await codeOf(passes.file(strange))).toBe('signer/unusable')
  await passes.file(aPass())
  expect((await passes.read(aPass())).built).toMatchObject({ version: 2 })
})
