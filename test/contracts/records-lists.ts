/** The promises of Records about its lists: the records of a template, and what waits to be built. */
import { expect } from 'vitest'
import type { Lane } from '../../lib/ports/lane.ts'
import type { PassId, PassRecord, PassSummary, Records } from '../../lib/ports/records.ts'
import { eventually, type Sentence } from './contract.ts'
import { written } from './records-writes.ts'
import {
  after,
  allPages,
  aName,
  anObject,
  cursorsTaken,
  erasing,
  idOf,
  now,
  unique,
  urlSafe,
  writing,
} from './samples.ts'

const summaryOf = (record: PassRecord): PassSummary => ({
  ...idOf(record),
  template: record.template,
  voided: record.voided,
  revision: record.revision,
  version: record.version,
  lastModified: record.lastModified,
  createdAt: record.createdAt,
  updatedAt: record.updatedAt,
})

const bySerial = (a: PassId, b: PassId): number => (a.serialNumber < b.serialNumber ? -1 : 1)

const serials = (passes: readonly PassId[]): string[] => passes.map(({ serialNumber }) => serialNumber).sort()

const listed = async (records: Records, name: string, limit = 100): Promise<readonly PassSummary[]> =>
  (await allPages((page) => records.list(name, page), limit)).flat()

const several = (records: Records, count: number, name: string, version = 1): Promise<PassRecord[]> =>
  Promise.all(Array.from({ length: count }, () => written(records, { template: { name, version } })))

const lists: readonly Sentence<Records>[] = [
  {
    sentence: 'a template without records has an empty list, without a next page',
    check: async (records) => {
      expect(await records.list(aName(), { limit: 10 })).toStrictEqual({ items: [] })
    },
  },
  {
    sentence: 'the list has the records of all versions of the template, as summaries',
    check: async (records) => {
      const name = aName()
      const all = [
        ...(await several(records, 2, name)),
        await written(records, { template: { name, version: 2 }, voided: true, version: 7, built: anObject(7) }),
        ...(await several(records, 1, name, 12)),
      ]
      await eventually(async () => {
        const found = await listed(records, name)
        expect([...found].sort(bySerial)).toStrictEqual(all.map(summaryOf).sort(bySerial))
      })
    },
  },
  {
    sentence: 'the list has no records of other templates, however much their names are alike',
    check: async (records) => {
      const name = aName()
      const [own] = await several(records, 1, name)
      for (const other of [`${name}-`, `${name}-plus`, name.slice(0, -1), `${name}1`]) await several(records, 1, other)
      await eventually(async () => expect(serials(await listed(records, name))).toEqual([own?.serialNumber]))
    },
  },
  {
    sentence: 'a record that was changed is listed once, as it is now',
    check: async (records) => {
      const first = await written(records, { template: { name: aName(), version: 1 } })
      const second = after(first, { template: { ...first.template, version: 2 }, version: 2, voided: true })
      await records.write(writing(second))
      await records.setBuilt(second, anObject(2))
      await eventually(async () =>
        expect(await listed(records, first.template.name)).toStrictEqual([summaryOf(second)]),
      )
    },
  },
  {
    sentence: "a record that was given another template is in that template's list and no other",
    check: async (records) => {
      const [from, to] = [aName(), aName()]
      const first = await written(records, { template: { name: from, version: 1 } })
      const second = after(first, { template: { name: to, version: 1 } })
      await records.write(writing(second))
      await eventually(async () => {
        expect(await listed(records, from)).toEqual([])
        expect(await listed(records, to)).toStrictEqual([summaryOf(second)])
      })
    },
  },
  {
    sentence: 'a record that was erased is not listed',
    check: async (records) => {
      const name = aName()
      const [gone, left] = await several(records, 2, name)
      if (gone) await records.erase(erasing(gone))
      await eventually(async () => expect(serials(await listed(records, name))).toEqual([left?.serialNumber]))
    },
  },
]

