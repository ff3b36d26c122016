/** EventBridge in this process: what comes in on a bus is brought to whom a rule names. */
import type { JsonObject } from '../../../lib/core/format/json.ts'
import { type BusEvent, type EntryFault, envelope, readEntry } from './entries.ts'
import { matchesPattern } from './pattern.ts'
import { defaultBus, type EventRule } from './rules.ts'

/** What the buses are made of. */
export interface EventBusOptions {
  /** Their names. */
  readonly buses: readonly string[]
  readonly rules: readonly EventRule[]
  /** Brings an event, as JSON text, to the target with this ARN. */
  readonly deliver: (target: string, body: string) => Promise<void>
  /** Is told of every event on any bus. */
  readonly heard: (event: JsonObject) => void
}

/** An object that S3 tells of. */
export interface CreatedObject {
  readonly bucket: string
  readonly key: string
  readonly size: number
  /** Without quotes. */
  readonly etag: string
}

/** The buses. */
export interface EventBus {
  /** Takes the input of `PutEvents` and gives its answer. @throws PutEventsRefusal */
  readonly putEvents: (input: JsonObject) => Promise<JsonObject>
  /** Tells of an object, as S3 does where a bucket says so. */
  readonly objectCreated: (object: CreatedObject) => Promise<void>
}

/** An input that is refused as a whole. */
export class PutEventsRefusal extends Error {
  override readonly name = 'PutEventsRefusal'
}

const mostEntries = 10
const mostBytes = 1024 * 1024

let written = 0

/** The order in which objects were written, as S3 has it: longer texts and greater ones are later. */
const sequencer = (): string => {
  written += 1
  return `${Date.now().toString(16)}${written.toString(16).padStart(6, '0')}`.toUpperCase()
}

const isFault = (read: BusEvent | EntryFault): read is EntryFault => 'ErrorCode' in read

/** Makes the buses. */
export const makeEventBus = ({ buses, rules, deliver, heard }: EventBusOptions): EventBus => {
  const publish = async ({ bus, event }: BusEvent): Promise<void> => {
    heard(event)
    const body = JSON.stringify(event)
    const targets = rules.flatMap((rule) =>
      rule.bus === bus && matchesPattern(rule.pattern, event) ? rule.targets : [],
    )
    for (const target of targets) await deliver(target, body)
  }

  const put = async (read: BusEvent | EntryFault): Promise<JsonObject> => {
    if (isFault(read)) return { ...read }
    if (!buses.includes(read.bus)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${read.bus} does not exist.` }
    }
    await publish(read)
    return { EventId: read.event.id ?? '' }
  }

  return {
    putEvents: async ({ Entries }) => {
      const entries = Array.isArray(Entries) ? Entries : []
      if (entries.length === 0 || entries.length > mostEntries) {
        throw new PutEventsRefusal(`Entries must hold 1 to ${mostEntries} events.`)
      }
      if (JSON.stringify(entries).length > mostBytes)
        throw new PutEventsRefusal('Total size of the entries is over the limit.')
      const answers: JsonObject[] = []
      for (const entry of entries) answers.push(await put(readEntry(entry)))
      return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: answers }
    },
    objectCreated: ({ bucket, key, size, etag }) =>
      publish({
        bus: defaultBus,
        event: envelope({
          source: 'aws.s3',
          detailType: 'Object Created',
          resources: [`arn:aws:s3:::${bucket}`],
          detail: {
            version: '0',
            bucket: { name: bucket },
            object: { key, size, etag, sequencer: sequencer() },
            reason: 'PutObject',
          },
        }),
      }),
  }
}
