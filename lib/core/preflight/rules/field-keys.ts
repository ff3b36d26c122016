/** The rules on the keys of fields, by which Wallet tells what has changed. */
import { deviceLog, documented } from '../../finding.ts'
import { type PassRule, type Place, type PlacedField, pathOf } from '../rule.ts'

const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

/**
 * Fields whose key another one took before, in the same group or in another one of the style. A poster repeats the
 * fields of the classic style beside it on purpose.
 */
function* repeated(fields: readonly PlacedField[], within: 'group' | 'style'): Iterable<Place> {
  // Of most passes nothing more has to be found out.
  if (new Set(fields.map(({ field }) => field.key)).size === fields.length) return
  const taken = new Map<string, PlacedField>()
  const claim = (name: string, placed: PlacedField): PlacedField | undefined => {
    const first = taken.get(name)
    if (!first) taken.set(name, placed)
    return first
  }
  for (const placed of fields) {
    const { style, group, field } = placed
    if (typeof field.key !== 'string' || field.key === '') continue
    const inGroup = claim(`${style}/${group}/${field.key}`, placed)
    const inStyle = claim(`${style}//${field.key}`, placed)
    const first = within === 'group' ? inGroup : !inGroup && inStyle
    if (!first) continue
    yield {
      path: `${pathOf(placed)}/key`,
      message: `the key ${JSON.stringify(field.key.slice(0, 40))} is taken by ${pathOf(first)}`,
    }
  }
}

/** The rules on keys. */
export const fieldKeyRules: readonly PassRule[] = [
  {
    code: 'field-key-duplicate',
    severity: 'error',
    what: 'Two fields of a group have the same key.',
    why: 'Devices log "Field keys must be unique" and refuse the pass: they compare fields by key when a pass is updated.',
    fix: 'give each field of the pass a key of its own',
    source: deviceLog,
    on: 'pass',
    reads: ['layout'],
    find: ({ fields }) => repeated(fields, 'group'),
  },
  {
    code: 'field-key-repeated',
    severity: 'warning',
    what: 'Two fields of a pass, in different groups, have the same key.',
    why: 'Apple wants a key to be unique within the whole pass. Some devices refuse a pass that repeats one in another group; sources disagree on whether all do.',
    fix: 'give each field of the pass a key of its own',
    source: fieldPage,
    on: 'pass',
    reads: ['layout'],
    find: ({ fields }) => repeated(fields, 'style'),
  },
]
