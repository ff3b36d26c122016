/** A pass as an Apple Watch shows it. */
import type { StyleName } from '../../format/styles.ts'
import { drawBackdrop, fadedIf, grouped } from '../front/images.ts'
import { roundRectanglePath } from '../path-data.ts'
import type { Box, Scene, Shape } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'
import { stacked, type WatchCard, type WatchPart, watchCard, watchImage, watchScreen } from './watch-card.ts'
import { fieldLines, journeyLines } from './watch-fields.ts'
import { barcodeBlock, footerLine } from './watch-foot.ts'
import { headerLines, logoRow } from './watch-head.ts'

const radius = 12

const fields = (card: WatchCard): readonly WatchPart[] => [
  ...fieldLines(card, 'primaryFields'),
  ...fieldLines(card, 'secondaryFields'),
  ...fieldLines(card, 'auxiliaryFields'),
]

const journey = (card: WatchCard): readonly WatchPart[] => [
  ...journeyLines(card),
  ...fieldLines(card, 'auxiliaryFields'),
  ...fieldLines(card, 'secondaryFields'),
]

const poster = (card: WatchCard): readonly WatchPart[] => [
  ...fieldLines(card, 'primaryFields'),
  ...fieldLines(card, 'footerFields'),
]

/** The styles whose fields do not just stand one below the other, each with how they stand. */
const middles: Readonly<Partial<Record<StyleName, (card: WatchCard) => readonly WatchPart[]>>> = {
  boardingPass: journey,
  posterGeneric: poster,
}

const blur = 8

const backdrop = ({ shown }: WatchCard, card: Box): readonly Shape[] => {
  const image = watchImage(shown, 'background')
  return image ? [grouped('background', card, [drawBackdrop(image, card, blur)], fadedIf({ shown }))] : []
}

/**
 * A pass on the smallest watch of today, as long as it is: it scrolls. No strip, no thumbnail, no text below the barcode.
 *
 * @see https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html
 */
export const drawWatch = (shown: ShownPass): Scene => {
  const card = watchCard(shown)
  const { height, shapes } = stacked([
    ...logoRow(card),
    ...headerLines(card),
    ...(middles[shown.style] ?? fields)(card),
    ...footerLine(card),
    ...barcodeBlock(card),
  ])
  const box = { x: 0, y: 0, width: watchScreen.width, height: Math.max(height, watchScreen.height) }
  const ground = { kind: 'rect', box, fill: card.palette.background } as const
  const clip = roundRectanglePath(box, radius)
  return {
    width: box.width,
    height: box.height,
    title: shown.description,
    language: shown.language,
    shapes: [grouped('card', box, [ground, ...backdrop(card, box), ...shapes], { clip })],
  }
}
