/** The rules on how the value of a field is formatted: as a date, a number or an amount of money. */
import { deviceLog, documented, inferred } from '../../finding.ts'
import { isCurrency } from '../../format/currencies.ts'
import { dateFault } from '../../format/dates.ts'
import type { Json, JsonObject } from '../../format/json.ts'
import { type FieldRule, pathOf } from '../rule.ts'

const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')
const archived = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Reference/PassKit_Bundle/Chapters/FieldDictionary.html',
)

const isoDay = /^\d{4}-\d\d-\d\d/
const threeCapitals = /^[A-Z]{3}$/

const isNumeric = (value: Json | undefined): boolean => typeof value === 'number' || typeof value === 'bigint'

/** The first of these keys that says anything: writers of JSON spell out what is absent as null or as empty text. */
const firstOf = (field: JsonObject, keys: readonly string[]): string | undefined =>
  keys.find((key) => (field[key] ?? '') !== '')

const dateStyleOf = (field: JsonObject): string | undefined => firstOf(field, ['dateStyle', 'timeStyle'])

const dateRules: readonly FieldRule[] = [
  {
    code: 'field-date-unreadable',
    severity: 'error',
    what: 'The value of a date field is a date that Wallet does not read.',
    why: 'A field with a dateStyle or timeStyle is a date, and a date has hours, minutes and a time zone: devices log "Unable to parse" and refuse the pass.',
    fix: 'write the date as 2027-03-01T09:30:00+01:00',
    source: deviceLog,
    on: 'field',
    when: ['dateStyle', 'timeStyle'],
    *find(placed) {
      const { value } = placed.field
      if (typeof value !== 'string' || !isoDay.test(value) || dateStyleOf(placed.field) === undefined) return
      const fault = dateFault(value)
      if (fault)
        yield { path: `${pathOf(placed)}/value`, message: `${JSON.stringify(value.slice(0, 40))} ${fault.reason}` }
    },
  },
  {
    code: 'date-style-on-text',
    severity: 'warning',
    what: 'A field has a date style, but its value is no date.',
    why: "Any key for dates makes Wallet take the value for a date. Apple's own builder drops the style of what is none; some devices have refused such a pass.",
    fix: 'write a date as 2027-03-01T09:30:00+01:00, or leave the style out',
    source: archived,
    on: 'field',
    when: ['dateStyle', 'timeStyle'],
    *find(placed) {
      const { value } = placed.field
      const key = dateStyleOf(placed.field)
      if (key === undefined) return
      if (isNumeric(value) || (typeof value === 'string' && !isoDay.test(value))) {
        yield { path: `${pathOf(placed)}/${key}`, message: `${key} stands beside a value that is no date` }
      }
    },
  },
  {
    code: 'date-key-without-style',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'A field has isRelative or ignoresTimeZone, but no date style.',
    why: 'Any key for dates makes Wallet take the value for a date. Some devices have refused a pass whose text had one, even if it was false.',
    fix: 'add dateStyle and timeStyle if the value is a date; else leave the key out',
    source: archived,
    on: 'field',
    when: ['isRelative', 'ignoresTimeZone'],
    *find(placed) {
      const key = firstOf(placed.field, ['isRelative', 'ignoresTimeZone'])
      if (key === undefined || dateStyleOf(placed.field) !== undefined) return
      yield { path: `${pathOf(placed)}/${key}`, message: `${key} stands in a field without a date style` }
    },
  },
]

const numberKeys = ['numberStyle', 'currencyCode']

const numberRules: readonly FieldRule[] = [
  {
    code: 'number-style-on-text',
    severity: 'warning',
    what: 'A field has a number style or a currency, but its value is no number.',
    why: 'The keys for numbers are not allowed beside text, and "42" is text. Several issuers report that devices refuse such a pass or show nothing.',
    fix: 'write the value as a JSON number, without quotes',
    source: archived,
    on: 'field',
    when: numberKeys,
    *find(placed) {
      const key = firstOf(placed.field, numberKeys)
      if (key === undefined || typeof placed.field.value !== 'string') return
      yield { path: `${pathOf(placed)}/${key}`, message: `${key} stands beside a value that is text` }
    },
  },
  {
    code: 'currency-with-number-style',
    severity: 'warning',
    what: 'A field has a currency and a number style as well.',
    why: 'A number is shown either as an amount of money or in a style. Some devices refuse a pass that asks for both.',
    fix: 'leave "numberStyle" out',
    source: archived,
    on: 'field',
    when: ['numberStyle'],
    *find(placed) {
      if (numberKeys.every((key) => typeof placed.field[key] === 'string')) {
        yield { path: `${pathOf(placed)}/numberStyle`, message: 'numberStyle stands beside currencyCode' }
      }
    },
  },
  {
    code: 'currency-unknown',
    severity: 'warning',
    what: 'A currency code is none of ISO 4217.',
    why: 'Wallet takes symbol and decimals of an amount from its currency, and shows an unknown code as it stands.',
    fix: 'write a code of ISO 4217, such as EUR',
    source: fieldPage,
    on: 'field',
    when: ['currencyCode'],
    *find(placed) {
      const { currencyCode } = placed.field
      // Another form than three capital letters is told by the tables.
      if (typeof currencyCode !== 'string' || !threeCapitals.test(currencyCode) || isCurrency(currencyCode)) return
      yield { path: `${pathOf(placed)}/currencyCode`, message: `${currencyCode} is not a known currency` }
    },
  },
  {
    code: 'field-number-imprecise',
    severity: 'warning',
    what: 'The number of a field has more digits than survive.',
    why: 'Numbers in JSON are commonly read with 53 bits: longer ones are rounded, and shown with separators of thousands.',
    fix: 'write a long number as text, in quotes',
    source: inferred,
    on: 'field',
    *find(placed) {
      const { value } = placed.field
      if (typeof value === 'bigint' || (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
        yield { path: `${pathOf(placed)}/value`, message: 'the number has more than 15 digits' }
      }
    },
  },
]

/** The rules on formats. */
export const fieldFormatRules: readonly FieldRule[] = [...dateRules, ...numberRules]
