/** Copying a backup into a deployment that lost its tables, or that holds something else since. */
import { describe, expect, it } from 'vitest'
import { memoryLinkRevocations } from '../../lib/adapters/memory/link-revocations.ts'
import { recordStore } from '../../lib/adapters/memory/records.ts'
import { memoryRecovery } from '../../lib/adapters/memory/recovery.ts'
import { registrationStore } from '../../lib/adapters/memory/registrations.ts'
import { memoryTemplates } from '../../lib/adapters/memory/templates.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { type Backup, type CopyStep, copySteps, makeCopy } from '../../lib/service/restore/copy.ts'
import { aDevice, aPass, aPng, aReadyWorld, codeOf, connect, hold, noon, put, type World } from './world.ts'

/** A backup of what a world holds now. */
const backUp = async (world: World): Promise<Backup> => {
  const [records, registrations, templates] = [recordStore(), registrationStore(), memoryTemplates()]
  for (const version of (await world.memory.templates.versions('card', { limit: 9 })).items.toReversed())
    await templates.publish(version)
  for (const record of (await world.memory.recovery.records({ limit: 99 })).items)
    records.passes.set(`${record.passTypeIdentifier}/${record.serialNumber}`, record)
  for (const device of (await world.memory.recovery.devices({ limit: 99 })).items)
    registrations.devices.set(`${device.deviceLibraryIdentifier}/${device.passTypeIdentifier}`, device)
  const linkRevocations = memoryLinkRevocations()
  const { passTypeIdentifier } = aPass()
  const revokedBefore = await world.memory.linkRevocations.find(passTypeIdentifier)
  if (revokedBefore !== undefined) await linkRevocations.raise(passTypeIdentifier, revokedBefore)
  return { ...memoryRecovery({ records, registrations, keysOf: () => [] }), templates, linkRevocations }
}

const copyInto = async (
  { memory }: World,
  backup: Backup,
  { isDry = false, begun = memory.clock.now(), steps = copySteps as readonly CopyStep[] } = {},
): Promise<Readonly<Record<string, number>>> => {
  const { part } = await makeCopy({ ...memory, backup }, { isDry, begun })
  const counts: Record<string, number> = {}
  for (const step of steps) Object.assign(counts, (await part(step, { limit: 99 })).counts)
  await memory.settled()
  return counts
}

/** A world with Ada on a phone and Grace on none; a minute later it is backed up. */
const aBackedUpWorld = async () => {
  const world = await aReadyWorld()
  connect(world)
  await put(world)
  await put(world, { name: 'Grace' }, aPass('A-2'))
  await hold(world)
  world.time.now += 60_000
  return { world, backup: await backUp(world) }
}

/** A deployment without anything, but with the files of another one; as after the loss of its tables. */
const afterLoss = async (old: World): Promise<World> => {
  const world = await aReadyWorld()
  connect(world)
  world.time.now = old.time.now
  return world
}

const recordOf = ({ memory }: World, pass: PassId = aPass()) => memory.records.get(pass)

const noticesOf = ({ memory }: World) => memory.notices().map(({ type }) => type)

