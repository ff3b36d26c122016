/** Fields as they stand on a front: a small label and a larger value. */
import type { Box, GroupShape, TextShape, Weight } from '../scene.ts'
import type { ShownField } from '../shown-pass.ts'
import { type Align, lineHeight } from '../text/line.ts'
import { columnsOf } from './columns.ts'
import { drawLines, wantedWidth } from './line.ts'
import type { Palette } from './palette.ts'

/** How the fields of a group look. */
export interface CellLook {
  readonly labelSize: number
  readonly valueSize: number
  /** Default: regular. */
  readonly valueWeight?: Weight
  /** Default: the label stands above the value. */
  readonly valueFirst?: true
  /** Where texts stand that say nothing of it. Default: at the start of their column, and at the end of the last one. */
  readonly natural?: 'end'
}

/** What a cell shows. */
export type CellText = Pick<ShownField, 'label' | 'value' | 'alignment'>

/** A row of fields. */
export interface CellRow {
  readonly name: string
  readonly fields: readonly CellText[]
  readonly box: Box
  readonly look: CellLook
  readonly palette: Pick<Palette, 'foreground' | 'label'>
  readonly rightToLeft: boolean
}

/** The clear room between two columns. */
const columnGap = 12

const labelWeight = 'semibold'

/** The height of a field. */
export const cellHeight = ({ labelSize, valueSize }: CellLook): number => lineHeight(labelSize) + lineHeight(valueSize)

/** The width that a field takes if nothing of it is made smaller. */
export const cellWidth = (
  { label, value }: CellText,
  { labelSize, valueSize, valueWeight = 'regular' }: CellLook,
): number => Math.ceil(Math.max(wantedWidth(label, labelSize, labelWeight), wantedWidth(value, valueSize, valueWeight)))

/** The width that fields take side by side if none of them is made smaller. */
export const rowWidth = (fields: readonly CellText[], look: CellLook): number =>
  fields.reduce((sum, field) => sum + cellWidth(field, look), 0) + columnGap * Math.max(fields.length - 1, 0)

/** A cell of a row. */
interface Cell {
  readonly field: CellText
  readonly box: Box
  readonly align: Align
}

const drawCell = ({ field, box, align }: Cell, { look, palette, rightToLeft }: CellRow): readonly TextShape[] => {
  const { labelSize, valueSize, valueWeight = 'regular', valueFirst } = look
  const style = { align, rightToLeft }
  const label = { ...style, role: 'label', size: labelSize, weight: labelWeight, fill: palette.label } as const
  const value = { ...style, role: 'value', size: valueSize, weight: valueWeight, fill: palette.foreground } as const
  const lines = [
    { ...label, text: field.label },
    { ...value, text: field.value },
  ]
  return drawLines(valueFirst ? lines.toReversed() : lines, box)
}

/** Fields side by side, as a group; the height of its box is that of a field. */
export const drawCells = (row: CellRow): GroupShape => {
  const { name, fields, look, rightToLeft } = row
  const box = { ...row.box, height: cellHeight(look) }
  const wanted = fields.map((field) => cellWidth(field, look))
  const columns = columnsOf(wanted, box, columnGap, rightToLeft)
  const shapes = fields.flatMap((field, index) => {
    const column = columns[index]
    if (!column) return []
    const isLast = index > 0 && index === fields.length - 1
    const natural = look.natural ?? (isLast ? 'end' : 'start')
    return drawCell({ field, box: column, align: field.alignment === 'natural' ? natural : field.alignment }, row)
  })
  return { kind: 'group', name, box, shapes }
}
