import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service } from '../../lib/service/service.ts'
import { seededFaults, withFaults } from '../contracts/faults.ts'
import { recordsMayLag } from '../contracts/records.ts'
import { aDetail, aWorldOfRecords, outcomes, parkedIn, valuesIn } from './events-in.ts'
import { aPass, codeOf, put, settings, type World } from './world.ts'

const take = ({ service }: World, body: string): Promise<void> => service.ingest.take(body)

const numbered = (sequence: number, name: string, rest: object = {}): string =>
  aDetail({ sequence, patch: { name }, eventId: `e-${sequence}`, ...rest })

describe('events that a source numbers', () => {
  it('change a pass as long as their numbers go up, whatever the gaps', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, numbered(0, 'Bob'))
    await take(world, numbered(7, 'Eve'))
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
    expect(outcomes(world)).toEqual({ changed: 2 })
  })

  it('are left out when they come late, and not put aside', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, numbered(7, 'Eve'))
    await take(world, numbered(6, 'Bob'))
    await take(world, numbered(7, 'Bob', { eventId: 'other' }))
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
    expect(outcomes(world)).toEqual({ changed: 1, stale: 2 })
    expect(await parkedIn(world)).toEqual([])
  })

  it('are counted for each source and each pass', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await put(world, { name: 'Ada' }, aPass('A-2'))
    await take(world, numbered(7, 'Eve'))
    await take(world, numbered(1, 'Bob', { source: '__proto__' }))
    await take(world, numbered(2, 'Bob', { serialNumber: 'A-2' }))
    await take(world, numbered(1, 'Mallory', { source: '__proto__', eventId: 'late' }))
    expect((await world.service.passes.read(aPass())).sequences).toEqual(
      Object.fromEntries([
        ['com.example.bookings', 7],
        ['__proto__', 1],
      ]),
    )
    expect(outcomes(world)).toEqual({ changed: 3, stale: 1 })
  })

  it('are remembered from the first one, by which the pass is issued, and through changes by others', async () => {
    const world = await aWorldOfRecords()
    await take(world, numbered(5, 'Bob', { template: 'card' }))
    await put(world, { name: 'Ada' })
    await world.service.passes.setVoided(aPass(), true, {})
    await take(world, numbered(4, 'Eve'))
    expect(await valuesIn(world)).toEqual({ name: 'Ada' })
    expect(outcomes(world)).toEqual({ created: 1, stale: 1 })
  })

  it('are forgotten with an erased pass', async () => {
    const world = await aWorldOfRecords()
    await take(world, numbered(5, 'Bob', { template: 'card' }))
    await world.service.passes.erase(aPass(), {})
    await put(world)
    await take(world, numbered(4, 'Eve'))
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
  })

  it('may be of 20 sources a pass; those of another one are put aside', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    for (let source = 1; source <= 20; source++) await take(world, numbered(1, `${source}`, { source: `s-${source}` }))
    await take(world, numbered(1, 'Eve', { source: 's-21' }))
    await take(world, numbered(2, 'Bob', { source: 's-20' }))
    await take(world, aDetail({ patch: { name: 'Grace' }, source: 's-21', eventId: 'without' }))
    expect((await parkedIn(world)).map(({ code }) => code)).toEqual(['event/too-many-sources'])
    expect(outcomes(world)).toEqual({ changed: 22, parked: 1 })
  })

  it('leave no number behind when they are refused', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await take(world, numbered(7, ''))
    await take(world, numbered(6, 'Bob'))
    expect(await valuesIn(world)).toEqual({ name: 'Bob' })
    expect(outcomes(world)).toEqual({ parked: 1, changed: 1 })
  })
})

const sources = ['a', 'b', 'c'] as const

const shown = {
  values: { name: { type: 'string' }, ...Object.fromEntries(sources.map((source) => [source, { type: 'integer' }])) },
  sample: { a: 0, b: 0, c: 0 },
  pass: {
    generic: {
      primaryFields: [{ key: 'name', label: 'Name', value: '${name}' }],
      auxiliaryFields: sources.map((source) => ({ key: source, label: source, value: `\${${source}}` })),
    },
  },
}

interface Said {
  readonly source: (typeof sources)[number]
  readonly sequence: number
}

/** What each source has said last. */
const newestOf = (all: readonly Said[]): ReadonlyMap<string, number> => {
  const newest = new Map<string, number>()
  for (const { source, sequence } of all) newest.set(source, Math.max(sequence, newest.get(source) ?? -1))
  return newest
}

/** Two processes, whose store fails now and then. */
const processesIn = ({ ports, memory }: World, seed: number): readonly Service[] =>
  [seed, seed + 1].map((each) =>
    makeService({ ...ports, records: withFaults(memory.records, seededFaults(each, recordsMayLag)) }, settings),
  )

/** Delivers an event as a queue does: again, until it is taken. */
const deliver = async ({ ingest }: Service, { source, sequence }: Said): Promise<void> => {
  const body = aDetail({ source, sequence, patch: { [source]: sequence }, eventId: `e-${sequence}` })
  for (;;) {
    const code = await codeOf(ingest.take(body))
    if (code === undefined) return
    expect(['service/unavailable', 'pass/busy']).toContain(code)
  }
}

describe('events of several sources', () => {
  const said = fc.record({ source: fc.constantFrom(...sources), sequence: fc.nat({ max: 6 }) })
  const delivery = fc.record({ said, round: fc.nat({ max: 3 }), process: fc.nat({ max: 1 }) })

  it('come to what each has said last, however often, late and at once they come, and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { maxLength: 24 }), fc.nat(), async (all, seed) => {
        const world = await aWorldOfRecords(shown)
        await put(world, { name: 'Ada', a: -1, b: -1, c: -1 })
        const processes = processesIn(world, seed)
        for (const round of [0, 1, 2, 3]) {
          const now = all.filter((each) => each.round === round)
          await Promise.all(now.map((each) => deliver(processes[each.process] ?? world.service, each.said)))
        }
        const newest = newestOf(all.map((each) => each.said))
        const { values, sequences, revision, version } = await world.service.passes.read(aPass())
        expect(values).toEqual({ name: 'Ada', a: -1, b: -1, c: -1, ...Object.fromEntries(newest) })
        expect(new Map(Object.entries(sequences ?? {}))).toEqual(newest)
        const distinct = new Set(all.map((each) => JSON.stringify(each.said)))
        expect(revision - 1).toBeLessThanOrEqual(distinct.size)
        // Each that was written showed something new: none was written twice, and none went back.
        expect(version).toBe(revision)
        expect(await parkedIn(world)).toEqual([])
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
