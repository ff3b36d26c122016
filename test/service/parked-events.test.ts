import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aDetail, anEnvelope, aWorldOfRecords, outcomes, parkedIn, valuesIn } from './events-in.ts'
import { aPass, codeOf, connect, noon, publish, put, type World } from './world.ts'

const take = ({ service }: World, body: string): Promise<void> => service.ingest.take(body)

/** The only event that was put aside. */
const theOne = async (world: World) => {
  const [event, ...others] = await parkedIn(world)
  expect(others).toEqual([])
  if (!event) throw new Error('nothing was put aside')
  return event
}

const withoutSource = { ...aPass(), patch: { name: 'Eve' } }

describe('an event that cannot change its pass is put aside', () => {
  it('with what was wrong, when, of which pass, and as it came', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    const body = aDetail({ patch: { name: 7 } })
    await take(world, body)
    expect(await theOne(world)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: noon,
      code: 'values/invalid',
      reason: expect.stringContaining('/name'),
      findings: [{ code: 'value-type', path: '/name', message: 'has the type "number"; expected "string"' }],
      pass: aPass(),
      body,
    })
    expect(await valuesIn(world)).toEqual({ name: 'Ada' })
    expect(outcomes(world)).toEqual({ parked: 1 })
  })

  it.each([
    ['is no JSON', '{', 'request/json-invalid', []],
    ['is no object', '[]', 'event/invalid', ['']],
    ['is of another kind', anEnvelope({ patch: {} }, { 'detail-type': 'Other' }), 'event/invalid', []],
    ['has no detail', anEnvelope({}, { detail: 'x' }), 'event/invalid', []],
    ['has neither id nor source', JSON.stringify(withoutSource), 'event/invalid', ['/eventId', '/source']],
    ['says nothing of the pass', aDetail(), 'event/invalid', ['']],
    ['gives values and a patch', aDetail({ values: {}, patch: {} }), 'event/invalid', ['/patch']],
    ['has something unknown', aDetail({ patch: {}, push: true }), 'event/invalid', ['/push']],
    ['has a bad serial number', aDetail({ patch: {}, serialNumber: 'a/b' }), 'event/invalid', ['/serialNumber']],
    ['has a bad pass type', aDetail({ patch: {}, passTypeIdentifier: 'x' }), 'event/invalid', ['/passTypeIdentifier']],
    ['has a sequence that is no number', aDetail({ patch: {}, sequence: '1' }), 'event/invalid', ['/sequence']],
    ['has a sequence beyond all', aDetail({ patch: {}, sequence: 2 ** 53 }), 'event/invalid', ['/sequence']],
    ['has an empty id', aDetail({ patch: {}, eventId: '' }), 'event/invalid', ['/eventId']],
    ['has a source of many words', anEnvelope({ patch: {} }, { source: 'a b' }), 'event/invalid', ['/source']],
    ['is about an unknown pass', aDetail({ patch: {}, serialNumber: 'A-2' }), 'pass/not-found', []],
    ['names an unknown template', aDetail({ template: 'other' }), 'template/not-found', []],
    [
      'gives another serial number',
      aDetail({ values: { name: 'A', serialNumber: 'x' } }),
      'values/invalid',
      ['/serialNumber'],
    ],
  ])('if it %s', async (_, body, code, paths) => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, body)
    const event = await theOne(world)
    expect([event.code, event.findings.map(({ path }) => path), event.body]).toEqual([code, paths, body])
    expect(await valuesIn(world)).toEqual({ name: 'Ada' })
  })

  it('once, however often it comes', async () => {
    const world = await aWorldOfRecords()
    await take(world, anEnvelope({ patch: { name: 'Eve' } }))
    world.time.now += 1000
    await take(world, aDetail({ patch: { name: 'Eve' } }))
    await take(world, '{')
    await take(world, '{')
    const all = (await parkedIn(world)).map(({ code, at }) => `${code} ${at - noon}`)
    expect(all.sort()).toEqual(['pass/not-found 1000', 'request/json-invalid 1000'])
  })

  it('if it says another thing under the id of one that was taken', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, aDetail({ patch: { name: 'Eve' } }))
    await take(world, aDetail({ patch: { name: 'Mallory' } }))
    expect((await theOne(world)).code).toBe('idempotency/key-reused')
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
  })

  it('but not kept, if it is larger than what is taken', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, aDetail({ patch: { name: 'x'.repeat(256 * 1024) } }))
    const event = await theOne(world)
    expect([event.code, event.body]).toEqual(['request/too-large', undefined])
    expect(await codeOf(world.service.parked.retry(event.id))).toBe('parked/not-kept')
  })

  it('with the first faults and words if there are very many and long ones', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    const long = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}-${'x'.repeat(400)}`, 1]))
    await take(world, aDetail({ patch: {}, [`y${'y'.repeat(50_000)}`]: 1, ...long }))
    const { findings, reason } = await theOne(world)
    expect(findings.length).toBeGreaterThan(10)
    expect(JSON.stringify(findings).length).toBeLessThan(15_000)
    expect(reason.length).toBeLessThanOrEqual(2000)
  })

  it('if a name in it has half of a surrogate pair, of which none comes to where texts are stored', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, aDetail({ eventId: 'detail', patch: {}, '\ud800': 1 }))
    await take(world, aDetail({ eventId: 'values', patch: { '\ud800': 'x' } }))
    for (const lead of ['x', 'xx'])
      await take(world, aDetail({ eventId: lead, patch: {}, [`${lead}${'\u{1f600}'.repeat(3000)}`]: 1 }))
    const events = await parkedIn(world)
    expect(events.map(({ code }) => code).sort()).toEqual([...Array(3).fill('event/invalid'), 'values/invalid'])
    expect(events.filter(({ reason }) => /\p{Cs}/u.test(reason))).toEqual([])
  })

  it('only when that is possible: otherwise it is to be taken again', async () => {
    const world = await aWorldOfRecords()
    world.interfere((call) => {
      if (call === 'parked.put') throw new UnavailableError('gone')
    })
    expect(await codeOf(take(world, '{'))).toBe('service/unavailable')
    expect(outcomes(world)).toEqual({})
  })
})

describe('an event about an erased pass', () => {
  it('does not issue it anew, and is not kept: only that it came', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await world.service.passes.erase(aPass(), {})
    const bodies: unknown[] = []
    world.interfere((call, [event]) => {
      if (call === 'parked.put') bodies.push(Reflect.get(Object(event), 'body'))
    })
    await take(world, aDetail({ template: 'card', values: { name: 'Ada' } }))
    expect(bodies).toEqual([undefined])
    const event = await theOne(world)
    expect([event.code, event.body, event.pass]).toEqual(['pass/erased', undefined, aPass()])
    expect(await codeOf(world.service.passes.read(aPass()))).toBe('pass/erased')
  })

  it('changes the pass that was issued anew since', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await world.service.passes.erase(aPass(), {})
    await put(world)
    await take(world, aDetail({ patch: { name: 'Eve' } }))
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
  })

  it('that was put aside before goes with the pass', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, aDetail({ patch: { name: 7 } }))
    await world.service.passes.erase(aPass(), {})
    expect(await parkedIn(world)).toEqual([])
  })

  it('that was put aside goes with the pass, also if the erasure broke off', async () => {
    const world = await aWorldOfRecords()
    connect(world)
    await put(world)
    await take(world, aDetail({ patch: { name: 7 } }))
    let isFirst = true
    world.interfere((call) => {
      if (call !== 'parked.removeAll' || !isFirst) return
      isFirst = false
      throw new UnavailableError('gone')
    })
    expect(await codeOf(world.service.passes.erase(aPass(), {}))).toBe('service/unavailable')
    await world.memory.settled()
    expect(await parkedIn(world)).toEqual([])
  })

  it('that is put aside while the pass is erased is not kept', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    world.interfere(async (call) => {
      if (call !== 'parked.put') return
      world.interfere(undefined)
      await world.service.passes.erase(aPass(), {})
    })
    await take(world, aDetail({ patch: { name: 7 } }))
    expect((await theOne(world)).body).toBeUndefined()
  })
})

describe('an event that was put aside', () => {
  it('is retried once its cause is mended, and gone then', async () => {
    const world = await aWorldOfRecords()
    await take(world, aDetail({ template: 'late', values: { name: 'Ada' } }))
    const { id } = await theOne(world)
    expect(await codeOf(world.service.parked.retry(id))).toBe('template/not-found')
    expect(await parkedIn(world)).toHaveLength(1)
    await publish(world, { settings: { name: 'late' } })
    expect(await world.service.parked.retry(id)).toMatchObject({ created: true, pass: { values: { name: 'Ada' } } })
    expect(await parkedIn(world)).toEqual([])
    expect(await codeOf(world.service.parked.retry(id))).toBe('parked/not-found')
  })

  it('changes nothing when it is retried after it came again and was taken', async () => {
    const world = await aWorldOfRecords()
    const body = aDetail({ patch: { name: 'Eve' } })
    await take(world, body)
    await put(world)
    await take(world, body)
    await put(world, { name: 'Grace' })
    expect(await world.service.parked.retry((await theOne(world)).id)).toMatchObject({ repeated: true })
    expect(await valuesIn(world)).toEqual({ name: 'Grace' })
  })

  it('does not undo what its source has said since', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, aDetail({ patch: { name: 7 }, sequence: 1 }))
    await take(world, aDetail({ patch: { name: 'Eve' }, sequence: 2, eventId: 'e-2' }))
    expect(await codeOf(world.service.parked.retry((await theOne(world)).id))).toBe('event/stale')
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
  })

  it('may be dropped, as often as one likes', async () => {
    const world = await aWorldOfRecords()
    await take(world, '{')
    const { id } = await theOne(world)
    await world.service.parked.drop(id)
    await world.service.parked.drop(id)
    expect(await parkedIn(world)).toEqual([])
  })
})
