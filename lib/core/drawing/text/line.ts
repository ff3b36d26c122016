/** One line of text, fitted into a box. */
import type { Box, Colour, TextShape, Weight } from '../scene.ts'
import { cleanLine } from './clean.ts'
import { fitText } from './fit.ts'

/** How a line is written. */
export interface LineStyle {
  readonly role: TextShape['role']
  readonly size: number
  /** How small it may become before it is shortened. Default: `size`. */
  readonly leastSize?: number
  readonly weight: Weight
  readonly fill: Colour
  /** Where in its box it stands. Default: `left`. */
  readonly align?: 'left' | 'centre' | 'right'
  readonly rightToLeft?: boolean
  /** Default: 1. */
  readonly opacity?: number
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

/** How far into the box a line begins, as a share of what its width leaves. */
const shares = { left: 0, centre: 0.5, right: 1 } as const

/**
 * A line of text in the middle of its box's height: its letters shrink, and then it is shortened. Undefined for an empty
 * text, and where there is no room for a single character. The box has to be {@link lineHeight} high.
 */
export const textLine = (text: string, box: Box, style: LineStyle): TextShape | undefined => {
  const { role, size, leastSize = size, weight, fill, align = 'left', rightToLeft = false, opacity } = style
  const fitted = fitText(cleanLine(text), { width: box.width, size, leastSize, weight })
  if (fitted.text === '') return undefined
  return {
    kind: 'text',
    text: fitted.text,
    role,
    box,
    x: box.x + box.width * shares[align],
    baseline: baselineIn(box, fitted.size),
    anchor: anchors[align],
    size: fitted.size,
    weight,
    fill,
    width: fitted.width,
    rightToLeft,
    ...(opacity === undefined ? {} : { opacity }),
  }
}
