/** The promises of Records about reading and writing one record. */
import { expect } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { canonicalJson, type JsonObject, parseJson } from '../../lib/core/format/json.ts'
import type { PassRecord, Records } from '../../lib/ports/records.ts'
import type { Sentence } from './contract.ts'
import {
  after,
  anObject,
  aPass,
  aRecord,
  erasing,
  idOf,
  now,
  passType,
  serialNumber,
  unique,
  writing,
} from './samples.ts'

const objectOf = (json: string): JsonObject => {
  const value = parseJson(utf8(json))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object')
  return value as JsonObject
}

/** Values that stores are known to trip over. */
const awkward = objectOf(
  '{"__proto__":{"a":1},"constructor":"c","":"","große Straße":"東京 ✈️","tab":"\\t\\u0000","max":1e300,"min":-1e-300,' +
    '"tenth":0.1,"sum":0.30000000000000004,"safe":9007199254740991,"none":[],"deep":[[[{"x":[null,true,false,{}]}]]]}',
)

/** Writes the first revision. */
export const written = async (records: Records, parts: Partial<PassRecord> = {}): Promise<PassRecord> => {
  const record = aRecord(parts)
  expect(await records.write(writing(record))).toBe('written')
  return record
}

const reading: readonly Sentence<Records>[] = [
  {
    sentence: 'there is no record where none was written',
    check: async (records) => {
      expect(await records.get(aPass())).toBeUndefined()
    },
  },
  {
    sentence: 'a record comes back as it was written, whatever parts it has',
    check: async (records) => {
      for (const hasRandomSerial of [true, false]) {
        const record = await written(records, {
          voided: true,
          hasRandomSerial,
          adoptedToken: 'sealed token',
          barcodeKeyId: '3',
          personalization: { at: now * 1000, answers: 'sealed answers', fingerprint: 'AAAA' },
          built: anObject(1),
          pending: { version: 1, since: now * 1000 },
          sequences: { 'com.example/orders #2': 4711, constructor: 0 },
          rolledOut: { rollout: 'r1', from: 2, revision: 1 },
        })
        expect(await records.get(idOf(record))).toStrictEqual(record)
        const pending = { version: 1, since: now * 1000, lane: 'rollout' } as const
        const erased = after(record, { personalization: { at: now * 1000 }, pending, sequences: {} })
        await records.write(writing(erased))
        expect(await records.get(idOf(record))).toStrictEqual(erased)
      }
    },
  },
  {
    sentence: 'values come back as they were written, whatever names, texts and numbers they hold',
    check: async (records) => {
      const record = await written(records, { values: awkward, images: {} })
      const values = (await records.get(idOf(record)))?.values
      expect(canonicalJson(values ?? null)).toBe(canonicalJson(awkward))
    },
  },
  {
    sentence: '128 KiB of values come back as they were written',
    check: async (records) => {
      const values = { text: 'é'.repeat(64 * 1024 - 10) }
      const record = await written(records, { values })
      expect((await records.get(idOf(record)))?.values).toStrictEqual(values)
    },
  },
  {
    sentence: 'a record is read as the last write that was answered left it',
    check: async (records) => {
      let record = await written(records)
      for (let revision = 2; revision <= 6; revision++) {
        record = after(record, { values: { revision } })
        await records.write(writing(record))
        expect(await records.get(idOf(record))).toStrictEqual(record)
      }
    },
  },
  {
    sentence: 'passes are told apart by type and serial number, letter by letter',
    check: async (records) => {
      const serial = unique()
      const ids = ['pass.com.example.one', 'pass.com.example.One', 'pass.com.example.one.x'].flatMap((type) =>
        [`a${serial}`, `A${serial}`, `a${serial}.1`].map((text) => ({
          passTypeIdentifier: passType(type),
          serialNumber: serialNumber(text),
        })),
      )
      const all = await Promise.all(ids.map((id) => written(records, id)))
      expect(await Promise.all(ids.map((id) => records.get(id)))).toStrictEqual(all)
    },
  },
  {
    sentence: 'what a reader does to a record that it was given stays with that reader',
    check: async (records) => {
      const record = await written(records, { values: { seats: ['12A'] } })
      const given = await records.get(idOf(record))
      Object.assign(given?.values ?? {}, { seats: 'none' })
      expect((await records.get(idOf(record)))?.values).toStrictEqual({ seats: ['12A'] })
    },
  },
  {
    sentence: 'what a writer does to a record after it was written stays with that writer',
    check: async (records) => {
      const values = { seats: ['12A'] }
      const record = await written(records, { values })
      values.seats.push('12B')
      expect((await records.get(idOf(record)))?.values).toStrictEqual({ seats: ['12A'] })
    },
  },
]

