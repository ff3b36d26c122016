/** Lists and counts of records with planted defects. */
import { CursorError } from '../../lib/ports/page.ts'
import { type Planted, planting } from './planted.ts'
import { but } from './planted-records.ts'
import { recordsSentences } from './records.ts'

const plant = planting(recordsSentences)

const lossyPages = but((records) => ({
  list: async (template, page) => {
    const { items, next } = await records.list(template, page)
    return next === undefined ? { items } : { items: items.slice(0, -1), next }
  },
}))

/** Pages by offset: whoever goes while pages are read moves the others. */
const byOffset = but((records) => ({
  list: async (template, { limit, cursor }) => {
    const all = (await records.list(template, { limit: 1000 })).items
    const start = Number(cursor ?? 0)
    return {
      items: all.slice(start, start + limit),
      ...(start + limit < all.length && { next: String(start + limit) }),
    }
  },
}))

const anyCursor = but((records) => ({
  list: (template, page) =>
    records.list(template, page).catch((error: unknown) => {
      if (error instanceof CursorError) return records.list(template, { limit: page.limit })
      throw error
    }),
}))

const byPrefix = but((records) => ({
  list: async (template, page) => {
    const plus = await records.list(`${template}-plus`, page)
    return plus.items.length > 0 ? plus : records.list(template, page)
  },
}))

const pendingUnordered = but((records) => ({
  pending: async (before, limit) => [...(await records.pending(before, 1000))].reverse().slice(0, limit),
}))

const anyLane = but((records) => ({
  pending: async (before, limit) => {
    const lanes = await Promise.all([records.pending(before, limit), records.pending(before, limit, 'rollout')])
    return lanes.flat().slice(0, limit)
  },
}))

const howeverLong = but((records) => ({ pending: (before, limit, lane) => records.pending(before, limit, lane) }))

const onePage = but((records) => ({
  count: async (template) => (await records.list(template, { limit: 5 })).items.length,
}))

const countedWrites = but((records) => {
  const counts = new Map<string, number>()
  return {
    write: (write) => {
      const { name } = write.record.template
      counts.set(name, (counts.get(name) ?? 0) + 1)
      return records.write(write)
    },
    count: (template) => Promise.resolve(counts.get(template) ?? 0),
  }
})

const noCursor = 'what is no cursor, or one of another list, is refused'

/** Lists and counts of records with planted defects. */
export const plantedRecordLists: readonly Planted[] = [
  plant(
    'a list that drops the item at the border of a page',
    lossyPages,
    'page by page, each record is listed once, and no page is longer than its limit',
    'a record that stays is listed once, while others come and go between the pages',
  ),
  plant(
    'a list that counts instead of remembering where it was',
    byOffset,
    'a record that stays is listed once, while others come and go between the pages',
    noCursor,
  ),
  plant('a list that takes any cursor', anyCursor, noCursor),
  plant(
    'a list by the beginning of the name',
    byPrefix,
    'the list has no records of other templates, however much their names are alike',
  ),
  plant('pending whatever the lane', anyLane, 'pending tells of one lane, the live one unless another is asked for'),
  plant(
    'pending however long',
    howeverLong,
    'pending tells of passes that have not waited since before another time, if that is asked',
  ),
  plant(
    'a count of one page',
    onePage,
    'count tells how many records there are of all versions of a template, and of no other',
  ),
  plant(
    'a count of writes',
    countedWrites,
    'count leaves out what was erased or given another template, and counts once what was changed',
  ),
  plant(
    'pending in any order',
    pendingUnordered,
    'pending tells of at most so many passes, of those that have waited longest first',
  ),
]
