/** The contract of Parked. */
import { expect } from 'vitest'
import type { Parked, ParkedEvent, ParkedSummary } from '../../lib/ports/parked.ts'
import { type Contract, contract, eventually, type Sentence } from './contract.ts'
import { allPages, aPass, cursorsTaken, now, unique, urlSafe } from './samples.ts'

/** The methods of Parked that may lag behind writes. */
export const parkedMayLag = ['list'] as const

const anEvent = (parts: Partial<ParkedEvent> = {}): ParkedEvent => ({
  id: unique(),
  at: now * 1000,
  code: 'values/invalid',
  reason: 'the values do not fit: /seat: "seat" is missing',
  findings: [{ code: 'value-missing', path: '/seat', message: '"seat" is missing' }],
  pass: aPass(),
  body: '{"detail": {"values": {"name": "Ada – 搭乗券"}}}',
  ...parts,
})

const summaryOf = ({ findings: _, body: __, ...summary }: ParkedEvent): ParkedSummary => summary

/** Those of the list that a check has put there: others have put theirs. */
const listed = async (
  parked: Parked,
  ids: readonly string[],
  meanwhile?: (items: readonly ParkedSummary[]) => Promise<unknown>,
): Promise<readonly ParkedSummary[]> =>
  (await allPages((page) => parked.list(page), 3, meanwhile)).flat().filter(({ id }) => ids.includes(id))

const shows = (parked: Parked, ids: readonly string[], expected: readonly ParkedEvent[]): Promise<void> =>
  eventually(async () => expect(await listed(parked, ids)).toStrictEqual(expected.map(summaryOf)))

const keeping: readonly Sentence<Parked>[] = [
  {
    sentence: 'an event comes back as it was put',
    check: async (parked) => {
      const whole = anEvent()
      const { pass: _, body: __, ...bare } = anEvent({ findings: [] })
      await parked.put(whole)
      await parked.put(bare)
      expect(await parked.get(whole.id)).toStrictEqual(whole)
      expect(await parked.get(bare.id)).toStrictEqual(bare)
    },
  },
  {
    sentence: 'an event of 256 KiB comes back as it was put',
    check: async (parked) => {
      const event = anEvent({ body: 'ü'.repeat(128 * 1024) })
      await parked.put(event)
      expect((await parked.get(event.id))?.body).toBe(event.body)
    },
  },
  {
    sentence: 'what was never put is not there',
    check: async (parked) => {
      expect(await parked.get(unique())).toBeUndefined()
    },
  },
  {
    sentence: 'what a reader does to an event that it was given stays with that reader',
    check: async (parked) => {
      const event = anEvent()
      await parked.put(event)
      Object.assign((await parked.get(event.id))?.findings[0] ?? {}, { code: 'other' })
      expect(await parked.get(event.id)).toStrictEqual(event)
    },
  },
  {
    sentence: 'another event with the same id takes its place, also in the list and for its pass',
    check: async (parked) => {
      const one = anEvent()
      const { body: _, ...rest } = one
      const other = { ...rest, at: one.at + 5, code: 'pass/not-found', pass: aPass() }
      await parked.put(one)
      await parked.put(other)
      expect(await parked.get(one.id)).toStrictEqual(other)
      await shows(parked, [one.id], [other])
      await parked.removeAll(one.pass ?? aPass())
      expect(await parked.get(one.id)).toStrictEqual(other)
    },
  },
  {
    sentence: 'of events with the same id that are put at the same time one is kept, and listed once',
    check: async (parked) => {
      const id = unique()
      const all = [1, 2, 3, 4].map((later) => anEvent({ id, at: now * 1000 + later }))
      await Promise.all(all.map((event) => parked.put(event)))
      const kept = await parked.get(id)
      expect(all).toContainEqual(kept)
      await shows(
        parked,
        [id],
        all.filter(({ at }) => at === kept?.at),
      )
    },
  },
]

