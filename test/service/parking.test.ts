/** Passes that cannot be built: one is put aside, others are not held up by it. */
import { describe, expect, it } from 'vitest'
import { buildMessageText, readBuildMessage } from '../../lib/adapters/aws/build-message.ts'
import { queueHandler } from '../../lib/adapters/lambda/batch.ts'
import type { BuildMessage } from '../../lib/ports/queues.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { aDevice, aPass, aPng, aReadyWorld, hold, noon, put, tokenOf, type World } from './world.ts'

const minute = 60_000
const hour = 60 * minute

const recordOf = ({ service }: World, pass: PassId = aPass()) => service.passes.read(pass)

/** Has a pass wait for its second version, whose values nothing can be made of: as an older release might have written it. */
const spoil = async (world: World, pass: PassId = aPass()): Promise<void> => {
  const { passes } = world.service
  await passes.patch(pass, { values: { name: 'Grace' } }, {})
  const record = await passes.read(pass)
  const spoiled = { ...record, values: {}, revision: record.revision + 1, writeId: 'spoiled' }
  await world.memory.records.write({ record: spoiled, replaces: record.revision, now: noon / 1000 })
}

/** A pass on a device. */
const aHeldPass = async (world: World, pass: PassId = aPass()): Promise<PassId> => {
  await put(world, { name: 'Ada' }, pass)
  await hold(world, pass)
  return pass
}

const build = ({ service }: World, pass: PassId = aPass(), version = 2): Promise<void> =>
  service.work.build({ kind: 'build', pass, version })

/** A pass whose second version is put aside. */
const aParkedPass = async (): Promise<World> => {
  const world = await aReadyWorld()
  await aHeldPass(world)
  await spoil(world)
  await build(world)
  return world
}

const versionOnDevice = async ({ memory }: World, pass: PassId = aPass()): Promise<number | undefined> =>
  (await memory.registrations.find(aDevice()))?.passes.get(pass.serialNumber)?.v

const failuresOf = async ({ memory }: World) =>
  (await memory.events.list(aPass(), { limit: 50 })).items.filter(({ kind }) => kind === 'build-failed')

/** Takes down what is sent to the queues of builds. */
const sentBuilds = (world: World): { readonly lane: unknown; readonly message: unknown }[] => {
  const sent: { readonly lane: unknown; readonly message: unknown }[] = []
  world.interfere((call, [messages, lane]) => {
    if (call !== 'queues.sendBuilds' || !Array.isArray(messages)) return
    for (const message of messages) sent.push({ lane, message })
  })
  return sent
}

