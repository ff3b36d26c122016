/** What the stores of work that goes on step by step promise: those of rollouts and of imports. */
import { expect } from 'vitest'
import type { Stepped, SteppedStore } from '../../lib/ports/stepped.ts'
import { eventually, type Sentence } from './contract.ts'
import { allPages, cursorsTaken, unique, urlSafe } from './samples.ts'

interface Updated extends Stepped {
  readonly updatedAt: number
}

/** The method that may lag behind writes. */
export const steppedMayLag = ['list'] as const

const next = <Work extends Updated>(work: Work): Work => ({
  ...work,
  step: work.step + 1,
  updatedAt: work.updatedAt + 1,
})

const saving = <Work extends Updated>(aWork: () => Work): readonly Sentence<SteppedStore<Work>>[] => [
  {
    sentence: 'there is none of an id that was never saved',
    check: async (store) => {
      expect(await store.get(unique())).toBeUndefined()
    },
  },
  {
    sentence: 'one at step 0 is added if there is none of its id',
    check: async (store) => {
      const work = aWork()
      expect(await store.save(work)).toBe(true)
      expect(await store.save({ ...work, updatedAt: 1 })).toBe(false)
      expect(await store.get(work.id)).toStrictEqual(work)
    },
  },
  {
    sentence: 'one that there is not is not replaced, and not added either',
    check: async (store) => {
      const work = next(aWork())
      expect(await store.save(work)).toBe(false)
      expect(await store.get(work.id)).toBeUndefined()
    },
  },
  {
    sentence: 'one that is a step ahead takes the place, one that is further ahead or behind does not',
    check: async (store) => {
      const first = aWork()
      const second = next(first)
      await store.save(first)
      expect(await store.save(next(second))).toBe(false)
      expect(await store.save(second)).toBe(true)
      expect(await store.save(first)).toBe(false)
      expect(await store.save({ ...second, updatedAt: 1 })).toBe(false)
      expect(await store.get(first.id)).toStrictEqual(second)
    },
  },
  {
    sentence: 'the same save again is true, and so it is after a lost answer',
    check: async (store) => {
      const work = aWork()
      for (const each of [work, next(work), next(next(work))]) {
        expect(await store.save(each)).toBe(true)
        expect(await store.save(each)).toBe(true)
      }
    },
  },
  {
    sentence: 'of five saves of one step at the same time one is true, and that one is in place',
    check: async (store) => {
      const work = aWork()
      for (const base of [work, next(work)]) {
        const all = [1, 2, 3, 4, 5].map((more) => ({ ...base, updatedAt: base.updatedAt + more }))
        const saved = await Promise.all(all.map((each) => store.save(each)))
        expect(saved.filter(Boolean)).toHaveLength(1)
        expect(await store.get(work.id)).toStrictEqual(all[saved.indexOf(true)])
      }
    },
  },
  {
    sentence: 'what a caller does to what it was given stays with that caller',
    check: async (store) => {
      const work = aWork()
      await store.save(work)
      const given: unknown = await store.get(work.id)
      if (typeof given === 'object' && given) Object.assign(given, { updatedAt: 1 })
      expect(await store.get(work.id)).toStrictEqual(work)
    },
  },
]

const lists = <Work extends Updated>(aWork: () => Work): readonly Sentence<SteppedStore<Work>>[] => [
  {
    sentence: 'the list has each once, as it is now, the newest first, page by page',
    check: async (store) => {
      // After all others, so that these are on the first pages.
      const since = 4e12 + Math.floor(Math.random() * 1e12)
      const [a, b, c] = [3, 1, 2].map((more) => ({ ...aWork(), startedAt: since + more }))
      if (!(a && b && c)) throw new TypeError('there are three')
      for (const work of [a, b, c]) await store.save(work)
      await store.save(next(b))
      const own = new Set([a.id, b.id, c.id])
      await eventually(async () => {
        for (const limit of [2, 50]) {
          const pages = await allPages((page) => store.list(page), limit)
          expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit)
          expect(pages.flat().filter(({ id }) => own.has(id))).toStrictEqual([a, c, next(b)])
        }
      })
    },
  },
  {
    sentence: 'the list has nothing that was not saved',
    check: async (store) => {
      const work = aWork()
      await store.save(next(work))
      const found = (await allPages((page) => store.list(page), 50)).flat()
      expect(found.filter(({ id }) => id === work.id)).toEqual([])
    },
  },
  {
    sentence: 'cursors are text that is safe in a URL; what is no cursor is refused',
    check: async (store) => {
      for (const work of [aWork(), aWork()]) await store.save(work)
      await eventually(async () => expect((await store.list({ limit: 1 })).next).toMatch(urlSafe))
      expect(await cursorsTaken((page) => store.list(page), [])).toEqual([])
    },
  },
]

/** What such a store promises. `aWork` makes one at step 0 with an id that nobody has. */
export const steppedSentences = <Work extends Updated>(aWork: () => Work): readonly Sentence<SteppedStore<Work>>[] => [
  ...saving(aWork),
  ...lists(aWork),
]
