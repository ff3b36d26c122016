/** Parked events with planted defects. */
import { memoryParked } from '../../lib/adapters/memory/parked.ts'
import type { Parked, ParkedEvent } from '../../lib/ports/parked.ts'
import { parkedSentences } from './parked.ts'
import { defective, type Planted, planting } from './planted.ts'

const parkedBut = defective<Parked>(memoryParked)

const firstStays = parkedBut((parked) => ({
  put: async (event) => {
    if (!(await parked.get(event.id))) await parked.put(event)
  },
}))

const withBodies = parkedBut((parked) => ({
  list: async (page) => {
    const { items, ...rest } = await parked.list(page)
    const whole = await Promise.all(items.map(async (item) => (await parked.get(item.id)) ?? item))
    return { items: whole, ...rest }
  },
}))

const oldestFirst = parkedBut((parked) => ({
  list: async (page) => {
    const { items, ...rest } = await parked.list(page)
    return { items: [...items].reverse(), ...rest }
  },
}))

/** Of one time only one is kept: the key of the list has no id. */
const oneATime = parkedBut((parked) => {
  const ids = new Map<number, string>()
  return {
    put: async (event) => {
      ids.set(event.at, event.id)
      await parked.put(event)
    },
    list: async (page) => {
      const { items, ...rest } = await parked.list(page)
      return { items: items.filter(({ id, at }) => ids.get(at) === id), ...rest }
    },
  }
})

const bodiesCut = parkedBut((parked) => ({
  put: ({ body, ...event }) =>
    parked.put({ ...event, ...(body === undefined ? {} : { body: body.slice(0, 100_000) }) }),
}))

/** The rows of a pass are found again by what an event said first. */
const staleRows = parkedBut((parked) => {
  const rows = new Map<string, Set<string>>()
  return {
    put: async (event: ParkedEvent) => {
      const key = JSON.stringify(event.pass)
      rows.set(key, (rows.get(key) ?? new Set()).add(event.id))
      await parked.put(event)
    },
    removeAll: async (pass) => {
      for (const id of rows.get(JSON.stringify(pass)) ?? []) await parked.remove(id)
    },
  }
})

const wholeType = parkedBut((parked) => ({
  removeAll: async (pass) => {
    const { items } = await parked.list({ limit: 1000 })
    for (const { id, pass: about } of items)
      if (about?.passTypeIdentifier === pass.passTypeIdentifier) await parked.remove(id)
  },
}))

const parked = planting(parkedSentences)

/** The defects. */
export const plantedParked: readonly Planted[] = [
  parked(
    'the first event of an id stays',
    firstStays,
    'another event with the same id takes its place, also in the list and for its pass',
  ),
  parked(
    'a list with bodies',
    withBodies,
    'the list tells of each event once, the newest first, without findings and bodies',
  ),
  parked(
    'pages with the oldest event first',
    oldestFirst,
    'the list tells of each event once, the newest first, without findings and bodies',
  ),
  parked('a list by time alone', oneATime, 'events of the same time are all listed'),
  parked('bodies that are cut', bodiesCut, 'an event of 256 KiB comes back as it was put'),
  parked(
    'rows of a pass that stay when the event is about another',
    staleRows,
    'another event with the same id takes its place, also in the list and for its pass',
  ),
  parked(
    'an erasure that takes all events of the pass type',
    wholeType,
    'removeAll removes all events about a pass, also those of a moment ago, and none about another or about none',
  ),
]
