/** What holders of passes had said of themselves and had erased: a restore does not bring it back. */
import { describe, expect, it } from 'vitest'
import { memoryLinkRevocations } from '../../lib/adapters/memory/link-revocations.ts'
import { recordStore } from '../../lib/adapters/memory/records.ts'
import { memoryRecovery } from '../../lib/adapters/memory/recovery.ts'
import { registrationStore } from '../../lib/adapters/memory/registrations.ts'
import { memoryTemplates } from '../../lib/adapters/memory/templates.ts'
import type { PassRecord } from '../../lib/ports/records.ts'
import { makeCopy } from '../../lib/service/restore/copy.ts'
import { makeFinish } from '../../lib/service/restore/finish.ts'
import { aPersonalized } from './personal.ts'
import type { World } from './world.ts'

/** A world with a pass whose answers were erased after `backup` was read. */
const anErasedWorld = async (): Promise<{ readonly world: World; readonly backup: PassRecord }> => {
  const { world, pass } = await aPersonalized()
  const backup = await world.memory.records.get(pass)
  if (backup?.personalization?.answers === undefined) throw new TypeError('nobody has said anything')
  world.time.now += 60_000
  await world.service.passes.erasePersonalData(pass)
  world.time.now += 60_000
  return { world, backup }
}

const saidIn = async ({ memory }: World, pass: PassRecord) => (await memory.records.get(pass))?.personalization

describe('answers that were erased after the backup', () => {
  it('are not copied', async () => {
    const { world, backup } = await anErasedWorld()
    const records = recordStore()
    records.passes.set('', backup)
    const inventory = memoryRecovery({ records, registrations: registrationStore(), keysOf: () => [] })
    const parts = {
      ...world.memory,
      backup: { ...inventory, templates: memoryTemplates(), linkRevocations: memoryLinkRevocations() },
    }
    const { part } = await makeCopy(parts, { begun: world.time.now, isDry: false })
    expect((await part('records', { limit: 9 })).counts).toEqual({ 'records written': 1 })
    expect(await saidIn(world, backup)).toEqual({ at: backup.personalization?.at })
  })

  it('are not copied, even if nobody got to note that they were erased', async () => {
    const { world, backup } = await anErasedWorld()
    const records = recordStore()
    records.passes.set('', backup)
    const inventory = memoryRecovery({ records, registrations: registrationStore(), keysOf: () => [] })
    const recovery = { ...world.memory.recovery, erasures: () => Promise.resolve({ items: [] }) }
    const parts = {
      ...world.memory,
      recovery,
      backup: { ...inventory, templates: memoryTemplates(), linkRevocations: memoryLinkRevocations() },
    }
    const { part } = await makeCopy(parts, { begun: world.time.now, isDry: false })
    expect((await part('records', { limit: 9 })).counts).toEqual({ 'records written': 1 })
    expect(await saidIn(world, backup)).toEqual({ at: backup.personalization?.at })
  })

  it('are erased again where tables were put back', async () => {
    const { world, backup } = await anErasedWorld()
    const current = await world.memory.records.get(backup)
    const write = { record: { ...backup, writeId: 'put back' }, replaces: current?.revision ?? 0, now: 0 }
    expect(await world.memory.records.write(write)).toBe('written')
    const { erase } = await makeFinish(world.memory, {
      ...{ restoredAt: 1, isDry: false, pace: () => Promise.resolve() },
      tell: () => undefined,
    })
    expect(await erase()).toMatchObject({ looked: 1, erased: 1 })
    expect(await saidIn(world, backup)).toEqual({ at: backup.personalization?.at })
  })
})
