/** The keys of a field, the smallest unit that a pass shows. */
import {
  boolean,
  choice,
  exactly,
  fieldValue,
  list,
  localizable,
  optional,
  required,
  structure,
  tags,
  text,
} from './kinds.ts'

const page = 'https://developer.apple.com/documentation/walletpasses/passfieldcontent'
const shown = { url: page } as const
const cosmetic = { url: page, severity: 'warning' } as const

const currencyPattern = /^[A-Z]{3}$/
const dateStyle = choice(
  'PKDateStyleNone',
  'PKDateStyleShort',
  'PKDateStyleMedium',
  'PKDateStyleLong',
  'PKDateStyleFull',
)

/**
 * A field.
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const field = structure({
  key: required(text({ minLength: 1, wants: 'is not empty' }), shown),
  value: required(fieldValue, shown),
  label: optional(localizable, shown),
  attributedValue: optional(fieldValue, { ...shown, since: 7 }),
  changeMessage: optional(localizable, shown),
  textAlignment: optional(
    choice('PKTextAlignmentLeft', 'PKTextAlignmentCenter', 'PKTextAlignmentRight', 'PKTextAlignmentNatural'),
    cosmetic,
  ),
  dataDetectorTypes: optional(
    list(
      choice(
        'PKDataDetectorTypePhoneNumber',
        'PKDataDetectorTypeLink',
        'PKDataDetectorTypeAddress',
        'PKDataDetectorTypeCalendarEvent',
      ),
    ),
    { ...cosmetic, since: 7 },
  ),
  dateStyle: optional(dateStyle, cosmetic),
  timeStyle: optional(dateStyle, cosmetic),
  ignoresTimeZone: optional(boolean, { ...cosmetic, since: 7 }),
  isRelative: optional(boolean, cosmetic),
  numberStyle: optional(
    choice('PKNumberStyleDecimal', 'PKNumberStylePercent', 'PKNumberStyleScientific', 'PKNumberStyleSpellOut'),
    cosmetic,
  ),
  currencyCode: optional(
    text({ allows: (code) => currencyPattern.test(code), wants: 'is an ISO 4217 code such as EUR' }),
    cosmetic,
  ),
  semantics: optional(tags, { ...shown, since: 12 }),
  row: optional(exactly(0, 1), cosmetic),
})
