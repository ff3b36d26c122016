/** The rules on how dates are written. */
import { appleTool, inferred } from '../../finding.ts'
import { dateFault } from '../../format/dates.ts'
import { isObject, type Json } from '../../format/json.ts'
import { pointerTo } from '../../format/pointer.ts'
import { instantOf } from '../instant.ts'
import { type PassRule, type PassSubject, pathOf } from '../rule.ts'

const keysWithDates = ['expirationDate', 'relevantDate', 'relevantDates', 'semantics', 'upcomingPassInformation']

const isFractional = (value: string): boolean => value.includes('.') && value.includes('T') && !dateFault(value)

// The format nests its dates four deep at most; more is nobody's date.
const deepest = 6

/**
 * Adds the pointers of the dates with fractions in a value. Every pass is searched, and hardly any has one: pointers are
 * only spelled out where they are needed.
 */
const addFractions = (found: string[], value: Json | undefined, parent: string, step: string | number, depth = 0) => {
  if (typeof value === 'string') {
    if (isFractional(value)) found.push(pointerTo(parent, step))
  } else if (typeof value === 'object' && value !== null && depth < deepest) {
    const path = pointerTo(parent, step)
    if (isObject(value)) {
      for (const name of Object.keys(value)) addFractions(found, value[name], path, name, depth + 1)
    } else {
      for (let index = 0; index < value.length; index++) addFractions(found, value[index], path, index, depth + 1)
    }
  }
}

const fractionalDates = ({ pass, fields }: PassSubject): readonly string[] => {
  const found: string[] = []
  for (const key of keysWithDates) addFractions(found, pass[key], '', key)
  for (const placed of fields) {
    const { value, dateStyle, timeStyle, semantics } = placed.field
    const isDate = dateStyle !== undefined || timeStyle !== undefined
    if (isDate && typeof value === 'string' && isFractional(value)) found.push(`${pathOf(placed)}/value`)
    if (semantics !== undefined) addFractions(found, semantics, pathOf(placed), 'semantics')
  }
  return found
}

/** The rules on dates anywhere in the pass. */
export const dateRules: readonly PassRule[] = [
  {
    code: 'date-fraction',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'A date has fractions of a second.',
    why: "Apple's own builder reads them, but Apple documents only whole seconds, and people report passes that devices refused for them.",
    fix: 'write whole seconds: 2027-03-01T09:30:00Z',
    source: appleTool,
    on: 'pass',
    reads: [...keysWithDates, 'fields'],
    *find(subject) {
      for (const path of fractionalDates(subject)) yield { path, message: 'the date has fractions of a second' }
    },
  },
  {
    code: 'expiration-before-relevance',
    severity: 'warning',
    what: 'The pass expires before it becomes relevant.',
    why: 'Wallet puts a pass away when it has expired, and does not bring it up any more.',
    fix: 'let it expire after the date at which it is needed',
    source: inferred,
    on: 'pass',
    reads: ['expirationDate', 'relevantDate'],
    *find({ pass: { expirationDate, relevantDate } }) {
      const expires = instantOf(expirationDate)
      const relevant = instantOf(relevantDate)
      if (expires !== undefined && relevant !== undefined && expires < relevant) {
        yield { path: '/expirationDate', message: 'the pass expires before its relevantDate' }
      }
    },
  },
]
