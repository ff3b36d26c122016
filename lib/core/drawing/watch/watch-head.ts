/** The top of a pass on an Apple Watch: its logo, its logo text, and a thin line for each header field. */
import { columnsOf } from '../front/columns.ts'
import { contained, mirrored } from '../front/frame.ts'
import { fieldsOnFront } from '../front/front-fields.ts'
import { drawWhole, fadedIf, grouped } from '../front/images.ts'
import { wantedWidth } from '../front/line.ts'
import type { Box, Shape } from '../scene.ts'
import type { ShownField, ShownImage } from '../shown-pass.ts'
import { lineHeight, textLine } from '../text/line.ts'
import { type WatchCard, type WatchPart, watchImage, watchScreen } from './watch-card.ts'

const logoRoom = { width: 110, height: 26 }
const gap = 6

const textSize = 15
const leastTextSize = 12
const textWeight = 'semibold'

const drawLogoText = ({ shown, palette }: WatchCard, box: Box): readonly Shape[] =>
  textLine(shown.logoText, mirrored(box, watchScreen.width, shown.rightToLeft), {
    role: 'logo-text',
    size: textSize,
    leastSize: leastTextSize,
    weight: textWeight,
    fill: palette.foreground,
    rightToLeft: shown.rightToLeft,
  })

const drawLogo = ({ shown }: WatchCard, image: ShownImage, box: Box): Shape => {
  const place = mirrored(box, watchScreen.width, shown.rightToLeft)
  return grouped('logo', place, [drawWhole(image, place, 'middle')], fadedIf({ shown }))
}

/** The logo always shows; beside it, the logo text only if nothing of it has to be left out. */
const drawLogoRow = (card: WatchCard, image: ShownImage | undefined, box: Box): readonly Shape[] => {
  if (!image) return drawLogoText(card, box)
  const logo = contained(image, { ...box, ...logoRoom }, 'left')
  const taken = logo.width + gap
  const rest = { ...box, x: box.x + taken, width: box.width - taken }
  const fits = wantedWidth(card.shown.logoText, leastTextSize, textWeight) <= rest.width
  return [drawLogo(card, image, logo), ...(fits ? drawLogoText(card, rest) : [])]
}

/** The logo and the logo text; nothing for a pass that has neither. */
export const logoRow = (card: WatchCard): readonly WatchPart[] => {
  const { logoText } = card.shown
  const image = watchImage(card.shown, 'logo') ?? watchImage(card.shown, 'primaryLogo')
  if (!image && logoText === '') return []
  const height = image ? logoRoom.height : Math.ceil(lineHeight(textSize))
  return [{ height, draw: (box) => [grouped('logo-row', box, drawLogoRow(card, image, box))] }]
}

const labelSize = 10
const valueSize = 13

const drawHeaderField = ({ shown, palette }: WatchCard, { label, value }: ShownField, box: Box): readonly Shape[] => {
  const { rightToLeft } = shown
  const wanted = [wantedWidth(label, labelSize, 'semibold'), wantedWidth(value, valueSize, 'regular')]
  const [first = box, second = box] = columnsOf(wanted, box, gap, rightToLeft)
  const both = { rightToLeft, leastSize: 8 }
  return [
    ...textLine(label, first, { ...both, role: 'label', size: labelSize, weight: 'semibold', fill: palette.label }),
    ...textLine(value, second, {
      ...both,
      role: 'value',
      size: valueSize,
      weight: 'regular',
      fill: palette.foreground,
      align: 'end',
    }),
  ]
}

/** A line for each header field. */
export const headerLines = (card: WatchCard): readonly WatchPart[] =>
  fieldsOnFront(card.shown, 'headerFields').map((field) => ({
    height: Math.ceil(lineHeight(valueSize)),
    draw: (box) => [grouped('header', box, drawHeaderField(card, field, box))],
  }))
