/** The promises of Records about order: whatever two writers do, it goes as in a model of a few lines. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { PassId, PassRecord, Records, RecordWrite } from '../../lib/ports/records.ts'
import { effort, type Sentence } from './contract.ts'
import { after, anEntry, anObject, aPass, aRecord, erasing, idOf, now, unique, writing } from './samples.ts'

/** What one writer does next, with what it knows of the pass. */
interface Step {
  readonly writer: 0 | 1
  readonly does: 'read' | 'write' | 'write-in-scope' | 'repeat' | 'build' | 'wait' | 'ready' | 'erase'
}

interface Writer {
  /** The record as this writer last read or wrote it. */
  knows?: PassRecord | undefined
  wrote?: RecordWrite
}

/** What the store ought to hold. Both writers take the same scope, with entries that do not expire. */
interface Model {
  record?: PassRecord | undefined
  scopeTakenBy?: string
  erasedAt?: number
}

const steps = fc.array(
  fc.record<Step>({
    writer: fc.constantFrom(0, 1),
    does: fc.constantFrom('read', 'write', 'write', 'write-in-scope', 'repeat', 'build', 'wait', 'ready', 'erase'),
  }),
  { minLength: 4, maxLength: 16 },
)

const expectedOfWrite = (model: Model, { record, replaces, idempotency }: RecordWrite): string => {
  if (model.record?.writeId === record.writeId) return 'written'
  if (idempotency && model.scopeTakenBy) return model.scopeTakenBy === record.writeId ? 'written' : 'repeated'
  if ((model.record?.revision ?? 'absent') !== replaces) return 'conflict'
  if (model.record && model.record.createdAt !== record.createdAt) return 'conflict'
  model.record = record
  if (idempotency) model.scopeTakenBy = record.writeId
  return 'written'
}

class Play {
  readonly model: Model = {}
  readonly #records: Records
  readonly #pass: PassId = aPass()
  readonly #writers: readonly [Writer, Writer] = [{}, {}]
  #lives = 0
  readonly #scope = unique()
  readonly #tombstone = `1.${unique()}`

  constructor(records: Records) {
    this.#records = records
  }

  async take({ writer, does }: Step): Promise<void> {
    const who = this.#writers[writer]
    if (does === 'read') who.knows = await this.#records.get(this.#pass)
    else if (does === 'build') await this.#build(who)
    else if (does === 'wait') await this.#wait(who)
    else if (does === 'ready') await this.#ready(who)
    else if (does === 'erase') await this.#erase(who)
    else if (does === 'repeat') await this.#write(who, who.wrote)
    else await this.#write(who, this.#next(who, does === 'write-in-scope'))
    expect(await this.#records.get(this.#pass)).toStrictEqual(this.model.record)
  }

  async end(): Promise<void> {
    expect(await this.#records.erasedAt(this.#tombstone)).toBe(this.model.erasedAt)
    const entry = await this.#records.findIdempotent(this.#scope, now)
    expect(entry !== undefined).toBe(this.model.scopeTakenBy !== undefined)
  }

  #next({ knows }: Writer, inScope: boolean): RecordWrite {
    const record = knows ? after(knows, { version: knows.version + 1 }) : this.#begin()
    return writing(record, inScope ? { idempotency: anEntry(record, { scope: this.#scope }) } : {})
  }

  /** The first revision of a life, none of which begins when another does. */
  #begin(): PassRecord {
    this.#lives++
    return aRecord({ ...this.#pass, createdAt: now * 1000 + this.#lives })
  }

  async #write(who: Writer, write: RecordWrite | undefined): Promise<void> {
    if (!write) return
    const outcome = await this.#records.write(write)
    expect(outcome).toBe(expectedOfWrite(this.model, write))
    who.wrote = write
    if (outcome === 'written') who.knows = write.record
  }

  async #build({ knows }: Writer): Promise<void> {
    const built = anObject(knows?.version ?? 1)
    const current = this.model.record
    const life = { ...this.#pass, createdAt: knows?.createdAt ?? now }
    const fits = current?.createdAt === life.createdAt && current.version === built.version
    expect(await this.#records.setBuilt(life, built)).toBe(fits ? 'set' : 'superseded')
    if (current && fits) this.model.record = { ...current, built }
  }

  async #wait({ knows }: Writer): Promise<void> {
    // Later than what other tests wait for.
    const pending = { version: knows?.version ?? 1, since: now * 1000 + 60_000 }
    const current = this.model.record
    await this.#records.setPending(this.#pass, pending)
    if (current?.version === pending.version && !current.pending) this.model.record = { ...current, pending }
  }

  async #ready({ knows }: Writer): Promise<void> {
    const version = knows?.version ?? 1
    const current = this.model.record
    await this.#records.clearPending(this.#pass, version)
    if (current?.pending?.version !== version) return
    const { pending: _, ...rest } = current
    this.model.record = rest
  }

  async #erase({ knows }: Writer): Promise<void> {
    const end = erasing(knows ?? aRecord(this.#pass), {
      tombstone: this.#tombstone,
      erasedAt: (this.model.erasedAt ?? now) + 1,
    })
    const fits = this.model.record?.revision === end.revision
    expect(await this.#records.erase(end)).toBe(fits ? 'erased' : 'conflict')
    if (!fits) return
    this.model.record = undefined
    this.model.erasedAt = end.erasedAt
  }
}

/** Adds lines to the log of a pass until `count` were acknowledged; tells which. */
const appendLines = async (records: Records, pass: PassId, count: number): Promise<readonly string[]> => {
  const acknowledged: string[] = []
  while (acknowledged.length < count) {
    const current = await records.get(pass)
    const line = unique()
    const log = [current?.values.log ?? [], line].flat()
    const record = current ? after(current, { values: { log } }) : aRecord({ ...pass, values: { log } })
    if ((await records.write(writing(record))) === 'written') acknowledged.push(line)
  }
  return acknowledged
}

/** What all methods that write promise together. */
export const orderSentences: readonly Sentence<Records>[] = [
  {
    sentence: 'whatever two writers do one after the other, knowing the latest or not, goes as in the model',
    check: (records) =>
      fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          const play = new Play(records)
          for (const step of taken) await play.take(step)
          await play.end()
        }),
        { numRuns: effort.plays },
      ),
  },
  {
    sentence: 'when three writers change one record at the same time, no acknowledged change is lost or made twice',
    check: async (records) => {
      const pass = aPass()
      const lines = (await Promise.all([3, 3, 3].map((count) => appendLines(records, pass, count)))).flat()
      const record = await records.get(pass)
      const log = [record?.values.log ?? []].flat()
      expect(lines.filter((line) => log.filter((other) => other === line).length !== 1)).toEqual([])
      expect(record?.revision).toBe(log.length)
      expect(idOf(record ?? aRecord())).toStrictEqual(pass)
    },
  },
]
