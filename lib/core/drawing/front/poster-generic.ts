/** The poster of any other pass: its artwork, one header field, and at its foot its fields beside a square code. */
import type { Box, Shape } from '../scene.ts'
import type { ShownField } from '../shown-pass.ts'
import { type BarcodeBox, barcodeBox } from './barcode-box.ts'
import { type CellLook, cellHeight, drawCells } from './cells.ts'
import { mirrored } from './frame.ts'
import type { Front } from './front.ts'
import { fieldsOnFront, shapeOf } from './front-fields.ts'
import { drawPoster, headerColour, headerEnd, posterMargin } from './poster.ts'

const headerLook: CellLook = { labelSize: 11, valueSize: 16, valueWeight: 'semibold', natural: 'end' }
const primaryLook: CellLook = { labelSize: 12, valueSize: 20, valueWeight: 'semibold' }
const footerLook: CellLook = { labelSize: 11, valueSize: 14 }

const barPadding = 14
const rowGap = 8
const codeGap = 14
const codeRooms = { square: { width: 108, height: 108 }, wide: { width: 300, height: 84 } } as const

/** A row of the bar. */
interface Row {
  readonly name: string
  readonly fields: readonly ShownField[]
  readonly look: CellLook
}

// Beside a code there is room for two fields on a line.
const inPairs = (fields: readonly ShownField[]): readonly (readonly ShownField[])[] =>
  fields.flatMap((_, index) => (index % 2 === 0 ? [fields.slice(index, index + 2)] : []))

const rowsOf = ({ shown }: Front): readonly Row[] => [
  ...inPairs(fieldsOnFront(shown, 'primaryFields')).map((fields) => ({ name: 'primary', fields, look: primaryLook })),
  ...inPairs(fieldsOnFront(shown, 'footerFields')).map((fields) => ({
    name: 'footer-fields',
    fields,
    look: footerLook,
  })),
]

const heightOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, { look }) => sum + cellHeight(look) + rowGap, rows.length > 0 ? -rowGap : 0)

const drawRows = (
  { shown, palette, size }: Front,
  rows: readonly Row[],
  top: number,
  width: number,
): readonly Shape[] => {
  const { rightToLeft } = shown
  let y = top
  return rows.map(({ name, fields, look }) => {
    const height = cellHeight(look)
    const box = mirrored({ x: posterMargin, y, width, height }, size.width, rightToLeft)
    y += height + rowGap
    return drawCells({ name, fields, box, look, palette, rightToLeft })
  })
}

const drawHeaderField = (front: Front): readonly Shape[] => {
  const { shown } = front
  const fields = fieldsOnFront(shown, 'headerFields')
  if (fields.length === 0) return []
  const colour = headerColour(front)
  const palette = { foreground: colour, label: colour }
  const box = headerEnd(front, cellHeight(headerLook))
  return [drawCells({ name: 'fields', fields, box, look: headerLook, palette, rightToLeft: shown.rightToLeft })]
}

/** Where fields and code are in the bar: a square code beside the fields, a wide one below them. */
interface Bar {
  readonly height: number
  readonly textWidth: number
  readonly code: (bar: Box) => readonly Shape[]
}

const withoutCode = (inner: number, textHeight: number): Bar => ({
  height: textHeight + 2 * barPadding,
  textWidth: inner,
  code: () => [],
})

const besideFields = ({ shown, size }: Front, code: BarcodeBox, inner: number, textHeight: number): Bar => ({
  height: Math.max(textHeight, code.height) + 2 * barPadding,
  textWidth: inner - code.width - codeGap,
  code: (bar) => {
    const y = bar.y + (bar.height - code.height) / 2
    const place = mirrored({ x: size.width - posterMargin - code.width, y, ...code }, size.width, shown.rightToLeft)
    return [code.draw(place.x, place.y)]
  },
})

const belowFields = ({ size }: Front, code: BarcodeBox, inner: number, textHeight: number): Bar => ({
  height: textHeight + rowGap + code.height + 2 * barPadding,
  textWidth: inner,
  code: (bar) => [code.draw((size.width - code.width) / 2, bar.y + barPadding + textHeight + rowGap)],
})

const barOf = (front: Front, rows: readonly Row[]): Bar => {
  const inner = front.size.width - 2 * posterMargin
  const shape = shapeOf(front.shown.barcode?.format ?? '')
  const code = barcodeBox(front, codeRooms[shape], codeRooms[shape].width)
  if (!code) return withoutCode(inner, heightOf(rows))
  return (shape === 'square' ? besideFields : belowFields)(front, code, inner, heightOf(rows))
}

/** The poster of a generic pass. */
export const drawPosterGeneric = (front: Front): Shape => {
  const rows = rowsOf(front)
  const bar = barOf(front, rows)
  return drawPoster(front, {
    logoText: front.shown.logoText,
    headerShapes: drawHeaderField(front),
    barHeight: bar.height,
    draw: (box) => [...drawRows(front, rows, box.y + barPadding, bar.textWidth), ...bar.code(box)],
  })
}
