/** The fields of a pass as somebody sees them. */
import { type FieldGroup, fieldGroups, fieldGroupTable } from '../../format/field-groups.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import type { ShownField, TextPiece, Viewer } from '../shown-pass.ts'
import { cutText } from '../text/characters.ts'
import { cleanLine, cleanText } from '../text/clean.ts'
import { attributedPieces } from './attributed.ts'
import { detectedPieces } from './detected-links.ts'
import { shownValue } from './shown-value.ts'

/** How texts of fields are read. */
export interface FieldReader {
  readonly lookUp: (text: string) => string
  readonly viewer: Viewer
}

/** In UTF-16 code units: a front has room for a few dozen, and nobody reads more on a back. */
const most = { line: 500, back: 20_000 }

/** Of each group; a front shows six at most, and backs of real passes have some dozens. */
const mostFields = 100

const alignments: ReadonlyMap<unknown, ShownField['alignment']> = new Map<unknown, ShownField['alignment']>([
  ['PKTextAlignmentLeft', 'left'],
  ['PKTextAlignmentCenter', 'centre'],
  ['PKTextAlignmentRight', 'right'],
])

const line = (text: string): string => cleanLine(cutText(text, most.line))

const piecesOf = (
  field: JsonObject,
  attributed: string | undefined,
  value: string,
  group: FieldGroup,
): readonly TextPiece[] => {
  if (attributed !== undefined) return attributedPieces(cleanText(cutText(attributed, most.back)))
  // Wallet looks for links on the back alone, and that alone has room for long texts.
  return fieldGroupTable[group].front
    ? detectedPieces(cleanText(cutText(value, most.line)), [])
    : detectedPieces(cleanText(cutText(value, most.back)), field.dataDetectorTypes)
}

const shown = (field: JsonObject, group: FieldGroup, { lookUp, viewer }: FieldReader): ShownField => {
  const { label, attributedValue = null } = field
  const value = shownValue(field, lookUp, viewer)
  // It overrides the value, and may be a date or a number as well.
  const attributed =
    attributedValue === null ? undefined : shownValue({ ...field, value: attributedValue }, lookUp, viewer)
  const pieces = piecesOf(field, attributed, value, group)
  return {
    label: typeof label === 'string' ? line(lookUp(label)) : '',
    value: attributed === undefined ? line(value) : line(pieces.map(({ text }) => text).join('')),
    watchValue: line(value),
    pieces,
    alignment: alignments.get(field.textAlignment) ?? 'natural',
    row: field.row === 1 ? 1 : 0,
  }
}

/** The fields of a style object, by group; what is no field is left out. */
export const shownFieldsOf = (
  content: Json | undefined,
  reader: FieldReader,
): Readonly<Record<FieldGroup, readonly ShownField[]>> => {
  const groupOf = (group: FieldGroup): readonly ShownField[] => {
    const members: Json | undefined = isObject(content) ? content[group] : undefined
    const fields: readonly Json[] = Array.isArray(members) ? members : []
    return fields
      .slice(0, mostFields)
      .filter(isObject)
      .map((field) => shown(field, group, reader))
  }
  return Object.fromEntries(fieldGroups.map((group) => [group, groupOf(group)])) as Record<
    FieldGroup,
    readonly ShownField[]
  >
}
