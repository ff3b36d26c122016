/** Checks JSON against the tables of the format: required keys, types, names, ranges, dates and colours. */
import { documented, type Finding } from '../finding.ts'
import { isColour } from '../format/colours.ts'
import { dateFault } from '../format/dates.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import type { Choice, Key, Kind, Numeric, Structure, Text } from '../format/kinds.ts'
import { pointerTo } from '../format/pointer.ts'
import { isKnown, memberOf } from './known.ts'

type Fault = Pick<Finding, 'code' | 'message' | 'fix'>

const typeNames: Readonly<Record<Kind['kind'], string>> = {
  text: 'text',
  choice: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date as text',
  colour: 'a colour as text',
  fieldValue: 'text or a number',
  list: 'an array',
  structure: 'an object',
  tags: 'an object',
  anything: 'any JSON',
}

const typeOf = (value: Json): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return (
    { string: 'text', number: 'a number', boolean: 'a boolean', object: 'an object' }[typeof value as 'string'] ??
    'nothing'
  )
}

const wrongType = (kind: Kind, value: Json): Fault => ({
  code: 'type-wrong',
  message: `is ${typeOf(value)}; Wallet wants ${typeNames[kind.kind]}`,
  fix: `write ${typeNames[kind.kind]}`,
})

const textFault = (kind: Text, value: string): Fault | undefined => {
  const good = value.length >= (kind.minLength ?? 0) && (kind.allows?.(value) ?? true)
  return good
    ? undefined
    : {
        code: 'text-invalid',
        message: 'is not what Wallet accepts here',
        fix: `write text that ${kind.wants ?? 'is not empty'}`,
      }
}

const choiceFault = (kind: Choice, value: string): Fault | undefined =>
  kind.names.includes(value)
    ? undefined
    : {
        code: 'name-unknown',
        message: 'is not a name that Wallet knows here',
        fix: `write one of ${kind.names.join(', ')}`,
      }

const numberFault = ({ min = -Infinity, max = Infinity, only }: Numeric, value: number): Fault | undefined => {
  if (only && !only.includes(value)) {
    return {
      code: 'number-out-of-range',
      message: 'is not the number that Wallet wants',
      fix: `write ${only.join(' or ')}`,
    }
  }
  return value >= min && value <= max
    ? undefined
    : { code: 'number-out-of-range', message: 'is out of range', fix: `write a number from ${min} to ${max}` }
}

const dateTextFault = (value: string): Fault | undefined => {
  const fault = dateFault(value)
  return fault && { code: fault.code, message: fault.reason, fix: 'write the date as 2027-03-01T09:30:00+01:00' }
}

const colourFault = (value: string): Fault | undefined =>
  isColour(value)
    ? undefined
    : {
        code: 'colour-invalid',
        message: 'is not a colour that Wallet reads',
        fix: 'write rgb(r, g, b) with numbers from 0 to 255',
      }

const stringFault = (kind: Kind, value: string): Fault | undefined => {
  switch (kind.kind) {
    case 'text':
      return textFault(kind, value)
    case 'choice':
      return choiceFault(kind, value)
    case 'date':
      return dateTextFault(value)
    case 'colour':
      return colourFault(value)
    case 'fieldValue':
      return undefined
    default:
      return wrongType(kind, value)
  }
}

/** What is wrong with a value itself, not with what it contains. */
const faultOf = (kind: Kind, value: Json): Fault | undefined => {
  if (kind.kind === 'anything') return undefined
  if (typeof value === 'string') return stringFault(kind, value)
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (kind.kind === 'number') return numberFault(kind, value)
    return kind.kind === 'fieldValue' ? undefined : wrongType(kind, value)
  }
  const fits =
    (kind.kind === 'boolean' && typeof value === 'boolean') ||
    (kind.kind === 'list' && Array.isArray(value)) ||
    ((kind.kind === 'structure' || kind.kind === 'tags') && isObject(value))
  return fits ? undefined : wrongType(kind, value)
}

/** Where a value stands; spelled out as a JSON pointer only for what is at fault, because most passes have no fault. */
interface Place {
  readonly parent: Place | undefined
  readonly step: string | number
  /** What stands there in a pass without faults. */
  readonly like: Json | undefined
}

const pointerOf = ({ parent, step }: Place): string => pointerTo(parent ? pointerOf(parent) : '', step)

type Report = (fault: Fault, place: Place, key: Key) => void

const check = (key: Key, kind: Kind, value: Json, place: Place, report: Report): void => {
  const fault = faultOf(kind, value)
  if (fault) {
    report(fault, place, key)
  } else if (kind.kind === 'list' && Array.isArray(value)) {
    const likes: readonly Json[] = Array.isArray(place.like) ? place.like : []
    for (let step = 0; step < value.length; step++) {
      const item: Json = value[step]
      const like = likes[step]
      if (!isKnown(item, like)) check(key, kind.item, item, { parent: place, step, like }, report)
    }
  } else if (kind.kind === 'structure' && isObject(value)) {
    checkStructure(kind, value, place.like, place, report)
  }
}

const checkStructure = (
  { keys, required }: Structure,
  object: JsonObject,
  likes: Json | undefined,
  parent: Place | undefined,
  report: Report,
): void => {
  for (const step of Object.keys(object)) {
    const value = object[step] ?? null
    const like = memberOf(likes, step)
    if (isKnown(value, like)) continue
    const key = Object.hasOwn(keys, step) ? keys[step] : undefined
    if (key) check(key, key.of, value, { parent, step, like }, report)
  }
  for (const step of required) {
    const key = keys[step]
    if (!key || Object.hasOwn(object, step)) continue
    const place = { parent, step, like: undefined }
    report({ code: 'key-missing', message: `"${step}" is missing`, fix: `give "${step}"` }, place, key)
  }
}

/**
 * All faults of an object against its table, in the order of the object. Keys that the table lacks are fine.
 *
 * @param sound an object without faults: a value that is the same in both is not checked again. Default: none is known
 */
export const shapeFindings = (table: Structure, object: JsonObject, sound?: JsonObject): Finding[] => {
  const findings: Finding[] = []
  checkStructure(table, object, sound, undefined, ({ code, message, fix }, place, key) => {
    findings.push({ code, severity: key.severity, path: pointerOf(place), message, fix, source: documented(key.url) })
  })
  return findings
}
