/** The rules on how much of a pass has room: fields in a group, and letters in a field. */
import { documented, inferred } from '../../finding.ts'
import { fieldGroupTable } from '../../format/field-groups.ts'
import { type Style, styles as styleTable } from '../../format/styles.ts'
import { type FieldRule, type PassRule, type PassSubject, type Place, type PlacedField, pathOf } from '../rule.ts'
import { shownBarcode } from './barcode-entries.ts'

const guide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html',
)

/** How many fields each group has, by its JSON pointer. Fields of a second row count apart. */
interface Count {
  readonly style: Style
  readonly placed: PlacedField
  readonly second: boolean
  readonly fields: number
}

const countFields = (fields: readonly PlacedField[]): ReadonlyMap<string, Count> => {
  const counts = new Map<string, Count>()
  for (const placed of fields) {
    const style: Style = styleTable[placed.style]
    const second = style.secondRow !== undefined && placed.group === 'auxiliaryFields' && placed.field.row === 1
    const row = `/${placed.style}/${placed.group}${second ? ' 1' : ''}`
    counts.set(row, { style, placed, second, fields: (counts.get(row)?.fields ?? 0) + 1 })
  }
  return counts
}

function* crowdedGroups(counts: ReadonlyMap<string, Count>): Iterable<Place> {
  for (const { style, placed, second, fields } of counts.values()) {
    const most = second ? style.secondRow : style.shows[placed.group]
    // What a style shows nothing of is told as a group that it does not use.
    if (most === undefined || !fieldGroupTable[placed.group].front || fields <= most) continue
    const where = second ? 'on its second row' : 'there'
    yield {
      path: `/${placed.style}/${placed.group}`,
      message: `${fields} fields, of which ${placed.style} shows ${most} ${where}`,
    }
  }
}

/** Where secondary and auxiliary fields stand on one row: each group has room by itself, both together have not. */
function* crowdedRows({ pass, styles }: PassSubject, counts: ReadonlyMap<string, Count>): Iterable<Place> {
  for (const name of styles) {
    const { sharedRow }: Style = styleTable[name]
    if (!sharedRow) continue
    const secondary = counts.get(`/${name}/secondaryFields`)?.fields ?? 0
    const auxiliary = counts.get(`/${name}/auxiliaryFields`)?.fields ?? 0
    const together = secondary + auxiliary
    if (together <= sharedRow.most || Math.max(secondary, auxiliary) > sharedRow.most) continue
    const isSquare = shownBarcode(pass)?.format.shape === 'square'
    if (sharedRow.when === 'square-barcode' && !isSquare) continue
    yield {
      path: `/${name}/auxiliaryFields`,
      message: `with secondaryFields these are ${together} fields, of which ${name} shows ${sharedRow.most} in one row`,
    }
  }
}

/** The rules on the number of fields. */
export const fieldCountRules: readonly PassRule[] = [
  {
    code: 'fields-too-many',
    severity: 'warning',
    what: 'A group has more fields than the style shows.',
    why: 'Wallet leaves out the fields that have no room on the front, or makes all of them small.',
    fix: 'move what is less important to backFields',
    source: guide,
    on: 'pass',
    reads: ['layout', 'barcodes', 'barcode'],
    *find(subject) {
      const counts = countFields(subject.fields)
      yield* crowdedGroups(counts)
      yield* crowdedRows(subject, counts)
    },
  },
]

/** Letters of which at the least a third is cut off on every iPhone, however few fields stand beside them. */
const mostLetters: { readonly [Group in PlacedField['group']]?: number } = {
  headerFields: 40,
  primaryFields: 120,
  secondaryFields: 120,
  auxiliaryFields: 120,
  footerFields: 120,
}

/** Most likely a lookup key, whose text is in pass.strings. */
const oneWord = /^[!-~]*$/

/** The rules on the length of texts. */
export const fieldLengthRules: readonly FieldRule[] = [
  {
    code: 'field-text-long',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'The text of a field on the front is far longer than a line of it.',
    why: 'A field on the front is one line: Wallet makes it smaller, and then cuts it off.',
    fix: 'say it in fewer words, and the rest in backFields',
    source: inferred,
    on: 'field',
    *find(placed) {
      const most = mostLetters[placed.group]
      if (most === undefined) return
      for (const key of ['label', 'value'] as const) {
        const text = placed.field[key]
        if (typeof text !== 'string' || text.length <= most || oneWord.test(text)) continue
        yield { path: `${pathOf(placed)}/${key}`, message: `${text.length} characters will not all be shown here` }
      }
    },
  },
]
