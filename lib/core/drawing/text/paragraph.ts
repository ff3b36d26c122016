/** Several lines of text, one below the other. */
import type { Box, Colour, TextShape, Weight } from '../scene.ts'
import type { TextPiece } from '../shown-pass.ts'
import { baselineBelow, lineHeight } from './line.ts'
import { widthOf } from './measure.ts'
import { type Line, type Run, wrapPieces } from './wrap.ts'

/** How a paragraph is written. */
export interface ParagraphStyle {
  readonly role: TextShape['role']
  readonly size: number
  readonly weight: Weight
  readonly fill: Colour
  /** Of links. Default: `fill`. */
  readonly linkFill?: Colour
  /** From right to left, and at the right. */
  readonly rightToLeft: boolean
  /** How many lines there may be. */
  readonly mostLines: number
}

/** A paragraph that was drawn. */
export interface Paragraph {
  readonly shapes: readonly TextShape[]
  /** In points, and in lines. */
  readonly height: number
  readonly lines: number
}

/** More than the height of its letters. */
const leading = 1.06

/** Blanks at the ends of an element of SVG are dropped: the place of a run is that of its first letter. */
const indentOf = (text: string, { size, weight }: ParagraphStyle): number =>
  widthOf(text.slice(0, text.length - text.trimStart().length), size, weight)

/** A line in one piece: where letters run in both directions, only whoever writes it knows where a part of it stands. */
const joined = (line: Line): Line =>
  line.length < 2
    ? line
    : [{ text: line.map(({ text }) => text).join(''), width: line.reduce((sum, { width }) => sum + width, 0) }]

/** A run whose first letter stands at `x`, or whose last one does if it is written from right to left. */
const runShape = (run: Run, x: number, box: Box, style: ParagraphStyle): TextShape => {
  const { role, size, weight, fill, linkFill = fill, rightToLeft } = style
  const text = run.text.trim()
  return {
    kind: 'text',
    text,
    role,
    box,
    x,
    baseline: box.y + baselineBelow(size),
    anchor: rightToLeft ? 'end' : 'start',
    size,
    weight,
    fill: run.href === undefined ? fill : linkFill,
    width: widthOf(text, size, weight),
    rightToLeft,
    ...(run.href === undefined ? {} : { href: run.href }),
  }
}

const lineShapes = (line: Line, box: Box, style: ParagraphStyle): readonly TextShape[] => {
  if (style.rightToLeft) return joined(line).map((run) => runShape(run, box.x + box.width, box, style))
  const shapes: TextShape[] = []
  let x = box.x
  for (const run of line) {
    if (run.text.trim() !== '') shapes.push(runShape(run, x + indentOf(run.text, style), box, style))
    x += run.width
  }
  return shapes
}

/** Writes a text in lines of a width, the first at the upper left corner of a box whose height does not count. */
export const drawParagraph = (
  pieces: readonly TextPiece[],
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
  style: ParagraphStyle,
): Paragraph => {
  const { size, weight, mostLines } = style
  const height = lineHeight(size) * leading
  const lines = wrapPieces(pieces, { width, size, weight, mostLines })
  const shapes = lines.flatMap((line, index) =>
    lineShapes(line, { x, y: y + index * height, width, height: lineHeight(size) }, style),
  )
  return { shapes, height: lines.length * height, lines: lines.length }
}