/** Reads a list of which half is erased as soon as it was listed, and that grows meanwhile. */
const comeAndGo = async (records: Records, name: string, limit: number): Promise<void> => {
  const staying = await several(records, 4, name)
  const leaving = new Map((await several(records, 5, name)).map((record) => [record.serialNumber, record]))
  await eventually(async () => expect(await listed(records, name)).toHaveLength(9))
  const found = await allPages(
    (page) => records.list(name, page),
    limit,
    async (items) => {
      for (const { serialNumber } of items) {
        const record = leaving.get(serialNumber)
        if (record) await records.erase(erasing(record))
      }
      await several(records, 1, name)
    },
  )
  const stayed = new Set(serials(staying))
  expect(serials(found.flat()).filter((serial) => stayed.has(serial))).toEqual(serials(staying))
}

const pages: readonly Sentence<Records>[] = [
  {
    sentence: 'page by page, each record is listed once, and no page is longer than its limit',
    check: async (records) => {
      const name = aName()
      const all = await several(records, 11, name)
      await eventually(async () => {
        for (const limit of [1, 4, 11]) {
          const found = await allPages((page) => records.list(name, page), limit)
          expect(Math.max(...found.map((page) => page.length))).toBeLessThanOrEqual(limit)
          expect(serials(found.flat())).toEqual(serials(all))
        }
      })
    },
  },
  {
    sentence: 'a record that stays is listed once, while others come and go between the pages',
    check: async (records) => {
      for (const limit of [2, 4]) await comeAndGo(records, aName(), limit)
    },
  },
  {
    sentence: 'the cursor of a list is text that is safe in a URL',
    check: async (records) => {
      const name = aName()
      await several(records, 3, name)
      await eventually(async () => {
        const { next } = await records.list(name, { limit: 1 })
        expect(next).toMatch(urlSafe)
      })
    },
  },
  {
    sentence: 'what is no cursor, or one of another list, is refused',
    check: async (records) => {
      const [name, other] = [aName(), aName()]
      await Promise.all([several(records, 2, name), several(records, 3, other)])
      const foreign: string[] = []
      await eventually(async () => {
        const { next } = await records.list(other, { limit: 1 })
        expect(next).toBeDefined()
        foreign.push(next ?? '')
      })
      expect(await cursorsTaken((page) => records.list(name, page), foreign)).toEqual([])
    },
  },
]

const counts: readonly Sentence<Records>[] = [
  {
    sentence: 'count tells how many records there are of all versions of a template, and of no other',
    check: async (records) => {
      const name = aName()
      expect(await records.count(name)).toBe(0)
      await Promise.all([several(records, 7, name), several(records, 5, name, 12), several(records, 3, `${name}-plus`)])
      await eventually(async () => expect(await records.count(name)).toBe(12))
    },
  },
  {
    sentence: 'count leaves out what was erased or given another template, and counts once what was changed',
    check: async (records) => {
      const name = aName()
      const [gone, moved, changed] = await several(records, 4, name)
      if (!(gone && moved && changed)) throw new TypeError('four were written')
      await records.erase(erasing(gone))
      await records.write(writing(after(moved, { template: { name: aName(), version: 1 } })))
      await records.write(writing(after(changed, { template: { name, version: 2 } })))
      await eventually(async () => expect(await records.count(name)).toBe(2))
    },
  },
]

const waiting = (records: Records, since: number, lane?: Lane): Promise<PassRecord> =>
  written(records, {
    template: { name: unique(), version: 1 },
    pending: { version: 1, since, ...(lane && { lane }) },
  })

