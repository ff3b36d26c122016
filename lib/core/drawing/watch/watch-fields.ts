/** The fields of a pass on an Apple Watch, two on a line where they fit, and where a journey leads. */
import type { FieldGroup } from '../../format/field-groups.ts'
import { type CellLook, type CellText, cellHeight, drawCells, rowWidth } from '../front/cells.ts'
import { mirrored } from '../front/frame.ts'
import { fieldsOnFront, fieldsOnSecondRow } from '../front/front-fields.ts'
import { grouped } from '../front/images.ts'
import { wantedWidth } from '../front/line.ts'
import { drawTransit } from '../front/transit-icons.ts'
import type { Box, Shape } from '../scene.ts'
import type { ShownField } from '../shown-pass.ts'
import { lineHeight, textLine } from '../text/line.ts'
import { type WatchCard, type WatchPart, watchMargin, watchScreen } from './watch-card.ts'

const width = watchScreen.width - 2 * watchMargin

const large: CellLook = { labelSize: 10, valueSize: 20 }
const small: CellLook = { labelSize: 10, valueSize: 15 }

/** A group of fields: what it is called in the drawing, and its letters. */
interface Group {
  readonly name: string
  readonly look: CellLook
}

const groups = {
  primaryFields: { name: 'primary', look: large },
  secondaryFields: { name: 'secondary', look: small },
  auxiliaryFields: { name: 'auxiliary', look: small },
  footerFields: { name: 'footer-fields', look: small },
} as const satisfies { readonly [Name in FieldGroup]?: Group }

type WatchGroup = keyof typeof groups

const fieldsOf = ({ shown }: WatchCard, group: WatchGroup): readonly ShownField[] => [
  ...fieldsOnFront(shown, group),
  ...(group === 'auxiliaryFields' ? fieldsOnSecondRow(shown) : []),
]

/** Two fields share a line if neither has to be made smaller. */
const linesOf = (fields: readonly CellText[], look: CellLook): readonly (readonly CellText[])[] => {
  const [first, second, ...rest] = fields
  if (!first) return []
  return second && rowWidth([first, second], look) <= width
    ? [[first, second], ...linesOf(rest, look)]
    : [[first], ...linesOf(fields.slice(1), look)]
}

/** The fields of a group, from the top downwards. Only fields of the same group ever share a line. */
export const fieldLines = (card: WatchCard, group: WatchGroup): readonly WatchPart[] => {
  const { name, look } = groups[group]
  const { palette, shown } = card
  return linesOf(fieldsOf(card, group), look).map((fields) => ({
    height: cellHeight(look),
    draw: (box) => [drawCells({ name, fields, box, look, palette, rightToLeft: shown.rightToLeft })],
  }))
}

const placeSize = 28
const leastPlaceSize = 10
const iconSide = 18
const iconGap = 5
const labelSize = 10

const drawPlaces = (card: WatchCard, [from, to]: Ends, box: Box): readonly Shape[] => {
  const { shown, palette } = card
  const { rightToLeft } = shown
  const side = (box.width - iconSide - 2 * iconGap) / 2
  const longest = Math.max(
    wantedWidth(from.value, placeSize, 'regular'),
    wantedWidth(to.value, placeSize, 'regular'),
    1,
  )
  // Both are written in the same size.
  const size = Math.max(leastPlaceSize, Math.floor(placeSize * Math.min(1, side / longest)))
  const place = (text: string, x: number, align: 'start' | 'end') =>
    textLine(text, mirrored({ ...box, x, width: side }, watchScreen.width, rightToLeft), {
      role: 'value',
      size,
      weight: 'regular',
      fill: palette.foreground,
      align,
      rightToLeft,
    })
  return [
    ...place(from.value, box.x, 'start'),
    ...place(to.value, box.x + box.width - side, 'end'),
    drawTransit(card, [box.x + box.width / 2, box.y + box.height / 2], iconSide),
  ]
}

type Ends = readonly [from: ShownField, to: ShownField]

const drawNames = ({ shown, palette }: WatchCard, [from, to]: Ends, box: Box): readonly Shape[] => {
  const names = [from.label, to.label].filter((label) => label !== '').join(' TO ')
  return textLine(names, box, {
    role: 'label',
    size: labelSize,
    leastSize: 7,
    weight: 'semibold',
    fill: palette.label,
    rightToLeft: shown.rightToLeft,
  })
}

/**
 * Where a journey leads from and to, on one line, with a picture of what goes there between them; below it their names,
 * joined by the word TO. A pass with one primary field, or none, shows what it has.
 *
 * @see https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html
 */
export const journeyLines = (card: WatchCard): readonly WatchPart[] => {
  const [from, to] = fieldsOf(card, 'primaryFields')
  if (!(from && to)) return fieldLines(card, 'primaryFields')
  const ends: Ends = [from, to]
  return [
    {
      height: Math.ceil(lineHeight(placeSize)),
      draw: (box) => [grouped('primary', box, drawPlaces(card, ends, box))],
    },
    { height: Math.ceil(lineHeight(labelSize)), draw: (box) => [grouped('primary', box, drawNames(card, ends, box))] },
  ]
}
