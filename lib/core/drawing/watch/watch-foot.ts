/** The foot of a pass on an Apple Watch: its footer image and, always last, its barcode. */
import { fitSymbol, symbolBox } from '../barcode/fit-symbol.ts'
import { symbolOf } from '../barcode/symbol-of.ts'
import { turnSymbol } from '../barcode/turn-symbol.ts'
import { shapeOf } from '../front/front-fields.ts'
import { drawWhole, fadedIf, grouped } from '../front/images.ts'
import { rectanglePath } from '../path-data.ts'
import type { BarcodeSymbol, Box, Shape } from '../scene.ts'
import type { ShownBarcode, ShownImage } from '../shown-pass.ts'
import { inkBox } from './ink-box.ts'
import { type WatchCard, type WatchPart, watchImage, watchMargin, watchPixel, watchScreen } from './watch-card.ts'

const footerRoom = { width: watchScreen.width - 2 * watchMargin, height: 15 }

/** An image without the white space around it, as large as its room allows, and no larger than on an iPhone. */
const drawTrimmed = (image: ShownImage, ink: Box, scale: number, { x, y }: Box): Shape => {
  const place = { x, y, width: ink.width * scale, height: ink.height * scale }
  const whole = {
    x: x - ink.x * scale,
    y: y - ink.y * scale,
    width: image.width * scale,
    height: image.height * scale,
  }
  return grouped('trimmed', place, [drawWhole(image, whole, 'middle')], { clip: rectanglePath(place) })
}

/** The footer image, cropped to what is to be seen of it; nothing for a pass without. */
export const footerLine = ({ shown }: WatchCard): readonly WatchPart[] => {
  const image = watchImage(shown, 'footer')
  if (!image) return []
  const ink = inkBox(image)
  const scale = Math.min(footerRoom.width / ink.width, footerRoom.height / ink.height, 1 / image.scale)
  return [
    {
      height: Math.ceil(ink.height * scale),
      draw(box) {
        const middle = { ...box, x: box.x + (box.width - ink.width * scale) / 2 }
        return [grouped('footer', box, [drawTrimmed(image, ink, scale, middle)], fadedIf({ shown }))]
      },
    },
  ]
}

/** A barcode in portrait is as long as the screen shows at a time. */
const room = {
  width: watchScreen.width - 2 * watchMargin,
  height: watchScreen.height - 5,
  air: 2,
  bars: 60,
  pixel: watchPixel,
}

const onPixel = (length: number): number => Math.round(length / watchPixel) * watchPixel

/** What fits the height of the screen in modules of a point, with the quiet zone: 30 mm of a sixth of a millimetre each. */
const widestSymbol = 172

const symbolOnWatch = (barcode: ShownBarcode): BarcodeSymbol | undefined => {
  const symbol = symbolOf(barcode, widestSymbol)
  return symbol && shapeOf(barcode.format) === 'wide' ? turnSymbol(symbol) : symbol
}

/** The barcode in its white box; a wide one is turned to portrait. Nothing for a pass without one that a watch shows. */
export const barcodeBlock = ({ shown }: WatchCard): readonly WatchPart[] => {
  const symbol = shown.watchBarcode && symbolOnWatch(shown.watchBarcode)
  if (!symbol) return []
  const fitted = fitSymbol(symbol, room)
  const { width, height } = fitted.box
  return [
    {
      height,
      draw({ x, y, width: inner }) {
        const box = { x: x + (inner - width) / 2, y, width, height }
        const place = symbolBox(fitted, box.x, box.y)
        const shapes = [
          { kind: 'rect', box, radius: 4, fill: '#ffffff' } as const,
          {
            kind: 'barcode',
            box: { ...place, x: onPixel(place.x), y: onPixel(place.y) },
            symbol,
          } as const,
        ]
        return [grouped('barcode', box, shapes, fadedIf({ shown }))]
      },
    },
  ]
}
