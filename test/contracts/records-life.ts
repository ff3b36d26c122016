/** The promises of Records about what becomes of a record: built, waiting to be built, erased. */
import { expect } from 'vitest'
import type { Records } from '../../lib/ports/records.ts'
import type { Sentence } from './contract.ts'
import { written } from './records-writes.ts'
import { after, anObject, aPass, aRecord, erasing, idOf, now, unique, writing } from './samples.ts'

const building: readonly Sentence<Records>[] = [
  {
    sentence: 'setBuilt notes the object and changes nothing else, neither revision nor writeId',
    check: async (records) => {
      const record = await written(records)
      const built = anObject(1)
      expect(await records.setBuilt(record, built)).toBe('set')
      expect(await records.get(idOf(record))).toStrictEqual({ ...record, built })
    },
  },
  {
    sentence: 'setBuilt leaves pending alone, whichever version it names',
    check: async (records) => {
      for (const version of [3, 4]) {
        const record = await written(records, { version: 3, pending: { version, since: now * 1000 } })
        const built = anObject(3)
        expect(await records.setBuilt(record, built)).toBe('set')
        expect(await records.get(idOf(record))).toStrictEqual({ ...record, built })
      }
    },
  },
  {
    sentence: 'setBuilt may be repeated, and a later object of the same version takes the place of the one before',
    check: async (records) => {
      const record = await written(records)
      const [first, second] = [anObject(1), anObject(1)]
      expect(await records.setBuilt(record, first)).toBe('set')
      expect(await records.setBuilt(record, first)).toBe('set')
      expect(await records.setBuilt(record, second)).toBe('set')
      expect(await records.get(idOf(record))).toStrictEqual({ ...record, built: second })
    },
  },
  {
    sentence: 'setBuilt is superseded if the record is at another version, and writes nothing',
    check: async (records) => {
      const record = await written(records, { version: 3, pending: { version: 3, since: now * 1000 } })
      expect(await records.setBuilt(record, anObject(2))).toBe('superseded')
      expect(await records.setBuilt(record, anObject(4))).toBe('superseded')
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'setBuilt is superseded if the pass was erased and issued anew, and writes nothing',
    check: async (records) => {
      const earlier = await written(records)
      await records.erase(erasing(earlier))
      const anew = aRecord({ ...idOf(earlier), createdAt: earlier.createdAt + 1 })
      await records.write(writing(anew))
      expect(await records.setBuilt(earlier, anObject(1))).toBe('superseded')
      expect(await records.get(idOf(anew))).toStrictEqual(anew)
      expect(await records.setBuilt(anew, anObject(1))).toBe('set')
    },
  },
  {
    sentence: 'setBuilt is superseded if the record is gone, and makes none',
    check: async (records) => {
      const record = await written(records)
      await records.erase(erasing(record))
      expect(await records.setBuilt(record, anObject(1))).toBe('superseded')
      expect(await records.get(idOf(record))).toBeUndefined()
    },
  },
  {
    sentence: 'a write that was under way while the pass was built is written',
    check: async (records) => {
      const first = await written(records)
      await records.setBuilt(first, anObject(1))
      const second = after(first, { version: 2 })
      expect(await records.write(writing(second))).toBe('written')
      expect(await records.get(idOf(first))).toStrictEqual(second)
    },
  },
]

const waiting: readonly Sentence<Records>[] = [
  {
    sentence: 'setPending has the version of the record wait, and changes nothing else',
    check: async (records) => {
      const record = await written(records, { version: 3, built: anObject(2) })
      const pending = { version: 3, since: now * 1000 }
      await records.setPending(idOf(record), pending)
      expect(await records.get(idOf(record))).toStrictEqual({ ...record, pending })
    },
  },
  {
    sentence:
      'setPending writes nothing if the record is at another version, or something waits already, or it is gone',
    check: async (records) => {
      const ready = await written(records, { version: 3 })
      await records.setPending(idOf(ready), { version: 2, since: now * 1000 })
      await records.setPending(idOf(ready), { version: 4, since: now * 1000 })
      expect(await records.get(idOf(ready))).toStrictEqual(ready)
      const waits = await written(records, { version: 3, pending: { version: 3, since: now * 1000 } })
      await records.setPending(idOf(waits), { version: 3, since: now * 1000 + 1 })
      expect(await records.get(idOf(waits))).toStrictEqual(waits)
      const nobody = aPass()
      await records.setPending(nobody, { version: 1, since: now * 1000 })
      expect(await records.get(nobody)).toBeUndefined()
    },
  },
  {
    sentence: 'postpone has what waits wait since another time and in another lane, and changes nothing else',
    check: async (records) => {
      const record = await written(records, { version: 3, pending: { version: 3, since: now * 1000 } })
      const later = { version: 3, since: now * 1000 + 5, lane: 'rollout' } as const
      await records.postpone(idOf(record), later)
      expect(await records.get(idOf(record))).toStrictEqual({ ...record, pending: later })
      const earlier = { version: 3, since: now * 1000 - 5 }
      await records.postpone(idOf(record), earlier)
      expect(await records.get(idOf(record))).toStrictEqual({ ...record, pending: earlier })
    },
  },
  {
    sentence: 'postpone writes nothing if another version waits, or none, or the record is gone',
    check: async (records) => {
      const ready = await written(records, { version: 3 })
      await records.postpone(idOf(ready), { version: 3, since: now * 1000 })
      expect(await records.get(idOf(ready))).toStrictEqual(ready)
      const waits = await written(records, { version: 3, pending: { version: 3, since: now * 1000 } })
      for (const version of [2, 4]) await records.postpone(idOf(waits), { version, since: now * 1000 + 1 })
      expect(await records.get(idOf(waits))).toStrictEqual(waits)
      const nobody = aPass()
      await records.postpone(nobody, { version: 1, since: now * 1000 })
      expect(await records.get(nobody)).toBeUndefined()
    },
  },
  {
    sentence: 'clearPending drops what waits if it is this version, and changes nothing else',
    check: async (records) => {
      const { pending, ...record } = await written(records, {
        version: 3,
        built: anObject(3),
        pending: { version: 3, since: now * 1000 },
      })
      for (const version of [2, 4]) await records.clearPending(idOf(record), version)
      expect(await records.get(idOf(record))).toStrictEqual({ ...record, pending })
      for (const version of [3, 3]) await records.clearPending(idOf(record), version)
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'clearPending makes no record of a pass that is gone',
    check: async (records) => {
      const record = await written(records, { pending: { version: 1, since: now * 1000 } })
      await records.erase(erasing(record))
      await records.clearPending(idOf(record), 1)
      expect(await records.get(idOf(record))).toBeUndefined()
    },
  },
]

const erasure: readonly Sentence<Records>[] = [
  {
    sentence: 'erase removes the record and leaves the tombstone',
    check: async (records) => {
      const record = await written(records, { built: anObject(1) })
      const erasing1 = erasing(record)
      expect(await records.erase(erasing1)).toBe('erased')
      expect(await records.get(idOf(record))).toBeUndefined()
      expect(await records.erasedAt(erasing1.tombstone)).toBe(erasing1.erasedAt)
    },
  },
  {
    sentence: 'a tombstone that nobody left tells nothing',
    check: async (records) => {
      expect(await records.erasedAt(`1.${unique()}`)).toBeUndefined()
    },
  },
  {
    sentence: 'erase conflicts if the record is at another revision: it stays, and there is no tombstone',
    check: async (records) => {
      const first = await written(records)
      const second = after(first)
      await records.write(writing(second))
      for (const revision of [1, 3]) {
        const stale = erasing(first, { revision })
        expect(await records.erase(stale)).toBe('conflict')
        expect(await records.erasedAt(stale.tombstone)).toBeUndefined()
      }
      expect(await records.get(idOf(first))).toStrictEqual(second)
    },
  },
  {
    sentence: 'erase conflicts if there is no record, and leaves no tombstone',
    check: async (records) => {
      const vain = erasing(aRecord())
      expect(await records.erase(vain)).toBe('conflict')
      expect(await records.erasedAt(vain.tombstone)).toBeUndefined()
    },
  },
  {
    sentence: 'of a change and an erasure of one revision at the same time one succeeds, and the other conflicts',
    check: async (records) => {
      const first = await written(records)
      const second = after(first)
      const end = erasing(first)
      const outcomes = await Promise.all([records.write(writing(second)), records.erase(end)])
      const changed = outcomes[0] === 'written'
      expect(outcomes).toEqual(changed ? ['written', 'conflict'] : ['conflict', 'erased'])
      expect(await records.get(idOf(first))).toStrictEqual(changed ? second : undefined)
      expect(await records.erasedAt(end.tombstone)).toBe(changed ? undefined : end.erasedAt)
    },
  },
]

const erasureAgain: readonly Sentence<Records>[] = [
  {
    sentence: 'the same erasure again is erased',
    check: async (records) => {
      const end = erasing(await written(records))
      await records.erase(end)
      expect(await records.erase(end)).toBe('erased')
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt)
    },
  },
  {
    sentence: 'another erasure of a pass that is gone conflicts, and the tombstone stays as it is',
    check: async (records) => {
      const end = erasing(await written(records))
      await records.erase(end)
      expect(await records.erase({ ...end, erasedAt: end.erasedAt + 1 })).toBe('conflict')
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt)
    },
  },
  {
    sentence: 'the same erasure again leaves a pass alone that was issued anew since, at whatever revision',
    check: async (records) => {
      const first = await written(records)
      const end = erasing(first)
      await records.erase(end)
      const anew = await written(records, idOf(first))
      expect(await records.erase(end)).toBe('erased')
      expect(await records.get(idOf(first))).toStrictEqual(anew)
    },
  },
  {
    sentence: 'a pass that was issued anew may be erased again, and its tombstone tells of the last time',
    check: async (records) => {
      const first = await written(records)
      const end = erasing(first)
      await records.erase(end)
      await written(records, idOf(first))
      expect(await records.erase({ ...end, erasedAt: end.erasedAt + 1000 })).toBe('erased')
      expect(await records.get(idOf(first))).toBeUndefined()
      expect(await records.erasedAt(end.tombstone)).toBe(end.erasedAt + 1000)
    },
  },
  {
    sentence: 'an erasure is of one pass: others of the same type stay',
    check: async (records) => {
      const [one, other] = [await written(records), await written(records)]
      await records.erase(erasing(one))
      expect(await records.get(idOf(other))).toStrictEqual(other)
      expect(await records.get(aPass())).toBeUndefined()
    },
  },
]

/** What `setBuilt`, `setPending`, `clearPending`, `erase` and `erasedAt` promise. */
export const lifeSentences = [...building, ...waiting, ...erasure, ...erasureAgain]
