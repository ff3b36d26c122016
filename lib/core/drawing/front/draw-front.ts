/** The front of a pass, as an iPhone shows it. */
import { symbolOf } from '../barcode/symbol-of.ts'
import type { Scene, Shape, Size } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'
import { mostModules } from './barcode-box.ts'
import { drawClassic } from './classic.ts'
import { cardSize, posterSize } from './frame.ts'
import type { Front } from './front.ts'
import { paletteOf } from './palette.ts'
import { drawPosterEvent } from './poster-event.ts'
import { drawPosterGeneric } from './poster-generic.ts'
import { drawSemanticBoarding } from './semantic-boarding.ts'
import { drawTiles, tilesHeight } from './tiles.ts'

/** A look of a pass: its card, and whether tiles stand below it. */
interface Look {
  readonly size: Size
  readonly draw: (front: Front) => Shape
  readonly hasTiles: boolean
  /** A poster event ticket opens doors by NFC and shows no barcode. */
  readonly hasBarcode: boolean
}

const looks = {
  posterEventTicket: { size: posterSize, draw: drawPosterEvent, hasTiles: true, hasBarcode: false },
  posterGeneric: { size: posterSize, draw: drawPosterGeneric, hasTiles: true, hasBarcode: true },
  semanticBoardingPass: { size: cardSize, draw: drawSemanticBoarding, hasTiles: false, hasBarcode: true },
  classic: { size: cardSize, draw: drawClassic, hasTiles: false, hasBarcode: true },
} as const satisfies Readonly<Record<string, Look>>

const lookOf = ({ scheme, style }: ShownPass): Look => {
  if (scheme) return looks[scheme]
  return style === 'posterGeneric' ? looks.posterGeneric : looks.classic
}

/** The front of a pass; a poster has its tiles below it. The corners of the drawing, outside of the card, are clear. */
export const drawFront = (shown: ShownPass): Scene => {
  const { size, draw, hasTiles, hasBarcode } = lookOf(shown)
  const symbol = hasBarcode && shown.barcode ? symbolOf(shown.barcode, mostModules) : undefined
  const front: Front = { shown, palette: paletteOf(shown), size, symbol }
  return {
    width: size.width,
    height: size.height + (hasTiles ? tilesHeight(front) : 0),
    title: shown.description,
    language: shown.language,
    shapes: [draw(front), ...(hasTiles ? drawTiles(front) : [])],
  }
}
