/** What is wrong with one value, as the tables of the format see it; not with what it contains. */
import type { Finding } from '../finding.ts'
import { isColour, resemblesColour } from '../format/colours.ts'
import { dateFault } from '../format/dates.ts'
import { isObject, type Json } from '../format/json.ts'
import type { Choice, Kind, Numeric, Text } from '../format/kinds.ts'
import { intendedName } from '../format/misspelling.ts'

/** What is wrong; `severity` only where the fault is no graver than that, whatever the key. */
export interface Fault extends Pick<Finding, 'code' | 'message' | 'fix'> {
  readonly severity?: 'warning'
}

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
  anything: 'any JSON',
}

const valueNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  bigint: 'a number',
  boolean: 'a boolean',
}

const typeOf = (value: Json): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return valueNames[typeof value] ?? 'an object'
}

const wrongType = (kind: Kind, value: Json): Fault => ({
  code: 'type-wrong',
  message: `is ${typeOf(value)}; Wallet wants ${typeNames[kind.kind]}`,
  fix: `write ${typeNames[kind.kind]}`,
})

const longestQuote = 40

const quote = (text: string): string =>
  JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text)

const fits = ({ pattern, url, minLength = 0 }: Text, value: string): boolean =>
  value.length >= minLength && (!pattern || pattern.test(value)) && (!url || URL.canParse(value))

const textFault = (kind: Text, value: string): Fault | undefined => {
  if (value === '' && kind.mayBeBlank) {
    return {
      code: 'value-blank',
      severity: 'warning',
      message: 'is empty',
      fix: 'give it; what may be missing is better left out',
    }
  }
  if (fits(kind, value)) return undefined
  return {
    code: 'text-invalid',
    message: 'is not what Wallet accepts here',
    fix: `write text that ${kind.wants ?? 'is not empty'}`,
  }
}

const mostNames = 12

const choiceFault = ({ names, misnomers = {} }: Choice, value: string): Fault | undefined => {
  if (names.includes(value)) return undefined
  const more = names.length > mostNames ? ', …' : ''
  const intended = Object.hasOwn(misnomers, value) ? misnomers[value] : intendedName(value, names)
  return {
    code: 'name-unknown',
    message: `${quote(value)} is not a name that Wallet knows here`,
    fix: intended ? `write ${intended}` : `write one of ${names.slice(0, mostNames).join(', ')}${more}`,
  }
}

const boundsOf = ({ min, above, max }: Numeric): string =>
  [min !== undefined && `from ${min}`, above !== undefined && `above ${above}`, max !== undefined && `up to ${max}`]
    .filter(Boolean)
    .join(' ')

const numberFault = (kind: Numeric, value: number | bigint): Fault | undefined => {
  const { min = -Infinity, above = -Infinity, max = Infinity, only } = kind
  const isGood = only ? only.some((wanted) => wanted === value) : value >= min && value > above && value <= max
  if (isGood) return undefined
  return {
    code: 'number-out-of-range',
    message: only ? 'is not the number that Wallet wants' : 'is out of range',
    fix: only ? `write ${only.join(' or ')}` : `write a number ${boundsOf(kind)}`,
  }
}

const dateTextFault = (value: string): Fault | undefined => {
  const fault = dateFault(value)
  return fault && { code: fault.code, message: fault.reason, fix: 'write the date as 2027-03-01T09:30:00+01:00' }
}

const colourFault = (value: string): Fault | undefined => {
  if (isColour(value)) return undefined
  const fix = 'write rgb(r, g, b) with numbers from 0 to 255'
  const doubtful = value === '' || resemblesColour(value)
  return doubtful
    ? { code: 'colour-invalid', severity: 'warning', message: 'is not in the form that Apple documents', fix }
    : { code: 'colour-unreadable', message: `${quote(value)} is not a colour that Wallet reads`, fix }
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

const numericFault = (kind: Kind, value: number | bigint): Fault | undefined => {
  if (kind.kind === 'number') return numberFault(kind, value)
  if (kind.kind === 'fieldValue') return undefined
  const fault = wrongType(kind, value)
  // To the frameworks that read passes, 0 and 1 are the same objects as false and true.
  return kind.kind === 'boolean' && (value === 0 || value === 1) ? { ...fault, severity: 'warning' } : fault
}

/** What is wrong with a value itself, undefined for a good one. `null` is a value of the wrong type. */
export const valueFault = (kind: Kind, value: Json): Fault | undefined => {
  if (kind.kind === 'anything') return undefined
  if (typeof value === 'string') return stringFault(kind, value)
  if (typeof value === 'number' || typeof value === 'bigint') return numericFault(kind, value)
  const isGood =
    (kind.kind === 'boolean' && typeof value === 'boolean') ||
    (kind.kind === 'list' && Array.isArray(value)) ||
    (kind.kind === 'structure' && isObject(value))
  return isGood ? undefined : wrongType(kind, value)
}