describe('copying into a deployment that lost its tables', () => {
  it('keeps links revoked that were revoked, of a pass and of a pass type', async () => {
    const { world: old } = await aBackedUpWorld()
    const { passTypeIdentifier } = aPass()
    await old.service.links.revokeOf(aPass())
    await old.service.links.revokeBefore(passTypeIdentifier, noon)
    const world = await afterLoss(old)
    expect(await copyInto(world, await backUp(old))).toMatchObject({ 'revocations of links written': 1 })
    expect(await recordOf(world)).toMatchObject({ linksRevokedBefore: old.time.now / 1000 + 1 })
    expect(await world.memory.linkRevocations.find(passTypeIdentifier)).toBe(noon / 1000)
    expect(await copyInto(world, await backUp(old))).not.toHaveProperty('revocations of links written')
  })

  it('counts a pass type whose links stay revoked once, however many templates it has', async () => {
    const { world: old } = await aBackedUpWorld()
    await old.service.links.revokeBefore(aPass().passTypeIdentifier, noon)
    const backup = await backUp(old)
    const templates = memoryTemplates()
    for (const version of (await backup.templates.versions('card', { limit: 1 })).items)
      for (const name of ['card', 'other']) await templates.publish({ ...version, name, version: 1 })
    const parts = { ...(await afterLoss(old)).memory, backup: { ...backup, templates } }
    const { part } = await makeCopy(parts, { isDry: true, begun: old.time.now })
    const { next, counts } = await part('templates', { limit: 1 })
    expect(counts).toMatchObject({ 'revocations of links written': 1 })
    const others = await part('templates', { limit: 9, ...(next === undefined ? {} : { cursor: next }) })
    expect(others.counts).toEqual({ 'template versions written': 1 })
    const again = await makeCopy(parts, { isDry: true, begun: old.time.now })
    expect((await again.part('templates', { limit: 9 })).counts).toMatchObject({ 'revocations of links written': 1 })
  })

  it('brings back passes and registrations, and tells nobody that they were issued', async () => {
    const { world: old, backup } = await aBackedUpWorld()
    const world = await afterLoss(old)
    expect(await copyInto(world, backup)).toEqual({
      'template versions that were the same': 1,
      'records written': 2,
      'registrations written': 1,
    })
    expect(await recordOf(world)).toMatchObject({ values: { name: 'Ada' }, revision: 1001, version: 1001 })
    expect((await world.memory.registrations.find(aDevice()))?.passes.get(aPass().serialNumber)).toBeDefined()
    expect(noticesOf(world)).not.toContain('pass.issued')
  })

  it('gives devices another epoch: no tag of before means anything', async () => {
    const { world: old, backup } = await aBackedUpWorld()
    const before = await old.memory.registrations.find(aDevice())
    const world = await afterLoss(old)
    await copyInto(world, backup)
    const device = await world.memory.registrations.find(aDevice())
    expect(device?.pushToken).toBe(before?.pushToken)
    expect(device?.epoch).not.toBe(before?.epoch)
  })

  it('may be gone on with: what is there already is the same', async () => {
    const { world: old, backup } = await aBackedUpWorld()
    const world = await afterLoss(old)
    const begun = world.time.now
    await copyInto(world, backup, { begun })
    world.time.now += 1000
    await put(world, { name: 'Ada Lovelace' })
    expect(await copyInto(world, backup, { begun })).toMatchObject({
      'records that were the same': 1,
      'records written since the copying began, left alone': 1,
      'registrations that were the same': 1,
    })
    expect(await recordOf(world)).toMatchObject({ values: { name: 'Ada Lovelace' } })
  })

  it('leaves out what was erased since, and its registrations', async () => {
    const { world: old, backup } = await aBackedUpWorld()
    await old.service.passes.erase(aPass(), {})
    const world = await afterLoss(old)
    const { items } = await old.memory.recovery.erasures({ limit: 9 })
    for (const erasure of items) await world.memory.recovery.keepTombstone(erasure)
    expect(await copyInto(world, backup)).toMatchObject({
      'records of erased passes, left out': 1,
      'registrations of passes that are not there, left out': 1,
    })
    expect(await codeOf(world.service.passes.read(aPass()))).toBe('pass/erased')
  })

  it('takes off an image that is not in the store any more', async () => {
    const { world: old } = await aBackedUpWorld()
    await old.service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
    const backup = await backUp(old)
    const world = await afterLoss(old)
    expect(await copyInto(world, backup)).toMatchObject({ 'images that are gone': 1 })
    expect(await recordOf(world)).toMatchObject({ images: {} })
    expect(await codeOf(world.service.passes.file(aPass()))).toBe(undefined)
  })

  it('makes a version of an image that is put again: devices were given the pass without it', async () => {
    const { world: old } = await aBackedUpWorld()
    await old.service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
    const backup = await backUp(old)
    const world = await afterLoss(old)
    await copyInto(world, backup)
    await world.service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
    expect(await recordOf(world)).toMatchObject({ version: 1003, images: { 'thumbnail.png': {} } })
  })
})

describe('copying into a deployment whose passes were changed since', () => {
  it('changes them back as their next version, which devices are told of', async () => {
    const { world, backup } = await aBackedUpWorld()
    world.time.now += 60_000
    await put(world, { name: 'Eve' })
    await world.memory.settled()
    world.time.now += 60_000
    expect(await copyInto(world, backup)).toMatchObject({ 'records written': 1, 'records that were the same': 1 })
    const record = await recordOf(world)
    expect(record).toMatchObject({ values: { name: 'Ada' }, revision: 3, version: 3, built: { version: 3 } })
    const device = await world.memory.registrations.find(aDevice())
    expect(device?.passes.get(aPass().serialNumber)?.v).toBe(3)
  })

  it('leaves alone what was issued and registered since', async () => {
    const { world, backup } = await aBackedUpWorld()
    await put(world, { name: 'New' }, aPass('A-3'))
    await hold(world, aPass('A-2'))
    await copyInto(world, backup, { begun: noon + 3_600_000 })
    expect(await recordOf(world, aPass('A-3'))).toMatchObject({ values: { name: 'New' } })
    expect((await world.memory.registrations.find(aDevice()))?.passes.size).toBe(2)
  })

  it('writes nothing if it only tries', async () => {
    const { world, backup } = await aBackedUpWorld()
    await put(world, { name: 'Eve' })
    world.time.now += 60_000
    expect(await copyInto(world, backup, { isDry: true })).toMatchObject({ 'records written': 1 })
    expect(await recordOf(world)).toMatchObject({ values: { name: 'Eve' } })
  })
})
