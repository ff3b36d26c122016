/** The promises of Records about idempotency entries. */
import { expect } from 'vitest'
import type { Records } from '../../lib/ports/records.ts'
import type { Sentence } from './contract.ts'
import { written } from './records-writes.ts'
import { after, anEntry, aPass, aRecord, erasing, idOf, now, unique, writing } from './samples.ts'

const entries: readonly Sentence<Records>[] = [
  {
    sentence: 'there is no entry of a scope that nobody took',
    check: async (records) => {
      expect(await records.findIdempotent(unique(), now)).toBeUndefined()
    },
  },
  {
    sentence: 'an entry comes back as it was written, and nothing with it',
    check: async (records) => {
      const record = aRecord()
      const idempotency = anEntry(record)
      expect(await records.write(writing(record, { idempotency }))).toBe('written')
      expect(await records.findIdempotent(idempotency.scope, now)).toStrictEqual(idempotency)
      expect(await records.get(idOf(record))).toStrictEqual(record)
      const second = anEntry(record, { created: false, changed: false })
      await records.write(writing(after(record), { idempotency: second }))
      expect(await records.findIdempotent(second.scope, now)).toStrictEqual(second)
    },
  },
  {
    sentence: 'a write that conflicts leaves no entry',
    check: async (records) => {
      const first = await written(records)
      const idempotency = anEntry(first)
      expect(await records.write(writing(aRecord(idOf(first)), { idempotency }))).toBe('conflict')
      expect(await records.write(writing(after(after(first)), { idempotency }))).toBe('conflict')
      expect(await records.findIdempotent(idempotency.scope, now)).toBeUndefined()
    },
  },
  {
    sentence: 'an entry is found until the second before it expires, and then no more',
    check: async (records) => {
      const record = aRecord()
      const idempotency = anEntry(record, { expiresAt: now + 600 })
      await records.write(writing(record, { idempotency }))
      expect(await records.findIdempotent(idempotency.scope, now + 599)).toStrictEqual(idempotency)
      expect(await records.findIdempotent(idempotency.scope, now + 600)).toBeUndefined()
    },
  },
]

const scopes: readonly Sentence<Records>[] = [
  {
    sentence: 'a write in a scope that another took is repeated: neither record nor entry is written',
    check: async (records) => {
      const first = aRecord()
      const idempotency = anEntry(first)
      await records.write(writing(first, { idempotency }))
      const other = aRecord()
      const repeated = anEntry(other, { scope: idempotency.scope })
      expect(await records.write(writing(other, { idempotency: repeated }))).toBe('repeated')
      expect(await records.get(idOf(other))).toBeUndefined()
      expect(await records.findIdempotent(idempotency.scope, now)).toStrictEqual(idempotency)
    },
  },
  {
    sentence: 'a write in a scope that another took is repeated even if the record conflicts too',
    check: async (records) => {
      const record = aRecord()
      const idempotency = anEntry(record)
      await records.write(writing(record, { idempotency }))
      const again = aRecord(idOf(record))
      expect(await records.write(writing(again, { idempotency: { ...idempotency } }))).toBe('repeated')
      expect(await records.write(writing(after(after(record)), { idempotency }))).toBe('repeated')
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'a write overwrites an entry that has expired, and none that has a second left',
    check: async (records) => {
      const first = aRecord()
      const idempotency = anEntry(first, { expiresAt: now + 600 })
      await records.write(writing(first, { idempotency }))
      const second = aRecord()
      const next = anEntry(second, { scope: idempotency.scope, expiresAt: now + 1200 })
      const early = writing(second, { idempotency: next, now: now + 599 })
      expect(await records.write(early)).toBe('repeated')
      expect(await records.write({ ...early, now: now + 600 })).toBe('written')
      expect(await records.get(idOf(second))).toStrictEqual(second)
      expect(await records.findIdempotent(idempotency.scope, now)).toStrictEqual(next)
    },
  },
  {
    sentence: 'of five writes in one scope at the same time one is written, and the others are repeated',
    check: async (records) => {
      const scope = unique()
      const all = Array.from({ length: 5 }, () => aRecord())
      const outcomes = await Promise.all(
        all.map((record) => records.write(writing(record, { idempotency: anEntry(record, { scope }) }))),
      )
      expect([...outcomes].sort()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'written'])
      const stored = await Promise.all(all.map((record) => records.get(idOf(record))))
      expect(stored.map((record) => record !== undefined)).toEqual(outcomes.map((outcome) => outcome === 'written'))
    },
  },
  {
    sentence: 'of five creations of one pass in one scope at the same time one is written, and none conflicts',
    check: async (records) => {
      const pass = aPass()
      const idempotency = anEntry(pass)
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => records.write(writing(aRecord(pass), { idempotency }))),
      )
      expect([...outcomes].sort()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'written'])
    },
  },
]

const repetition: readonly Sentence<Records>[] = [
  {
    sentence: 'the same write with its entry again is written',
    check: async (records) => {
      const record = aRecord()
      const write = writing(record, { idempotency: anEntry(record) })
      await records.write(write)
      expect(await records.write(write)).toBe('written')
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'the same write with its entry again is written even when the entry has expired since',
    check: async (records) => {
      const record = aRecord()
      const idempotency = anEntry(record, { expiresAt: now + 600 })
      await records.write(writing(record, { idempotency }))
      expect(await records.write(writing(record, { idempotency, now: now + 600 }))).toBe('written')
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'the same write with its entry again is written even when another has overtaken it',
    check: async (records) => {
      const first = aRecord()
      const write = writing(first, { idempotency: anEntry(first) })
      await records.write(write)
      const second = after(first)
      await records.write(writing(second))
      expect(await records.write(write)).toBe('written')
      expect(await records.get(idOf(first))).toStrictEqual(second)
    },
  },
  {
    sentence: 'the same write with its entry again is written when the record was erased since, and makes none',
    check: async (records) => {
      const record = aRecord()
      const write = writing(record, { idempotency: anEntry(record) })
      await records.write(write)
      await records.erase(erasing(record))
      expect(await records.write(write)).toBe('written')
      expect(await records.get(idOf(record))).toBeUndefined()
    },
  },
]

/** What `findIdempotent` promises, and `write` of idempotency entries. */
export const idempotencySentences = [...entries, ...scopes, ...repetition]
