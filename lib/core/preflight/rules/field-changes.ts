/** The rules on change messages: what the lock screen says when the value of a field changes. */
import type { Bytes } from '../../bytes.ts'
import { documented } from '../../finding.ts'
import { fieldGroupTable } from '../../format/field-groups.ts'
import { localizationOf } from '../localization.ts'
import { type FieldRule, type PassRule, type PlacedField, pathOf } from '../rule.ts'

const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

const isLookupKey = (text: string, files: ReadonlyMap<string, Bytes>): boolean =>
  localizationOf(files).texts.some(({ entries }) => entries.has(text))

const isSilent = ({ field: { changeMessage } }: PlacedField): boolean =>
  typeof changeMessage !== 'string' || changeMessage === ''

const shownNames = 5

/** The rules on the change messages of a pass. */
export const changeMessageRules: readonly PassRule[] = [
  {
    code: 'change-message-placeholder',
    severity: 'warning',
    what: 'A change message has no %@.',
    why: 'Wallet puts the new value in place of %@; a message without it is not shown.',
    fix: 'write %@ where the new value belongs',
    source: fieldPage,
    on: 'pass',
    reads: ['layout'],
    files: true,
    *find(subject) {
      for (const placed of subject.fields) {
        const { changeMessage } = placed.field
        if (typeof changeMessage !== 'string' || changeMessage === '' || changeMessage.includes('%@')) continue
        // What a lookup key stands for is judged in each language.
        if (isLookupKey(changeMessage, subject.files)) continue
        yield { path: `${pathOf(placed)}/changeMessage`, message: 'the message has no %@' }
      }
    },
  },
  {
    code: 'field-change-silent',
    severity: 'info',
    what: 'The pass has a web service, and visible fields without a change message.',
    why: 'Wallet shows a notification only for a field that has a changeMessage: a change of the others is not told.',
    fix: 'give a changeMessage with %@ to the fields whose change matters to the holder',
    source: fieldPage,
    on: 'pass',
    reads: ['layout', 'webServiceURL'],
    *find({ pass, fields }) {
      if (typeof pass.webServiceURL !== 'string' || pass.webServiceURL === '') return
      const silent = fields.filter((placed) => fieldGroupTable[placed.group].front && isSilent(placed))
      const [first] = silent
      if (!first) return
      const names = silent.slice(0, shownNames).map(({ field: { key } }) => String(key).slice(0, 40))
      const more = silent.length > shownNames ? `, and ${silent.length - shownNames} more` : ''
      yield { path: `/${first.style}`, message: `a change is not told of the fields ${names.join(', ')}${more}` }
    },
  },
]

const placeholders = /%@/g
const otherPlaceholder = /%(?:\d{1,2}\$)?[sdiufxc]/

/** What is wrong with the placeholders of a message, besides that it has none. */
const formatFault = (message: string): string | undefined => {
  if ((message.match(placeholders)?.length ?? 0) > 1) return 'the message has %@ more than once'
  const other = otherPlaceholder.exec(message)?.[0]
  return other && `the message has ${other}, which stands for nothing`
}

/** The rules on a change message by itself. */
export const changeMessageFormatRules: readonly FieldRule[] = [
  {
    code: 'change-message-format',
    severity: 'warning',
    what: 'A change message has another placeholder than a single %@.',
    why: 'There is one new value to fill in: Wallet knows no other placeholder, and none a second time.',
    fix: 'write %@ once, and %% for a percent sign',
    source: fieldPage,
    on: 'field',
    when: ['changeMessage'],
    *find(placed) {
      const { changeMessage } = placed.field
      const fault = typeof changeMessage === 'string' ? formatFault(changeMessage) : undefined
      if (fault) yield { path: `${pathOf(placed)}/changeMessage`, message: fault }
    },
  },
]
