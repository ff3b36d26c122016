/** Lines of text on a front: how far they shrink, and how wide they would like to be. */
import type { Box, TextShape, Weight } from '../scene.ts'
import { cutText } from '../text/characters.ts'
import { type LineStyle, textLine, textLines } from '../text/line.ts'
import { widthOf } from '../text/measure.ts'

// How far letters are made smaller before they are shortened.
const leastShare = 0.6
const leastLegible = 8

/** How a line is written on a front, where that alone decides how far it shrinks. */
type FrontStyle = Omit<LineStyle, 'leastSize'>

const shrinking = <Style extends FrontStyle>(style: Style) => ({
  ...style,
  leastSize: Math.max(style.size * leastShare, Math.min(style.size, leastLegible)),
})

/** A line in its box: it shrinks, then it is shortened. Nothing for an empty one, and where there is no room. */
export const drawLine = (text: string, box: Box, style: FrontStyle): readonly TextShape[] =>
  textLine(text, box, shrinking(style))

/** Such lines one below the other, from the top of a box whose height does not count. */
export const drawLines = (lines: readonly (FrontStyle & { readonly text: string })[], box: Box): readonly TextShape[] =>
  textLines(lines.map(shrinking), box)

// Nothing longer ever fits on a card: whoever asks how wide it would like to be learns no more from the rest.
const mostMeasured = 300

/** The width that a text takes on one line, in points; of a very long one, what its beginning takes. */
export const wantedWidth = (text: string, size: number, weight: Weight): number =>
  widthOf(cutText(text, mostMeasured), size, weight)