const conditions: readonly Sentence<Records>[] = [
  {
    sentence: 'a write replaces the whole record: parts that it lacks are gone',
    check: async (records) => {
      const first = await written(records, { built: anObject(1), pending: { version: 1, since: now * 1000 } })
      const { built: _, pending: __, ...rest } = first
      const second = after(rest, { values: {}, images: {} })
      expect(await records.write(writing(second))).toBe('written')
      expect(await records.get(idOf(first))).toStrictEqual(second)
    },
  },
  {
    sentence: 'a write that keeps what was built conflicts if something was built meanwhile; that stays',
    check: async (records) => {
      const first = await written(records)
      const second = after(first, { values: { second: true } })
      const built = { ...first, built: anObject(1) }
      await records.setBuilt(first, built.built)
      expect(await records.write(writing(second, { keepsBuilt: true }))).toBe('conflict')
      expect(await records.get(idOf(first))).toStrictEqual(built)
      const third = after(built, { values: { third: true } })
      expect(await records.write(writing(third, { keepsBuilt: true }))).toBe('written')
      await records.setBuilt(first, anObject(1))
      const fourth = after(third, { values: { fourth: true } })
      expect(await records.write(writing(fourth, { keepsBuilt: true }))).toBe('conflict')
    },
  },
  {
    sentence:
      'a write that keeps what was noted conflicts if it has nothing wait, and something has begun to meanwhile; that stays',
    check: async (records) => {
      const first = await written(records)
      const pending = { version: 1, since: now * 1000 }
      await records.setPending(idOf(first), pending)
      const second = after(first, { values: { second: true } })
      expect(await records.write(writing(second, { keepsBuilt: true }))).toBe('conflict')
      expect(await records.get(idOf(first))).toStrictEqual({ ...first, pending })
      const third = after(first, { values: { third: true }, version: 2, pending: { version: 2, since: now * 1000 } })
      expect(await records.write(writing(third, { keepsBuilt: true }))).toBe('written')
      expect(await records.get(idOf(first))).toStrictEqual(third)
    },
  },
  {
    sentence: 'a write conflicts where there is a record and should be none; the record stays',
    check: async (records) => {
      const record = await written(records)
      const other = aRecord({ ...idOf(record), values: { other: true } })
      expect(await records.write(writing(other))).toBe('conflict')
      expect(await records.get(idOf(record))).toStrictEqual(record)
    },
  },
  {
    sentence: 'a write conflicts where there is no record and should be one; none is made',
    check: async (records) => {
      const record = aRecord({ revision: 4 })
      expect(await records.write(writing(record))).toBe('conflict')
      expect(await records.get(idOf(record))).toBeUndefined()
    },
  },
  {
    sentence: 'a write conflicts if the record is at a later or an earlier revision; the record stays',
    check: async (records) => {
      const first = await written(records)
      const second = after(first)
      await records.write(writing(second))
      expect(await records.write(writing(after(first)))).toBe('conflict')
      expect(await records.write(writing(after(after(second))))).toBe('conflict')
      expect(await records.get(idOf(first))).toStrictEqual(second)
    },
  },
  {
    sentence: 'of five creations of one pass at the same time one is written, and the others conflict',
    check: async (records) => {
      const pass = aPass()
      const all = Array.from({ length: 5 }, () => aRecord(pass))
      const outcomes = await Promise.all(all.map((record) => records.write(writing(record))))
      expect([...outcomes].sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'written'])
      expect(await records.get(pass)).toStrictEqual(all[outcomes.indexOf('written')])
    },
  },
  {
    sentence: 'of five changes of one revision at the same time one is written, and the others conflict',
    check: async (records) => {
      const first = await written(records)
      const all = Array.from({ length: 5 }, () => after(first))
      const outcomes = await Promise.all(all.map((record) => records.write(writing(record))))
      expect([...outcomes].sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'written'])
      expect(await records.get(idOf(first))).toStrictEqual(all[outcomes.indexOf('written')])
    },
  },
]

const repetition: readonly Sentence<Records>[] = [
  {
    sentence: 'the same write again is written',
    check: async (records) => {
      const first = await written(records)
      const second = after(first)
      expect(await records.write(writing(first))).toBe('written')
      expect(await records.write(writing(second))).toBe('written')
      expect(await records.write(writing(second))).toBe('written')
      expect(await records.get(idOf(first))).toStrictEqual(second)
    },
  },
  {
    sentence: 'a write upon a pass that was erased and issued anew conflicts, although the revision is the same',
    check: async (records) => {
      const earlier = await written(records)
      await records.erase(erasing(earlier))
      const anew = aRecord({ ...idOf(earlier), createdAt: earlier.createdAt + 1 })
      await records.write(writing(anew))
      expect(await records.write(writing(after(earlier)))).toBe('conflict')
      expect(await records.get(idOf(anew))).toStrictEqual(anew)
    },
  },
  {
    sentence: 'the same write again does not undo what was built meanwhile',
    check: async (records) => {
      const record = await written(records, { pending: { version: 1, since: now * 1000 } })
      const built = anObject(1)
      await records.setBuilt(record, built)
      expect(await records.write(writing(record))).toBe('written')
      expect((await records.get(idOf(record)))?.built).toStrictEqual(built)
    },
  },
  {
    sentence: 'the same write again, when another has overtaken it, conflicts and changes nothing',
    check: async (records) => {
      const first = await written(records)
      const second = after(first)
      const third = after(second)
      await records.write(writing(second))
      await records.write(writing(third))
      expect(await records.write(writing(second))).toBe('conflict')
      expect(await records.write(writing(first))).toBe('conflict')
      expect(await records.get(idOf(first))).toStrictEqual(third)
    },
  },
  {
    sentence: 'the same change again, when the record was erased since, conflicts and makes none',
    check: async (records) => {
      const first = await written(records)
      const second = after(first)
      await records.write(writing(second))
      await records.erase(erasing(second))
      expect(await records.write(writing(second))).toBe('conflict')
      expect(await records.get(idOf(first))).toBeUndefined()
    },
  },
]

/** What `get` and `write` promise, but for idempotency entries. */
export const writeSentences = [...reading, ...conditions, ...repetition]