const pending: readonly Sentence<Records>[] = [
  {
    sentence: 'pending tells of passes that have waited since before a time, and of no others',
    check: async (records) => {
      const all = await Promise.all([1, 2, 3, 4].map((more) => waiting(records, now * 1000 + more)))
      const own = new Set(serials(all))
      await eventually(async () => {
        const found = await records.pending(now * 1000 + 3, 1000)
        expect(found.filter(({ serialNumber }) => own.has(serialNumber))).toStrictEqual(all.slice(0, 2).map(idOf))
      })
    },
  },
  {
    sentence: 'pending tells of passes that have not waited since before another time, if that is asked',
    check: async (records) => {
      const all = await Promise.all([1, 2, 3, 4].map((more) => waiting(records, now * 1000 + more)))
      const own = new Set(serials(all))
      await eventually(async () => {
        const found = await records.pending(now * 1000 + 4, 1000, 'live', now * 1000 + 2)
        expect(found.filter(({ serialNumber }) => own.has(serialNumber))).toStrictEqual(all.slice(1, 3).map(idOf))
      })
      expect(await records.pending(now * 1000 + 2, 1000, 'live', now * 1000 + 2)).toEqual([])
      expect(await records.pending(now * 1000 + 1, 1000, 'live', now * 1000 + 2)).toEqual([])
    },
  },
  {
    sentence: 'pending tells of one lane, the live one unless another is asked for',
    check: async (records) => {
      const [live, named, rollout] = await Promise.all([
        waiting(records, now * 1000 + 1),
        waiting(records, now * 1000 + 2, 'live'),
        waiting(records, now * 1000 + 3, 'rollout'),
      ])
      const own = new Set(serials([live, named, rollout]))
      const found = async (...lane: readonly Lane[]) => {
        const passes = await records.pending(now * 1000 + 10, 1000, ...lane)
        return passes.filter(({ serialNumber }) => own.has(serialNumber))
      }
      await eventually(async () => {
        expect(await found()).toStrictEqual([live, named].map(idOf))
        expect(await found('live')).toStrictEqual([live, named].map(idOf))
        expect(await found('rollout')).toStrictEqual([idOf(rollout)])
      })
    },
  },
  {
    sentence: 'pending tells of at most so many passes, of those that have waited longest first',
    check: async (records) => {
      // Before all other tests, and each run before those that ran earlier on the same store.
      const since = 3e12 - Date.now()
      const all = await Promise.all([3, 1, 2].map((more) => waiting(records, since + more)))
      await eventually(async () =>
        expect(await records.pending(now * 1000, 2)).toStrictEqual(
          [all[1], all[2]].flatMap((record) => (record ? idOf(record) : [])),
        ),
      )
    },
  },
  {
    sentence: 'a pass that setPending has wait is pending since the time that was given',
    check: async (records) => {
      const record = await written(records)
      await records.setPending(idOf(record), { version: 1, since: now * 1000 + 2 })
      await eventually(async () => {
        expect(await records.pending(now * 1000 + 3, 1000)).toContainEqual(idOf(record))
      })
      expect(await records.pending(now * 1000 + 2, 1000)).not.toContainEqual(idOf(record))
    },
  },
  {
    sentence: 'a pass that was postponed is pending since the later time, in the other lane',
    check: async (records) => {
      const record = await waiting(records, now * 1000 + 1)
      await records.postpone(idOf(record), { version: 1, since: now * 1000 + 5, lane: 'rollout' })
      await eventually(async () => {
        expect(await records.pending(now * 1000 + 10, 1000)).not.toContainEqual(idOf(record))
        expect(await records.pending(now * 1000 + 10, 1000, 'rollout')).toContainEqual(idOf(record))
      })
      expect(await records.pending(now * 1000 + 5, 1000, 'rollout')).not.toContainEqual(idOf(record))
    },
  },
  {
    sentence:
      'a pass that waits no more, that was changed and need not be built any more, or that was erased is not pending',
    check: async (records) => {
      const [cleared, changed, erased] = await Promise.all([1, 2, 3].map((more) => waiting(records, now * 1000 + more)))
      if (!(cleared && changed && erased)) throw new TypeError('three were written')
      await records.clearPending(idOf(cleared), 1)
      const { pending: _, ...rest } = changed
      await records.write(writing(after(rest)))
      await records.erase(erasing(erased))
      const own = new Set(serials([cleared, changed, erased]))
      await eventually(async () => {
        const found = await records.pending(now * 1000 + 10, 1000)
        expect(found.filter(({ serialNumber }) => own.has(serialNumber))).toEqual([])
      })
    },
  },
]

/** What `list`, `count` and `pending` promise. */
export const listSentences = [...lists, ...pages, ...counts, ...pending]
