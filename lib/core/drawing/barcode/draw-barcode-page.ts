/** A barcode alone, as large as the screen of a telephone allows, for a scanner to read. */
import type { Scene, Shape } from '../scene.ts'
import type { ShownBarcode } from '../shown-pass.ts'
import { lineHeight, textLine } from '../text/line.ts'
import { fitSymbol, symbolBox } from './fit-symbol.ts'
import { symbolOf } from './symbol-of.ts'

const width = 320
const room = { width, height: 400, air: 8, bars: 120 }

/** PDF417 is given more rows rather than modules of less than a point. */
const widestSymbol = 310

const textSize = 18
const leastTextSize = 9
const margin = 12

const altTextLine = (text: string, y: number, height: number): readonly Shape[] =>
  textLine(
    text,
    { x: margin, y, width: width - 2 * margin, height },
    { role: 'alt-text', size: textSize, leastSize: leastTextSize, weight: 'regular', fill: '#000000', align: 'centre' },
  )

/**
 * A barcode on white, with its text for people below it. Undefined for a barcode that cannot be drawn.
 *
 * @returns a drawing whose title is the text for people
 */
export const drawBarcodePage = (barcode: ShownBarcode): Scene | undefined => {
  const symbol = symbolOf(barcode, widestSymbol)
  if (!symbol) return undefined
  const fitted = fitSymbol(symbol, room)
  const text = altTextLine(barcode.altText, fitted.box.height, Math.ceil(lineHeight(textSize)))
  const height = fitted.box.height + (text.length > 0 ? Math.ceil(lineHeight(textSize)) + margin : 0)
  return {
    width,
    height,
    title: barcode.altText,
    language: 'und',
    shapes: [
      { kind: 'rect', box: { x: 0, y: 0, width, height }, fill: '#ffffff' },
      { kind: 'barcode', box: symbolBox(fitted, (width - fitted.box.width) / 2, 0), symbol },
      ...text,
    ],
  }
}
