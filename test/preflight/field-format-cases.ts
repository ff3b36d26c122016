/** The examples for the rules on how the values of fields are written. */
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const at = (key: string) => `/storeCard/primaryFields/0/${key}`

/** A store card with one field, and what is special about it. */
const card = (field: object) => ({ storeCard: { primaryFields: [{ key: 'a', value: 'x', ...field }] } })

const date = '2027-03-01T09:30:00+01:00'

const constants = ['textAlignment', 'dateStyle', 'timeStyle', 'numberStyle'] as const

/** The examples. */
export const formatCases: readonly RuleCase[] = [
  ...rows(
    53,
    'name-unknown',
    'warning',
    constants.map((key) => ({ says: `an unknown ${key}`, broken: card({ [key]: 'short' }), path: at(key) })),
  ),
  ...rows(53, 'name-unknown', 'warning', [
    {
      says: 'an unknown kind of links',
      broken: { storeCard: { backFields: [{ key: 'a', value: 'x', dataDetectorTypes: ['PKDataDetectorTypeMail'] }] } },
      twin: { storeCard: { backFields: [{ key: 'a', value: 'x', dataDetectorTypes: ['PKDataDetectorTypeLink'] }] } },
      path: '/storeCard/backFields/0/dataDetectorTypes/0',
    },
  ]),
  ...rows(54, 'field-key-unused', 'warning', [
    {
      says: 'an alignment on a primary field',
      broken: card({ textAlignment: 'PKTextAlignmentLeft' }),
      twin: { storeCard: { secondaryFields: [{ key: 'a', value: 'x', textAlignment: 'PKTextAlignmentLeft' }] } },
      path: at('textAlignment'),
    },
    {
      says: 'an alignment on a back field',
      broken: { storeCard: { backFields: [{ key: 'a', value: 'x', textAlignment: 'PKTextAlignmentNatural' }] } },
      path: '/storeCard/backFields/0/textAlignment',
    },
  ]),
  ...rows(37, 'field-date-unreadable', 'error', [
    {
      says: 'the date of a field without a time zone',
      broken: card({ value: '2027-03-01T09:30:00', timeStyle: 'PKDateStyleShort' }),
      twin: card({ value: '2027-03-01T09:30Z', timeStyle: 'PKDateStyleShort' }),
      path: at('value'),
    },
    {
      says: 'the date of a field without hours',
      broken: card({ value: '2027-03-01', dateStyle: 'PKDateStyleMedium' }),
      twin: card({ value: '2027-03-01' }),
      path: at('value'),
    },
    {
      says: 'the date of a field with a zone that has no colon',
      broken: card({ value: '2027-03-01T09:30:00+0100', dateStyle: 'PKDateStyleMedium' }),
      twin: card({ value: date, dateStyle: 'PKDateStyleMedium' }),
      path: at('value'),
    },
    {
      says: 'the date of a field on a day that does not exist',
      broken: card({ value: '2027-02-30T09:30:00Z', dateStyle: 'PKDateStyleMedium' }),
      twin: card({ value: '2027-02-28T09:30:00Z', dateStyle: 'PKDateStyleMedium' }),
      path: at('value'),
    },
  ]),
  ...rows(55, 'date-style-on-text', 'warning', [
    {
      says: 'a date style on text',
      broken: card({ value: 'Tomorrow', dateStyle: 'PKDateStyleShort' }),
      twin: card({ value: date, dateStyle: 'PKDateStyleShort' }),
      path: at('dateStyle'),
    },
    {
      says: 'a time style on a number',
      broken: card({ value: 930, timeStyle: 'PKDateStyleShort' }),
      twin: card({ value: date, timeStyle: 'PKDateStyleShort', isRelative: true }),
      path: at('timeStyle'),
    },
  ]),
  ...rows(0, 'date-key-without-style', 'warning', [
    {
      says: 'a relative date that has no style',
      broken: card({ isRelative: false }),
      twin: card({ value: date, isRelative: true, dateStyle: 'PKDateStyleShort' }),
      path: at('isRelative'),
    },
    {
      says: 'a time zone to ignore where there is no date',
      broken: card({ value: 3, ignoresTimeZone: true }),
      path: at('ignoresTimeZone'),
    },
  ]),
  ...rows(55, 'number-style-on-text', 'warning', [
    {
      says: 'a number style on digits that are text',
      broken: card({ value: '42', numberStyle: 'PKNumberStyleDecimal' }),
      twin: card({ value: 42, numberStyle: 'PKNumberStyleDecimal' }),
      path: at('numberStyle'),
    },
    {
      says: 'a currency on text',
      broken: card({ value: '12.50', currencyCode: 'EUR' }),
      twin: card({ value: 12.5, currencyCode: 'EUR' }),
      path: at('currencyCode'),
    },
  ]),
  ...rows(56, 'currency-with-number-style', 'warning', [
    {
      says: 'a currency and a number style',
      broken: card({ value: 1, currencyCode: 'EUR', numberStyle: 'PKNumberStyleDecimal' }),
      twin: card({ value: 1, currencyCode: 'EUR' }),
      path: at('numberStyle'),
    },
  ]),
  ...rows(56, 'text-invalid', 'warning', [
    {
      says: 'a currency that is a sign',
      broken: card({ value: 1, currencyCode: '€' }),
      twin: card({ value: 1, currencyCode: 'JPY' }),
      path: at('currencyCode'),
    },
    { says: 'a currency in small letters', broken: card({ value: 1, currencyCode: 'eur' }), path: at('currencyCode') },
  ]),
  ...rows(56, 'currency-unknown', 'warning', [
    {
      says: 'three letters that are no currency',
      broken: card({ value: 1, currencyCode: 'EUO' }),
      twin: card({ value: 1, currencyCode: 'HRK' }),
      path: at('currencyCode'),
    },
  ]),
  ...rows(0, 'field-number-imprecise', 'warning', [
    {
      says: 'a card number as a JSON number',
      broken: card({ value: 98_765_432_109_876_540 }),
      twin: card({ value: '98765432109876543' }),
      path: at('value'),
    },
  ]),
]