const listing: readonly Sentence<Parked>[] = [
  {
    sentence: 'the list tells of each event once, the newest first, without findings and bodies',
    check: async (parked) => {
      const all = [3, 10, 2, 1, 30].map((later) => anEvent({ at: now * 1000 + later }))
      for (const event of all) await parked.put(event)
      const newestFirst = [...all].sort((a, b) => b.at - a.at)
      await shows(
        parked,
        all.map(({ id }) => id),
        newestFirst,
      )
    },
  },
  {
    sentence: 'events of the same time are all listed',
    check: async (parked) => {
      const all = Array.from({ length: 5 }, () => anEvent())
      await Promise.all(all.map((event) => parked.put(event)))
      const ids = all.map(({ id }) => id).sort()
      await eventually(async () => expect((await listed(parked, ids)).map(({ id }) => id).sort()).toEqual(ids))
    },
  },
  {
    sentence: 'an event that is put between two pages moves no other into or out of the list',
    check: async (parked) => {
      const all = Array.from({ length: 5 }, (_, index) => anEvent({ at: now * 1000 - index }))
      for (const event of all) await parked.put(event)
      const ids = all.map(({ id }) => id)
      await eventually(async () => {
        const meanwhile = (items: readonly ParkedSummary[]) =>
          items.some(({ id }) => ids.includes(id))
            ? parked.put(anEvent({ at: now * 1000 + 60_000 }))
            : Promise.resolve()
        expect(await listed(parked, ids, meanwhile)).toStrictEqual(all.map(summaryOf))
      })
    },
  },
  {
    sentence: 'cursors are text that is safe in a URL; what is no cursor is refused',
    check: async (parked) => {
      await parked.put(anEvent())
      await parked.put(anEvent())
      await eventually(async () => expect((await parked.list({ limit: 1 })).next).toMatch(urlSafe))
      expect(await cursorsTaken((page) => parked.list(page), [])).toEqual([])
    },
  },
]

const removal: readonly Sentence<Parked>[] = [
  {
    sentence: 'what was removed is neither there nor listed, and no other is touched',
    check: async (parked) => {
      const [one, other] = [anEvent(), anEvent()]
      await parked.put(one)
      await parked.put(other)
      await parked.remove(one.id)
      expect(await parked.get(one.id)).toBeUndefined()
      await shows(parked, [one.id, other.id], [other])
    },
  },
  {
    sentence: 'what was removed may be put again',
    check: async (parked) => {
      const event = anEvent()
      await parked.put(event)
      await parked.remove(event.id)
      await parked.put(event)
      expect(await parked.get(event.id)).toStrictEqual(event)
    },
  },
  {
    sentence: 'remove may be repeated, and for what never was there',
    check: async (parked) => {
      const event = anEvent()
      await parked.remove(event.id)
      await parked.put(event)
      await parked.remove(event.id)
      await parked.remove(event.id)
      expect(await parked.get(event.id)).toBeUndefined()
    },
  },
  {
    sentence:
      'removeAll removes all events about a pass, also those of a moment ago, and none about another or about none',
    check: async (parked) => {
      const [pass, other] = [aPass(), aPass()]
      const mine = Array.from({ length: 4 }, () => anEvent({ pass }))
      const { pass: _, ...nobodys } = anEvent()
      const others = [anEvent({ pass: other }), nobodys]
      await Promise.all([...mine, ...others].map((event) => parked.put(event)))
      await parked.removeAll(pass)
      expect(await Promise.all([...mine, ...others].map(({ id }) => parked.get(id)))).toStrictEqual([
        ...mine.map(() => undefined),
        ...others,
      ])
      await shows(
        parked,
        mine.map(({ id }) => id),
        [],
      )
    },
  },
  {
    sentence: 'removeAll may be repeated, and for a pass that no event is about',
    check: async (parked) => {
      const event = anEvent({ pass: aPass() })
      const pass = event.pass ?? aPass()
      await parked.removeAll(pass)
      await parked.put(event)
      await parked.removeAll(pass)
      await parked.removeAll(pass)
      expect(await parked.get(event.id)).toBeUndefined()
    },
  },
]

/** Everything that Parked promises. */
export const parkedSentences = [...keeping, ...listing, ...removal]

/** Registers a test for each promise of Parked. */
export const parkedContract: Contract<Parked> = contract('parked events', parkedSentences)
