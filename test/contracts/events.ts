/** The contract of Events. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Events, PassEvent } from '../../lib/ports/events.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { type Contract, contract, effort, eventually, type Sentence } from './contract.ts'
import { eventsOfDevicesSentences } from './events-of-devices.ts'
import { allPages, aPass, cursorsTaken, now, passType, urlSafe } from './samples.ts'

/** The methods of Events that may lag behind writes. */
export const eventsMayLag = ['list', 'listOfDevice'] as const

const event = (pass: PassId, at: number, key = 'changed-1'): PassEvent => ({
  pass,
  at: now * 1000 + at,
  key,
  kind: 'changed',
  detail: { version: at, from: { template: 'a@1', note: '' }, parts: ['gate', null, 0.5] },
})

const listed = async (events: Events, pass: PassId, limit = 100): Promise<readonly PassEvent[]> =>
  (await allPages((page) => events.list(pass, page), limit)).flat()

const shows = (events: Events, pass: PassId, expected: readonly PassEvent[], limit?: number): Promise<void> =>
  eventually(async () => expect(await listed(events, pass, limit)).toStrictEqual(expected))

/** For events of the same time there is no order: they are compared as the store put them. */
const inAnyOrder = (events: readonly PassEvent[]): readonly string[] =>
  events.map(({ at, key }) => `${at} ${key}`).sort()

const appending: readonly Sentence<Events>[] = [
  {
    sentence: 'a pass without events has an empty list',
    check: async (events) => {
      expect(await events.list(aPass(), { limit: 5 })).toStrictEqual({ items: [] })
    },
  },
  {
    sentence: 'events come back as they were added, the newest first, whatever order they were added in',
    check: async (events) => {
      const pass = aPass()
      const [one, two, ten] = [event(pass, 1), event(pass, 2), event(pass, 10)]
      await events.append([two])
      await events.append([ten, one])
      await shows(events, pass, [ten, two, one])
    },
  },
  {
    sentence: 'no events may be added, and as many at once as one likes',
    check: async (events) => {
      const pass = aPass()
      const all = Array.from({ length: 60 }, (_, index) => event(pass, index))
      await events.append([])
      await events.append(all)
      await shows(events, pass, [...all].reverse())
    },
  },
  {
    sentence: 'events of several passes may be added at once; each is listed with its own pass',
    check: async (events) => {
      const pass = aPass()
      const others = [aPass(), { ...pass, passTypeIdentifier: passType('pass.com.example.contract.other') }]
      await events.append([pass, ...others].map((each) => event(each, 1)))
      for (const each of [pass, ...others]) await shows(events, each, [event(each, 1)])
    },
  },
  {
    sentence: 'events at the same time are told apart by their keys',
    check: async (events) => {
      const pass = aPass()
      const all = ['changed-1', 'built-1', 'changed-10'].map((key) => event(pass, 1, key))
      await events.append(all)
      await eventually(async () => expect(inAnyOrder(await listed(events, pass))).toEqual(inAnyOrder(all)))
    },
  },
  {
    sentence: 'an event is written once, however often it is added, together or one by one',
    check: async (events) => {
      const pass = aPass()
      await events.append([event(pass, 1), event(pass, 2), event(pass, 1)])
      await events.append([event(pass, 2)])
      await shows(events, pass, [event(pass, 2), event(pass, 1)])
    },
  },
  {
    sentence: 'what a reader does to an event that it was given stays with that reader',
    check: async (events) => {
      const pass = aPass()
      await events.append([event(pass, 1)])
      await shows(events, pass, [event(pass, 1)])
      Object.assign((await listed(events, pass))[0]?.detail ?? {}, { version: 'other' })
      await shows(events, pass, [event(pass, 1)])
    },
  },
]

const lists: readonly Sentence<Events>[] = [
  {
    sentence: 'page by page, whatever the limit, each event is listed once, and the newest first',
    check: async (events) => {
      const plays = fc.record({
        times: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 }),
        limit: fc.integer({ min: 1, max: 5 }),
      })
      await fc.assert(
        fc.asyncProperty(plays, async ({ times, limit }) => {
          const pass = aPass()
          await events.append(times.map((at) => event(pass, at)))
          const newestFirst = [...new Set(times)].sort((a, b) => b - a)
          await shows(
            events,
            pass,
            newestFirst.map((at) => event(pass, at)),
            limit,
          )
        }),
        { numRuns: effort.plays },
      )
    },
  },
  {
    sentence: 'an event that is added between two pages moves no other into or out of the list',
    check: async (events) => {
      const pass = aPass()
      const all = [5, 4, 3, 2, 1].map((at) => event(pass, at))
      await events.append(all)
      let at = 5
      await eventually(async () => {
        const pages = await allPages(
          (page) => events.list(pass, page),
          2,
          () => events.append([event(pass, ++at)]),
        )
        expect(pages.flat().filter((each) => each.at <= now * 1000 + 5)).toStrictEqual(all)
      })
    },
  },
  {
    sentence: 'cursors are text that is safe in a URL; what is no cursor, or one of another pass, is refused',
    check: async (events) => {
      const [pass, other] = [aPass(), aPass()]
      await events.append([pass, other].flatMap((each) => [event(each, 1), event(each, 2)]))
      const foreign: string[] = []
      await eventually(async () => {
        const { next } = await events.list(other, { limit: 1 })
        expect(next).toMatch(urlSafe)
        foreign.push(next ?? '')
      })
      expect(await cursorsTaken((page) => events.list(pass, page), foreign)).toEqual([])
    },
  },
]

const removal: readonly Sentence<Events>[] = [
  {
    sentence: 'removeAll removes all events of the pass, and none of another',
    check: async (events) => {
      const [pass, other] = [aPass(), aPass()]
      await events.append([...Array.from({ length: 40 }, (_, index) => event(pass, index)), event(other, 1)])
      await eventually(async () => expect(await listed(events, pass)).toHaveLength(40))
      await events.removeAll(pass)
      await shows(events, pass, [])
      await shows(events, other, [event(other, 1)])
    },
  },
  {
    sentence: 'removeAll removes also what was added a moment ago',
    check: async (events) => {
      const pass = aPass()
      for (let round = 1; round <= 10; round++) {
        await events.append([event(pass, round)])
        await events.removeAll(pass)
        await shows(events, pass, [])
      }
    },
  },
  {
    sentence: 'removeAll may be repeated, and for a pass that has no events',
    check: async (events) => {
      const pass = aPass()
      await events.removeAll(pass)
      await events.append([event(pass, 1)])
      await events.removeAll(pass)
      await events.removeAll(pass)
      await shows(events, pass, [])
    },
  },
]

/** Everything that Events promises. */
export const eventsSentences = [...appending, ...lists, ...removal, ...eventsOfDevicesSentences]

/** Registers a test for each promise of Events. */
export const eventsContract: Contract<Events> = contract('events', eventsSentences)
