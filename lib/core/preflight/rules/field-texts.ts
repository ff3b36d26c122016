/** The rules on the texts of a field: markup, links and emptiness. */
import { documented, inferred } from '../../finding.ts'
import { attributedFault, markupIn } from '../markup.ts'
import { type FieldRule, pathOf } from '../rule.ts'

const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

/** The rules on texts. */
export const fieldTextRules: readonly FieldRule[] = [
  {
    code: 'attributed-value-markup',
    severity: 'warning',
    what: 'An attributedValue has markup that Wallet does not read.',
    why: 'Of HTML, Wallet reads links alone: <a href="…">text</a>. Other tags are shown as they stand, or swallow the text.',
    fix: 'write links as <a href="https://example.com">text</a>, and no other tag',
    since: 7,
    source: fieldPage,
    on: 'field',
    when: ['attributedValue'],
    *find(placed) {
      const { attributedValue } = placed.field
      const fault = typeof attributedValue === 'string' ? attributedFault(attributedValue) : undefined
      if (fault) yield { path: `${pathOf(placed)}/attributedValue`, message: fault }
    },
  },
  {
    code: 'attributed-value-alone',
    severity: 'warning',
    what: 'A field has an attributedValue, and no value or an empty one.',
    why: 'A watch shows the value in place of the attributedValue, and so nothing.',
    fix: 'give the same text without markup in "value"',
    since: 7,
    source: fieldPage,
    on: 'field',
    when: ['attributedValue'],
    *find(placed) {
      const { value = '', attributedValue = '' } = placed.field
      if ((value === '' || value === null) && attributedValue !== '' && attributedValue !== null) {
        yield { path: `${pathOf(placed)}/value`, message: 'there is no value beside the attributedValue' }
      }
    },
  },
  {
    code: 'field-value-markup',
    severity: 'warning',
    what: 'A value has HTML.',
    why: 'Wallet shows a value as it stands, tags and all.',
    fix: 'write plain text; links belong into "attributedValue"',
    source: fieldPage,
    on: 'field',
    *find(placed) {
      const { value } = placed.field
      const markup = typeof value === 'string' ? markupIn(value) : undefined
      if (markup) yield { path: `${pathOf(placed)}/value`, message: `${markup} is shown as it stands` }
    },
  },
  {
    code: 'field-empty',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'A field has neither a label nor a value.',
    why: 'It takes the room of a field and shows nothing.',
    fix: 'leave the field out',
    source: inferred,
    on: 'field',
    *find(placed) {
      const { label = '', value, attributedValue = '' } = placed.field
      if (value === '' && (label === '' || label === null) && (attributedValue === '' || attributedValue === null)) {
        yield { path: pathOf(placed), message: 'the field shows nothing' }
      }
    },
  },
]