describe('a record that cannot be built', () => {
  it('is told on its timeline once, with its findings, and to other systems, and is counted', async () => {
    const world = await aParkedPass()
    await build(world)
    const detail = { version: 2, code: 'values/invalid', findings: ['value-missing'] }
    expect(await failuresOf(world)).toEqual([
      { pass: aPass(), at: noon, key: 'build-failed-2', kind: 'build-failed', detail },
    ])
    const [notice, ...others] = world.memory.notices().filter((each) => each.type === 'pass.failed')
    expect(notice?.detail).toMatchObject({ serialNumber: 'A-1', version: 2, code: 'values/invalid' })
    expect(others.every(({ id }) => id === notice?.id)).toBe(true)
    const failed = world.memory.counts().filter(({ name }) => name === 'BuildsFailed')
    expect(failed).toEqual([{ name: 'BuildsFailed', dimensions: { code: 'values/invalid' }, count: 2 }])
  })

  it('is acknowledged, and the others of its batch are built and announced', async () => {
    const world = await aReadyWorld()
    const [bad, ...good] = ['B-1', 'B-2', 'B-3'].map((serialNumber) => aPass(serialNumber)) as [PassId, ...PassId[]]
    for (const pass of [bad, ...good]) await aHeldPass(world, pass)
    await spoil(world, bad)
    for (const pass of good) await put(world, { name: 'Grace' }, pass)
    const messages = [bad, ...good].map((pass): BuildMessage => ({ kind: 'build', pass, version: 2 }))
    const Records = messages.map((message, index) => ({ messageId: `${index}`, body: buildMessageText(message) }))
    const handler = queueHandler('build/failed', readBuildMessage, (message) => world.service.work.build(message))
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] })
    const versions = await Promise.all([bad, ...good].map((pass) => versionOnDevice(world, pass)))
    expect(versions).toEqual([1, 2, 2])
  })

  it('leaves the last good version to phones, which do not have it tried at each fetch', async () => {
    const world = await aParkedPass()
    const request = { pass: aPass(), token: await tokenOf(world) }
    await world.service.wallet.latest(request)
    world.takeCalls()
    expect(await world.service.wallet.latest(request)).toMatchObject({ kind: 'pass', lastModified: noon / 1000 })
    expect(world.takeCalls().filter((call) => !call.startsWith('events.'))).toEqual(['records.get', 'assets.get'])
    world.time.now += minute
    await world.service.wallet.latest(request)
    expect(world.takeCalls().length).toBeGreaterThan(2)
  })

  it('waits where nothing gives way to it', async () => {
    const world = await aParkedPass()
    expect((await recordOf(world)).pending).toMatchObject({ version: 2, lane: 'rollout' })
    expect(await world.memory.records.pending(noon + 24 * hour, 10)).toEqual([])
  })

  it('is tried again after five minutes, later each time, and every six hours in the end', async () => {
    const world = await aParkedPass()
    const sent = sentBuilds(world)
    const tried: number[] = []
    // As often as the schedule runs.
    for (let minutes = 0; minutes <= 36 * 60; minutes += 5) {
      world.time.now = noon + minutes * minute + 1
      if ((await world.service.work.redrive()) === 0) continue
      tried.push(minutes)
      await build(world)
    }
    expect(tried).toEqual([5, 15, 35, 75, 155, 315, 635, 1000, 1365, 1730, 2095])
    expect(sent[0]).toEqual({ lane: 'rollout', message: { kind: 'build', pass: aPass(), version: 2 } })
  })

  it('is built and announced by that, once it can be', async () => {
    const world = await aReadyWorld()
    await aHeldPass(world)
    await world.service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
    const { key } = Object.values((await recordOf(world)).images)[0]!
    await world.memory.assets.remove('images', key)
    await build(world)
    expect((await failuresOf(world)).map(({ detail }) => detail)).toEqual([
      { version: 2, code: 'pass/image-not-found' },
    ])
    expect(await versionOnDevice(world)).toBe(1)
    await world.memory.assets.put('images', key, aPng(), { contentType: 'image/png' })
    world.memory.onRollouts((message) =>
      message.kind === 'rollout' ? Promise.resolve() : world.service.work.build(message, 'rollout'),
    )
    world.time.now += 5 * minute + 1
    expect(await world.service.work.redrive()).toBe(1)
    await world.memory.settled()
    expect(await versionOnDevice(world)).toBe(2)
    expect((await recordOf(world)).pending).toBe(undefined)
  })

  it('whose image was lost leaves the version before it to phones', async () => {
    const world = await aReadyWorld()
    await aHeldPass(world)
    await world.service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
    await world.memory.assets.removeAll('images', 'pass.com.example.card/A-1/')
    expect(await world.service.passes.file(aPass())).toMatchObject({ modifiedAt: noon / 1000 })
  })

  it('takes its turn with a new version as any other pass does', async () => {
    const world = await aParkedPass()
    await put(world, { name: 'Joan' })
    expect((await recordOf(world)).pending).toEqual({ version: 3, since: noon })
    await build(world, aPass(), 3)
    expect(await versionOnDevice(world)).toBe(3)
  })

  it('that nobody holds any more no longer waits', async () => {
    const world = await aParkedPass()
    await world.service.wallet.unregister({ device: aDevice(), pass: aPass(), token: await tokenOf(world) })
    await build(world)
    expect((await recordOf(world)).pending).toBe(undefined)
  })

  it('that another write beside it made forget that it waits, waits again', async () => {
    const world = await aParkedPass()
    await world.memory.records.clearPending(aPass(), 2)
    await build(world)
    expect((await recordOf(world)).pending).toMatchObject({ version: 2, lane: 'rollout' })
  })
})

it('a write that had read the record before something began to wait does not make it forget that', async () => {
  const world = await aParkedPass()
  await world.memory.records.clearPending(aPass(), 2)
  let isFirst = true
  world.interfere(async (call) => {
    if (call !== 'records.write' || !isFirst) return
    isFirst = false
    await world.memory.records.setPending(aPass(), { version: 2, since: noon })
  })
  const record = await recordOf(world)
  const values = { name: 'Grace' }
  await world.memory.records.write({
    record: { ...record, values, revision: record.revision + 1, writeId: 'mended' },
    replaces: record.revision,
    now: noon / 1000,
  })
  const { pass } = await put(world, values)
  expect(pass.version).toBe(2)
  expect((await recordOf(world)).pending).toEqual({ version: 2, since: noon })
})
