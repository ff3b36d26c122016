/**
 * What `PutEvents` is sent, and what it answers.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
import { randomUUID } from 'node:crypto'
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { account, region } from '../cloudformation/place.ts'
import { defaultBus } from './rules.ts'

/** An event on a bus. */
export interface BusEvent {
  /** The name of the bus. */
  readonly bus: string
  /** The envelope that targets are brought. */
  readonly event: JsonObject
}

/** Why an entry was not taken. */
export interface EntryFault {
  readonly ErrorCode: string
  readonly ErrorMessage: string
}

const fraction = /\.\d+/

/** A moment as envelopes have it. */
const timeText = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(fraction, '')

/** What an envelope says, before it gets its id and place. */
export interface EventFacts {
  readonly source: string
  readonly detailType: string
  readonly detail: JsonObject
  readonly resources?: readonly string[]
  /** Milliseconds since 1970. Default: now. */
  readonly at?: number
}

/** The envelope of an event. */
export const envelope = ({ source, detailType, detail, resources = [], at = Date.now() }: EventFacts): JsonObject => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account,
  time: timeText(at),
  region,
  resources: [...resources],
  detail,
})

const parsedDetail = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const missing = (name: string): EntryFault => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
})

const busName = (text: Json | undefined): string =>
  typeof text === 'string' ? (text.split('/').at(-1) ?? text) : defaultBus

/** Reads one entry, or says what is wrong with it. */
export const readEntry = (entry: Json): BusEvent | EntryFault => {
  const { Source, DetailType, Detail, Time, Resources, EventBusName } = isObject(entry) ? entry : {}
  if (typeof Source !== 'string' || Source === '') return missing('Source')
  if (typeof DetailType !== 'string' || DetailType === '') return missing('DetailType')
  if (typeof Detail !== 'string') return missing('Detail')
  const detail = parsedDetail(Detail)
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  const resources = Array.isArray(Resources) ? Resources.map(String) : []
  const at = typeof Time === 'number' ? { at: Time * 1000 } : {}
  return {
    bus: busName(EventBusName),
    event: envelope({ source: Source, detailType: DetailType, detail, resources, ...at }),
  }
}
