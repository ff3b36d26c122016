import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aDetail, anEnvelope, aWorldOfRecords, outcomes, parkedIn, valuesIn } from './events-in.ts'
import { anArchive, aPass, codeOf, noon, put, type World } from './world.ts'

const day = 24 * 60 * 60 * 1000

const two = {
  values: { name: { type: 'string' }, gate: { type: 'string' } },
  sample: { gate: 'B1' },
  pass: {
    generic: {
      primaryFields: [{ key: 'name', label: 'Name', value: '${name}' }],
      secondaryFields: [{ key: 'gate', label: 'Gate', value: '${gate}' }],
    },
  },
}

const take = ({ service }: World, body: string): Promise<void> => service.ingest.take(body)

/** A world with the pass `A-1` of Ada at gate B1. */
const aPassWorld = async (): Promise<World> => {
  const world = await aWorldOfRecords(two)
  await put(world, { name: 'Ada', gate: 'B1' })
  return world
}

describe('an event', () => {
  it('with a patch changes the values that it names', async () => {
    const world = await aPassWorld()
    await take(world, aDetail({ patch: { gate: 'B12' } }))
    expect(await valuesIn(world)).toEqual({ name: 'Ada', gate: 'B12' })
    expect(outcomes(world)).toEqual({ changed: 1 })
  })

  it('with values replaces all of them, and keeps template and state', async () => {
    const world = await aPassWorld()
    await world.service.passes.setVoided(aPass(), true, {})
    await take(world, aDetail({ values: { name: 'Grace', gate: 'C3' } }))
    const { values, voided, template } = await world.service.passes.read(aPass())
    expect([values, voided, template]).toEqual([{ name: 'Grace', gate: 'C3' }, true, { name: 'card', version: 1 }])
  })

  it('makes a pass void, and valid again', async () => {
    const world = await aPassWorld()
    await take(world, aDetail({ voided: true }))
    expect((await world.service.passes.read(aPass())).voided).toBe(true)
    await take(world, aDetail({ voided: false, eventId: 'e-2' }))
    expect((await world.service.passes.read(aPass())).voided).toBe(false)
  })

  it('with a template moves the pass to it', async () => {
    const world = await aPassWorld()
    await world.service.templates.publish(anArchive({ ...two, pass: { ...two.pass, logoText: 'New' } }))
    await take(world, aDetail({ template: 'card' }))
    expect((await world.service.passes.read(aPass())).template).toEqual({ name: 'card', version: 2 })
  })

  it('of an unknown serial number with a template issues the pass, with values or with a patch as values', async () => {
    const world = await aWorldOfRecords(two)
    await take(world, aDetail({ template: 'card', values: { name: 'Ada', gate: 'B1' }, voided: true }))
    await take(
      world,
      aDetail({ serialNumber: 'A-2', template: 'card', patch: { name: 'Bob', gate: 'C1', old: null }, eventId: '2' }),
    )
    expect(await world.service.passes.read(aPass())).toMatchObject({
      values: { name: 'Ada', gate: 'B1' },
      voided: true,
    })
    expect(await world.service.passes.read(aPass('A-2'))).toMatchObject({ values: { name: 'Bob', gate: 'C1' } })
    expect(outcomes(world)).toEqual({ created: 2 })
  })

  it('comes in the envelope of EventBridge, too, which says who tells it', async () => {
    const world = await aPassWorld()
    await take(world, anEnvelope({ patch: { gate: 'B12' } }))
    await take(world, aDetail({ patch: { gate: 'B12' } }))
    expect(await valuesIn(world)).toMatchObject({ gate: 'B12' })
    expect(outcomes(world)).toEqual({ changed: 1, repeated: 1 })
  })

  it('whose detail names id and source itself is known by these', async () => {
    const world = await aPassWorld()
    await take(world, anEnvelope({ patch: { gate: 'B12' }, eventId: 'mine', source: 'me' }))
    await take(
      world,
      anEnvelope({ patch: { gate: 'B12' }, eventId: 'mine', source: 'me' }, { id: 'other', source: 'x y' }),
    )
    expect(outcomes(world)).toEqual({ changed: 1, repeated: 1 })
  })

  it('changes a pass once, however often it comes, also when others have changed it since', async () => {
    const world = await aPassWorld()
    await take(world, aDetail({ patch: { gate: 'B12' } }))
    await put(world, { name: 'Ada', gate: 'B13' })
    await take(world, aDetail({ patch: { gate: 'B12' } }))
    world.time.now = noon + 13 * day
    await take(world, aDetail({ patch: { gate: 'B12' } }))
    expect(await valuesIn(world)).toMatchObject({ gate: 'B13' })
    expect(outcomes(world)).toEqual({ changed: 1, repeated: 2 })
  })

  it('without effect makes no version', async () => {
    const world = await aPassWorld()
    await take(world, aDetail({ patch: { gate: 'B1' } }))
    expect((await world.service.passes.read(aPass())).version).toBe(1)
    expect(outcomes(world)).toEqual({ unchanged: 1 })
  })

  it('that the store does not answer to is to be taken again, and nothing is put aside', async () => {
    const world = await aPassWorld()
    world.interfere((call) => {
      if (call === 'records.write') throw new UnavailableError('gone')
    })
    expect(await codeOf(take(world, aDetail({ patch: { gate: 'B12' } })))).toBe('service/unavailable')
    world.interfere(undefined)
    expect(await parkedIn(world)).toEqual([])
    await take(world, aDetail({ patch: { gate: 'B12' } }))
    expect(await valuesIn(world)).toMatchObject({ gate: 'B12' })
  })

  it('that others are always in the way of is to be taken again', async () => {
    const world = await aPassWorld()
    let count = 0
    const hook = async (call: string): Promise<void> => {
      if (call !== 'records.write') return
      world.interfere(undefined)
      await put(world, { name: 'other', gate: `C${++count}` })
      world.interfere(hook)
    }
    world.interfere(hook)
    expect(await codeOf(take(world, aDetail({ patch: { name: 'Eve' } })))).toBe('pass/busy')
    expect(await parkedIn(world)).toEqual([])
  })

  it('about a pass waits for another one about it, and for none about others', async () => {
    const world = await aPassWorld()
    await put(world, { name: 'Bob', gate: 'B2' }, aPass('A-2'))
    const writes: string[] = []
    let running = 0
    let most = 0
    world.interfere(async (call, [write]) => {
      if (call !== 'records.write') return
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      writes.push(JSON.stringify(write).includes('A-2') ? 'A-2' : 'A-1')
    })
    await Promise.all([
      take(world, aDetail({ patch: { gate: '1' }, eventId: '1' })),
      take(world, aDetail({ patch: { gate: '2' }, eventId: '2' })),
      take(world, aDetail({ serialNumber: 'A-2', patch: { gate: '3' }, eventId: '3' })),
    ])
    expect(writes).toHaveLength(3)
    expect(most).toBe(2)
    expect(await valuesIn(world)).toMatchObject({ gate: '2' })
  })
})
