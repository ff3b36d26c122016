/** One line of text, fitted into a box. */
import type { Box, Colour, TextShape, Weight } from '../scene.ts'
import { cleanLine } from './clean.ts'
import { fitText } from './fit.ts'

/** Where a line stands in its box: on a side, or where reading starts or ends. */
export type Align = 'start' | 'end' | 'left' | 'centre' | 'right'

/** How a line is written. */
export interface LineStyle {
  readonly role: TextShape['role']
  readonly size: number
  /** How small it may become before it is shortened. Default: `size`. */
  readonly leastSize?: number
  readonly weight: Weight
  readonly fill: Colour
  /** Default: `start`. */
  readonly align?: Align
  readonly rightToLeft?: boolean
}

/** Of Inter, in shares of the letter size. */
const ascent = 0.97
const descent = 0.25

/** How high a line is, in points. */
export const lineHeight = (size: number): number => (ascent + descent) * size

/** Where letters of this size stand, below the top of their line. */
export const baselineBelow = (size: number): number => ascent * size

/** The baseline of a line that stands in the middle of its box. */
const baselineIn = (box: Box, size: number): number => box.y + (box.height - lineHeight(size)) / 2 + ascent * size

const anchors = { left: 'start', centre: 'middle', right: 'end' } as const

/** How much of a line is to the left of the point that it hangs from. */
const shares = { start: 0, middle: 0.5, end: 1 } as const

/** Where the left end of a line is that is so wide. */
export const leftOf = ({ x, anchor }: TextShape, width: number): number => x - width * shares[anchor]

const anchorOf = (align: Align, rightToLeft: boolean): TextShape['anchor'] => {
  if (align === 'start' || align === 'end') return (align === 'end') === rightToLeft ? 'start' : 'end'
  return anchors[align]
}

/**
 * A line of text in the middle of its box's height: its letters shrink, and then it is shortened. Nothing for an empty
 * text, and where there is no room for a single character. The box has to be {@link lineHeight} high.
 */
export const textLine = (text: string, box: Box, style: LineStyle): readonly TextShape[] => {
  const { role, size, leastSize = size, weight, fill, align = 'start', rightToLeft = false } = style
  const fitted = fitText(cleanLine(text), { width: box.width, size, leastSize, weight })
  if (fitted.text === '') return []
  const anchor = anchorOf(align, rightToLeft)
  const [x, baseline] = [box.x + box.width * shares[anchor], baselineIn(box, fitted.size)]
  return [{ kind: 'text', role, box, x, baseline, anchor, weight, fill, rightToLeft, ...fitted }]
}

/** Lines of text one below the other, each as high as its letters, from the top of a box whose height does not count. */
export const textLines = (
  lines: readonly (LineStyle & { readonly text: string })[],
  box: Box,
): readonly TextShape[] => {
  let y = box.y
  return lines.flatMap(({ text, ...style }) => {
    const line = { ...box, y, height: lineHeight(style.size) }
    y += line.height
    return textLine(text, line, style)
  })
}
