/** The contract of Events, as far as it is about devices, and about where a list begins. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { DeviceLibraryIdentifier } from '../../lib/core/format/identifiers.ts'
import type { DeviceEvent, Events, PassEvent } from '../../lib/ports/events.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import { effort, eventually, type Sentence } from './contract.ts'
import { allPages, aPass, cursorsTaken, now, passType, unique, urlSafe } from './samples.ts'

const aDevice = (): DeviceId => ({
  deviceLibraryIdentifier: unique() as DeviceLibraryIdentifier,
  passTypeIdentifier: passType('pass.com.example.contract'),
})

const step = (at: number, key = 'pushed-1-0') => ({
  at: now * 1000 + at,
  key,
  kind: 'pushed',
  detail: { seq: at, outcome: 'accepted', reason: '', attempt: 0 },
})

const event = (device: DeviceId, at: number, key?: string): DeviceEvent => ({ device, ...step(at, key) })

const listed = async (events: Events, device: DeviceId, limit = 100): Promise<readonly DeviceEvent[]> =>
  (await allPages((page) => events.listOfDevice(device, page), limit)).flat()

const shows = (events: Events, device: DeviceId, expected: readonly DeviceEvent[], limit?: number): Promise<void> =>
  eventually(async () => expect(await listed(events, device, limit)).toStrictEqual(expected))

const ofDevices: readonly Sentence<Events>[] = [
  {
    sentence: 'a device without events has an empty list',
    check: async (events) => {
      expect(await events.listOfDevice(aDevice(), { limit: 5 })).toStrictEqual({ items: [] })
    },
  },
  {
    sentence: 'events of a device come back as they were added, the newest first, each once',
    check: async (events) => {
      const device = aDevice()
      const [one, two, ten] = [event(device, 1), event(device, 2), event(device, 10)]
      await events.append([two, one])
      await events.append([ten, two])
      await shows(events, device, [ten, two, one])
    },
  },
  {
    sentence: 'a device has another list for each pass type, and each device its own',
    check: async (events) => {
      const device = aDevice()
      const other = { ...device, passTypeIdentifier: passType('pass.com.example.contract.other') }
      const stranger = aDevice()
      await events.append([event(device, 1), event(other, 2), event(stranger, 3)])
      await shows(events, device, [event(device, 1)])
      await shows(events, other, [event(other, 2)])
      await shows(events, stranger, [event(stranger, 3)])
    },
  },
  {
    sentence: 'events of passes and of devices may be added at once; each is in its own list',
    check: async (events) => {
      const [pass, device] = [aPass(), aDevice()]
      const ofPass: PassEvent = { pass, ...step(1, 'changed-1') }
      await events.append([ofPass, event(device, 1)])
      await shows(events, device, [event(device, 1)])
      await eventually(async () => expect(await events.list(pass, { limit: 5 })).toStrictEqual({ items: [ofPass] }))
    },
  },
  {
    sentence: 'cursors of devices are text that is safe in a URL; one of another device, or of a pass, is refused',
    check: async (events) => {
      const [device, other, pass] = [aDevice(), aDevice(), aPass()]
      const two = [1, 2]
      await events.append(two.flatMap((at) => [event(device, at), event(other, at), { pass, ...step(at) }]))
      const foreign: string[] = []
      await eventually(async () => {
        const pages = [await events.listOfDevice(other, { limit: 1 }), await events.list(pass, { limit: 1 })]
        for (const { next } of pages) expect(next).toMatch(urlSafe)
        foreign.push(...pages.map(({ next }) => next ?? ''))
      })
      expect(await cursorsTaken((page) => events.listOfDevice(device, page), foreign)).toEqual([])
    },
  },
  {
    sentence: 'removeAll leaves the events of devices alone',
    check: async (events) => {
      const [pass, device] = [aPass(), aDevice()]
      await events.append([{ pass, ...step(1) }, event(device, 1)])
      await events.removeAll(pass)
      await shows(events, device, [event(device, 1)])
    },
  },
]

const beginnings: readonly Sentence<Events>[] = [
  {
    sentence: 'a list may begin at a moment: with the events of that moment, or the newest before it',
    check: async (events) => {
      const [pass, device] = [aPass(), aDevice()]
      const times = [1, 2, 4, 5]
      await events.append(times.flatMap((at) => [event(device, at), { pass, ...step(at) }]))
      const from = async (at: number): Promise<readonly (readonly number[])[]> => {
        const request = { limit: 10, until: now * 1000 + at }
        const pages = [await events.list(pass, request), await events.listOfDevice(device, request)]
        return pages.map(({ items }) => items.map((each) => each.at - now * 1000))
      }
      await eventually(async () => {
        expect(await from(4)).toEqual([
          [4, 2, 1],
          [4, 2, 1],
        ])
        expect(await from(3)).toEqual([
          [2, 1],
          [2, 1],
        ])
        expect(await from(0)).toEqual([[], []])
        expect(await from(9)).toEqual([
          [5, 4, 2, 1],
          [5, 4, 2, 1],
        ])
      })
    },
  },
  {
    sentence: 'a list that began at a moment goes on page by page, whatever the limit, with each event once',
    check: async (events) => {
      const plays = fc.record({
        times: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 }),
        until: fc.integer({ min: 0, max: 12 }),
        limit: fc.integer({ min: 1, max: 5 }),
      })
      await fc.assert(
        fc.asyncProperty(plays, async ({ times, until, limit }) => {
          const device = aDevice()
          await events.append(times.map((at) => event(device, at)))
          const expected = times.filter((at) => at <= until).sort((a, b) => b - a)
          await eventually(async () => {
            const request = { until: now * 1000 + until }
            const pages = await allPages((page) => events.listOfDevice(device, { ...request, ...page }), limit)
            expect(pages.flat()).toStrictEqual(expected.map((at) => event(device, at)))
          })
        }),
        { numRuns: effort.plays },
      )
    },
  },
]

/** What Events promises of devices, and of where a list begins. */
export const eventsOfDevicesSentences = [...ofDevices, ...beginnings]
