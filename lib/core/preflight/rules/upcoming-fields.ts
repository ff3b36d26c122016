/** The rule on the fields of events to come, which are fields like those of the ticket itself. */
import { documented } from '../../finding.ts'
import { isObject, type Json } from '../../format/json.ts'
import { type FieldRule, type PassRule, type Place, type PlacedField, pathOf } from '../rule.ts'
import { fieldFormatRules } from './field-formats.ts'
import { fieldTextRules } from './field-texts.ts'
import { unusedFieldKeyRules } from './unused.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/upcomingpassinformationentry')

const groups = ['additionalInfoFields', 'backFields'] as const

/** What a field of any pass is asked; what is only worth a remark is not. */
const rules: readonly FieldRule[] = [...fieldFormatRules, ...fieldTextRules, ...unusedFieldKeyRules].filter(
  ({ severity }) => severity === 'error' || severity === 'warning',
)

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** What the rules find in a field, told of the place where it stands. */
function* faultsAt(path: string, placed: PlacedField): Iterable<Place> {
  const usual = pathOf(placed)
  for (const { find, fix } of rules) {
    for (const place of find(placed)) yield { fix, ...place, path: path + place.path.slice(usual.length) }
  }
}

function* faultsOfEntry(entry: Json, path: string): Iterable<Place> {
  if (!isObject(entry)) return
  for (const group of groups) {
    const seen = new Map<string, string>()
    for (const [index, field] of listOf(entry[group]).entries()) {
      if (!isObject(field)) continue
      const at = `${path}/${group}/${index}`
      yield* faultsAt(at, { field, style: 'eventTicket', group, index })
      const { key } = field
      if (typeof key !== 'string' || key === '') continue
      const first = seen.get(key)
      if (first === undefined) seen.set(key, at)
      else yield { path: `${at}/key`, message: `the key ${JSON.stringify(key.slice(0, 40))} is taken by ${first}` }
    }
  }
}

/** The rules on the fields of `upcomingPassInformation`. */
export const upcomingFieldRules: readonly PassRule[] = [
  {
    code: 'upcoming-field',
    severity: 'warning',
    what: 'A field of an event to come is not as fields are to be.',
    why: 'Such fields follow the rules of all fields: keys of their own, dates with a time zone, styles that fit their value. What does not is most likely dropped.',
    fix: 'give each field a key of its own, and a value that fits its styles',
    since: 26,
    source: page,
    on: 'pass',
    reads: ['upcomingPassInformation'],
    *find({ pass: { upcomingPassInformation } }) {
      for (const [index, entry] of listOf(upcomingPassInformation).entries()) {
        yield* faultsOfEntry(entry, `/upcomingPassInformation/${index}`)
      }
    },
  },
]
