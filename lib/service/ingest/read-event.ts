/** Reads events that change passes: in the envelope of EventBridge, or as they are. */
import { utf8 } from '../../core/bytes.ts'
import { summary } from '../../core/finding.ts'
import { isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../../core/format/json.ts'
import type { PassId } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { PassChange } from '../passes/change.ts'
import { makeChecker, type Valid } from '../schema-checker.ts'
import { recordChangedSchema, recordChangedType } from './record-changed-schema.ts'

/** An event that changes a pass. */
export interface RecordEvent {
  readonly pass: PassId
  readonly change: PassChange
  readonly source: string
  readonly eventId: string
  readonly sequence?: number
  /** The same for all ways to write the same change. */
  readonly canonical: string
}

/** What can be told of an event whatever is wrong with it. */
export type EventHead = Partial<Pick<RecordEvent, 'source' | 'eventId' | 'pass'>>

/** An event, or what is wrong with it. */
export type ReadEvent =
  | { readonly head: EventHead; readonly event: RecordEvent }
  | { readonly head: EventHead; readonly fault: ServiceError }

const wholeSchema = {
  ...recordChangedSchema,
  required: ['passTypeIdentifier', 'serialNumber', 'eventId', 'source'],
} as const

const checker = makeChecker(wholeSchema)

const eventOf = (pass: PassId, detail: Valid<typeof wholeSchema>): RecordEvent => {
  const { source, eventId, sequence, template, values, patch, voided } = detail
  const change = {
    ...(template === undefined ? {} : { template }),
    ...(values === undefined ? {} : { values }),
    ...(patch === undefined ? {} : { patch }),
    ...(voided === undefined ? {} : { voided }),
  }
  const numbered = sequence === undefined ? {} : { sequence }
  return { pass, change, source, eventId, ...numbered, canonical: canonicalJson({ ...pass, ...change, ...numbered }) }
}

const parsed = (body: string): Json | ServiceError => {
  const bytes = utf8(body)
  const { jsonBytes } = limits
  if (bytes.length > jsonBytes)
    return new ServiceError('request/too-large', `the event has more than ${jsonBytes} bytes: send less`)
  try {
    return parseJson(bytes)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return new ServiceError('request/json-invalid', `the event is not JSON: ${cause.message}`, { cause })
  }
}

const isEnvelope = (json: Json): json is JsonObject => isObject(json) && 'detail-type' in json

/** The detail, with what its envelope says where it says nothing itself. */
const detailOf = (json: Json): Json | ServiceError => {
  if (!isEnvelope(json)) return json
  const { id, source, detail } = json
  if (json['detail-type'] !== recordChangedType)
    return new ServiceError(
      'event/invalid',
      `the detail-type is not "${recordChangedType}": send such events elsewhere`,
    )
  if (!isObject(detail))
    return new ServiceError('event/invalid', 'the detail of the event is no object: see its schema')
  return { ...(id === undefined ? {} : { eventId: id }), ...(source === undefined ? {} : { source }), ...detail }
}

const headOf = (detail: Json): EventHead => {
  const { source, eventId, passTypeIdentifier, serialNumber } = isObject(detail) ? detail : {}
  return {
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof eventId === 'string' ? { eventId } : {}),
    ...(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber)
      ? { pass: { passTypeIdentifier, serialNumber } }
      : {}),
  }
}

/** Reads the text of a message. Never throws: what is wrong is an answer. */
export const readEvent = (body: string): ReadEvent => {
  const json = parsed(body)
  if (json instanceof ServiceError) return { head: {}, fault: json }
  const detail = detailOf(json)
  if (detail instanceof ServiceError) return { head: {}, fault: detail }
  const head = headOf(detail)
  if (head.pass && checker.fits(detail)) return { head, event: eventOf(head.pass, detail) }
  const findings = checker.faults(detail)
  return {
    head,
    fault: new ServiceError('event/invalid', `the event does not fit: ${summary(findings)}`, { findings }),
  }
}
