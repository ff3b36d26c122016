/** Fields as they stand on a front: a small label and a larger value. */
import type { Box, GroupShape, TextShape, Weight } from '../scene.ts'
import type { ShownField } from '../shown-pass.ts'
import { lineHeight } from '../text/line.ts'
import { columnsOf } from './columns.ts'
import { drawLine, wantedWidth } from './line.ts'
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
  readonly natural?: 'start' | 'end'
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

type Side = 'left' | 'centre' | 'right'

const sideOf = (alignment: CellText['alignment'], natural: 'start' | 'end', rightToLeft: boolean): Side => {
  if (alignment !== 'natural') return alignment
  return (natural === 'start') === rightToLeft ? 'right' : 'left'
}

/** A cell of a row. */
interface Cell {
  readonly field: CellText
  readonly box: Box
  readonly align: Side
}

const drawCell = ({ field, box, align }: Cell, { look, palette, rightToLeft }: CellRow): readonly TextShape[] => {
  const { labelSize, valueSize, valueWeight = 'regular', valueFirst } = look
  const label = { ...box, height: lineHeight(labelSize) }
  const value = { ...box, height: lineHeight(valueSize) }
  const [above, below] = valueFirst ? [value, label] : [label, value]
  const second = { ...below, y: box.y + above.height }
  const style = { align, rightToLeft }
  return [
    ...drawLine(field.label, valueFirst ? second : label, {
      ...style,
      role: 'label',
      size: labelSize,
      weight: labelWeight,
      fill: palette.label,
    }),
    ...drawLine(field.value, valueFirst ? value : second, {
      ...style,
      role: 'value',
      size: valueSize,
      weight: valueWeight,
      fill: palette.foreground,
    }),
  ]
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
    return drawCell({ field, box: column, align: sideOf(field.alignment, natural, rightToLeft) }, row)
  })
  return { kind: 'group', name, box, shapes }
}
