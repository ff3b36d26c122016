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
  text,
} from './kinds.ts'
import { semantics } from './semantics.ts'

const url = 'https://developer.apple.com/documentation/walletpasses/passfieldcontent'
const cosmetic = { url, severity: 'warning' } as const

const dateStyle = choice(
  'PKDateStyleNone',
  'PKDateStyleShort',
  'PKDateStyleMedium',
  'PKDateStyleLong',
  'PKDateStyleFull',
)

const textAlignment = choice(
  'PKTextAlignmentLeft',
  'PKTextAlignmentCenter',
  'PKTextAlignmentRight',
  'PKTextAlignmentNatural',
)

const dataDetector = choice(
  'PKDataDetectorTypePhoneNumber',
  'PKDataDetectorTypeLink',
  'PKDataDetectorTypeAddress',
  'PKDataDetectorTypeCalendarEvent',
)

const numberStyle = choice(
  'PKNumberStyleDecimal',
  'PKNumberStylePercent',
  'PKNumberStyleScientific',
  'PKNumberStyleSpellOut',
)

/**
 * A field.
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const field = structure(
  {
    key: required(text({ mayBeBlank: true }), { what: 'Names the field within the pass.', url }),
    value: required(fieldValue, {
      what: 'What the field shows: text, a date or a number.',
      standIn: 'attributedValue',
      url,
    }),
    label: optional(localizable, { what: 'What stands above the value.', url }),
    attributedValue: optional(fieldValue, {
      what: 'In place of the value: text with links, <a href="…">…</a>. Watches show the value.',
      since: 7,
      url,
    }),
    changeMessage: optional(localizable, {
      what: 'What the lock screen says when the value changes; %@ stands for the new value.',
      url,
    }),
    textAlignment: optional(textAlignment, {
      what: 'How the text is aligned.',
      groups: ['headerFields', 'secondaryFields', 'auxiliaryFields', 'footerFields', 'additionalInfoFields'],
      ...cosmetic,
    }),
    dataDetectorTypes: optional(list(dataDetector), {
      what: 'What is made a link in the value: all kinds, if not given.',
      since: 7,
      groups: ['backFields', 'additionalInfoFields'],
      ...cosmetic,
    }),
    dateStyle: optional(dateStyle, { what: 'How the date of the value is written.', ...cosmetic }),
    timeStyle: optional(dateStyle, { what: 'How the time of the value is written.', ...cosmetic }),
    ignoresTimeZone: optional(boolean, {
      what: 'Whether the date is shown in the time zone that it is written in, not in that of the device.',
      since: 7,
      ...cosmetic,
    }),
    isRelative: optional(boolean, { what: 'Whether the date is shown as the time that is left.', ...cosmetic }),
    numberStyle: optional(numberStyle, { what: 'How the number of the value is written.', ...cosmetic }),
    currencyCode: optional(text({ pattern: /^[A-Z]{3}$/, wants: 'is an ISO 4217 code such as EUR' }), {
      what: 'The currency of the value.',
      ...cosmetic,
    }),
    semantics: optional(semantics, { what: 'Semantic tags that belong to the field.', since: 12, ...cosmetic }),
    row: optional(exactly(0, 1), {
      what: 'The row of auxiliary fields that the field stands in.',
      styles: ['eventTicket'],
      groups: ['auxiliaryFields'],
      ...cosmetic,
    }),
  },
  { name: 'field', tellsTypos: true },
)
