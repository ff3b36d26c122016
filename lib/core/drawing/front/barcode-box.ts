/** The barcode in its white box, with the text for people below it. */
import { fitSymbol, symbolBox } from '../barcode/fit-symbol.ts'
import type { GroupShape, Size } from '../scene.ts'
import { lineHeight } from '../text/line.ts'
import { innerWidth, margin } from './frame.ts'
import type { Front, Part } from './front.ts'
import { shapeOf } from './front-fields.ts'
import { fadedIf, grouped } from './images.ts'
import { drawLine, wantedWidth } from './line.ts'

const altTextSize = 12
const padding = 8
const radius = 6

/** How large the white box may be, without the text for people. */
const rooms = { square: { width: 150, height: 150 }, wide: { width: 315, height: 110 } } as const

// A code of bars has no height of its own.
const barsHeight = 58

/**
 * How wide a symbol may be on a card, in modules, where its format leaves the choice: PDF417 is drawn with more rows rather
 * than with modules that are narrower than a point.
 */
export const mostModules = 290

/** The white box around a barcode: how large it is, and how it is drawn with its upper left corner at a point. */
export interface BarcodeBox extends Size {
  readonly draw: (x: number, y: number) => GroupShape
}

/**
 * The barcode of a pass in its box; undefined for a pass without one that can be drawn.
 *
 * @param room for the symbol with its quiet zone, in points
 * @param widest how wide the box may become for the text below the symbol, in points
 */
export const barcodeBox = (front: Front, room: Size, widest: number): BarcodeBox | undefined => {
  const { shown, symbol } = front
  if (!(symbol && shown.barcode)) return undefined
  const { altText } = shown.barcode
  const fitted = fitSymbol(symbol, { ...room, air: padding, bars: barsHeight })
  const wanted = altText === '' ? 0 : wantedWidth(altText, altTextSize, 'regular') + 2 * padding
  const width = Math.min(Math.max(fitted.box.width, wanted), widest)
  const textHeight = altText === '' ? 0 : lineHeight(altTextSize)
  const height = fitted.box.height + textHeight
  const draw = (x: number, y: number): GroupShape => {
    const box = { x, y, width, height }
    const place = symbolBox(fitted, x + (width - fitted.box.width) / 2, y)
    const textBox = { x: x + padding, y: y + fitted.box.height - 3, width: width - 2 * padding, height: textHeight }
    const text = drawLine(altText, textBox, {
      role: 'alt-text',
      align: 'centre',
      size: altTextSize,
      weight: 'regular',
      fill: '#1c1c1e',
    })
    const shapes = [
      { kind: 'rect', box, radius, fill: '#ffffff' } as const,
      { kind: 'barcode', box: place, symbol } as const,
      ...text,
    ]
    return grouped('barcode', box, shapes, fadedIf(front))
  }
  return { width, height, draw }
}

/** The barcode at the foot of a card. */
export const barcodePart: Part = (front) => {
  const { shown, size } = front
  const box = shown.barcode && barcodeBox(front, rooms[shapeOf(shown.barcode.format)], innerWidth(size.width))
  if (!box) return undefined
  return {
    height: box.height + margin,
    draw: (top) => [box.draw((size.width - box.width) / 2, top)],
  }
}
