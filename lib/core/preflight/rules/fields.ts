/** The rules on fields. */
import { documented } from '../../finding.ts'
import { type FieldRule, type PassRule, type PlacedField, pathOf } from '../rule.ts'

const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

/** The rules on all fields of a pass together. */
export const fieldSetRules: readonly PassRule[] = [
  {
    code: 'field-key-duplicate',
    severity: 'error',
    what: 'Two fields of a pass have the same key.',
    why: 'Wallet compares fields by key when a pass is updated.',
    fix: 'give each field of the pass a key of its own',
    source: fieldPage,
    on: 'pass',
    reads: ['fields'],
    *find({ fields }) {
      const seen = new Map<unknown, PlacedField>()
      for (const placed of fields) {
        const { key } = placed.field
        const first = seen.get(key)
        if (first === undefined) seen.set(key, placed)
        else if (typeof key === 'string') {
          yield {
            path: `${pathOf(placed)}/key`,
            message: `the key "${key}" is taken by ${pathOf(first)}`,
            fix: 'give each field of the pass a key of its own',
          }
        }
      }
    },
  },
]

/** The rules on a field by itself. */
export const fieldRules: readonly FieldRule[] = [
  {
    code: 'change-message-placeholder',
    severity: 'warning',
    what: 'A change message has no %@.',
    why: 'Wallet puts the new value in place of %@ and stays silent without it.',
    fix: 'write %@ where the new value belongs',
    source: fieldPage,
    on: 'field',
    *find(placed) {
      const { changeMessage } = placed.field
      // A bare word is most likely a lookup key, whose text is in pass.strings.
      if (typeof changeMessage === 'string' && changeMessage.includes(' ') && !changeMessage.includes('%@')) {
        yield {
          path: `${pathOf(placed)}/changeMessage`,
          message: 'the message has no %@',
          fix: 'write %@ where the new value belongs',
        }
      }
    },
  },
]
