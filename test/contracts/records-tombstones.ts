/** The promises of Records about tombstones of passes that are not there, and about writes that heed them. */
import { expect } from 'vitest'
import type { Records } from '../../lib/ports/records.ts'
import type { Sentence } from './contract.ts'
import { written } from './records-writes.ts'
import { aPass, aRecord, erasing, idOf, now, unique, writing } from './samples.ts'

const aTombstone = () => ({ pass: aPass(), tombstone: `1.${unique()}`, erasedAt: now * 1000 })

const entombing: readonly Sentence<Records>[] = [
  {
    sentence: 'entomb leaves a tombstone of a pass that has no record',
    check: async (records) => {
      const end = aTombstone()
      expect(await records.entomb(end)).toBe('erased')
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt)
      expect(await records.get(end.pass)).toBeUndefined()
    },
  },
  {
    sentence: 'entomb may be repeated, and a tombstone that is there stays as it is',
    check: async (records) => {
      const end = aTombstone()
      for (const erasedAt of [end.erasedAt, end.erasedAt, end.erasedAt + 1000])
        expect(await records.entomb({ ...end, erasedAt })).toBe('erased')
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt)
    },
  },
  {
    sentence: 'entomb conflicts if there is a record: it stays, and there is no tombstone',
    check: async (records) => {
      const record = await written(records)
      const end = { ...aTombstone(), pass: idOf(record) }
      expect(await records.entomb(end)).toBe('conflict')
      expect(await records.get(idOf(record))).toStrictEqual(record)
      expect(await records.erasedAt(end.tombstone)).toBeUndefined()
    },
  },
  {
    sentence: 'entomb conflicts if the pass was erased and issued anew, and the tombstone stays as it is',
    check: async (records) => {
      const first = await written(records)
      const end = erasing(first)
      await records.erase(end)
      await written(records, idOf(first))
      expect(await records.entomb({ ...end, erasedAt: end.erasedAt + 1000 })).toBe('conflict')
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt)
    },
  },
  {
    sentence: 'a pass that was issued in spite of its tombstone may be erased as any other',
    check: async (records) => {
      const end = aTombstone()
      await records.entomb(end)
      const record = await written(records, end.pass)
      const erasure = erasing(record, { tombstone: end.tombstone, erasedAt: end.erasedAt + 1000 })
      expect(await records.erase(erasure)).toBe('erased')
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt + 1000)
    },
  },
]

const heeding: readonly Sentence<Records>[] = [
  {
    sentence: 'a write unless the pass was erased is written where there is no tombstone, and may be repeated',
    check: async (records) => {
      const record = aRecord()
      const write = writing(record, { unlessErased: [`1.${unique()}`, `2.${unique()}`] })
      expect([await records.write(write), await records.write(write)]).toEqual(['written', 'written'])
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'a write unless the pass was erased conflicts with any of its tombstones, and writes nothing',
    check: async (records) => {
      for (const at of [0, 1]) {
        const record = aRecord()
        const unlessErased = [`1.${unique()}`, `2.${unique()}`]
        await records.entomb({ ...aTombstone(), tombstone: unlessErased[at] ?? '' })
        expect(await records.write(writing(record, { unlessErased }))).toBe('conflict')
        expect(await records.get(idOf(record))).toBeUndefined()
      }
    },
  },
  {
    sentence: 'a write unless the pass was erased conflicts where there is a record',
    check: async (records) => {
      const record = await written(records)
      const write = writing(aRecord(idOf(record)), { unlessErased: [`1.${unique()}`] })
      expect(await records.write(write)).toBe('conflict')
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'of a creation unless erased and a tombstone at the same time one comes first, and the other conflicts',
    check: async (records) => {
      const record = aRecord()
      const end = { ...aTombstone(), pass: idOf(record) }
      const write = writing(record, { unlessErased: [end.tombstone] })
      const outcomes = await Promise.all([records.write(write), records.entomb(end)])
      const isCreated = outcomes[0] === 'written'
      expect(outcomes).toEqual(isCreated ? ['written', 'conflict'] : ['conflict', 'erased'])
      expect(await records.get(idOf(record))).toStrictEqual(isCreated ? record : undefined)
    },
  },
  {
    sentence: 'a record keeps since when its links count',
    check: async (records) => {
      const record = await written(records, { linksRevokedBefore: now })
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
]

/** What `entomb` promises, and `write` where it is told of tombstones. */
export const tombstoneSentences = [...entombing, ...heeding]
