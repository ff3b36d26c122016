/** Shapes as the content of a page: what a page is told to draw, one operator a line. */

import { darkRuns } from '../barcode/dark-runs.ts'
import { pictureBox } from '../picture-box.ts'
import type { BarcodeShape, GroupShape, ImageShape, PlainShape, RectShape, Shape, TextShape } from '../scene.ts'
import { leftOf } from '../text/line.ts'
import type { DocumentFonts } from './fonts.ts'
import { showGlyphs } from './glyphs.ts'
import { fillColour, number, path, rectangle, roundRectangle, transform } from './operators.ts'

/** What contents refer to. */
export interface PageResources {
  readonly fonts: DocumentFonts
  /** What an image is called in pages; undefined for one that could not be read. */
  readonly imageName: (shape: ImageShape) => string | undefined
  /** What a graphics state is called that draws with an opacity. */
  readonly opacityName: (opacity: number) => string
}

const inside = (operators: readonly string[]): readonly string[] => ['q', ...operators, 'Q']

/** The winding rule is that of SVG, and what was drawn of the path is nothing. */
const clipped = (outline: string): string => `${outline}\nW n`

/** `over` is the opacity of the groups around; they seldom overlap themselves, and PDF knows no simpler way. */
const seen = (opacity: number, { opacityName }: PageResources): readonly string[] =>
  opacity < 1 ? [`/${opacityName(opacity)} gs`] : []

const rect = ({ box, radius = 0, fill }: RectShape): readonly string[] => [
  fillColour(fill),
  roundRectangle(box, radius),
  'f',
]

const text = (shape: TextShape, { fonts }: PageResources): readonly string[] => {
  const { size, fill, baseline } = shape
  const { runs, width } = fonts.encode(shape)
  if (runs.length === 0) return []
  // Whatever the fonts are: what was fitted stays where it was fitted.
  const squeeze = Math.min(1, shape.width / (width * size || 1))
  const shown = runs.flatMap(({ fontName, glyphs }) => [`/${fontName} ${number(size)} Tf`, ...showGlyphs(glyphs, size)])
  const place = `${number(squeeze)} 0 0 -1 ${number(leftOf(shape, width * size * squeeze))} ${number(baseline)} Tm`
  return ['BT', fillColour(fill), place, ...shown, 'ET']
}

const image = (shape: ImageShape, { imageName }: PageResources): readonly string[] => {
  const name = imageName(shape)
  if (name === undefined) return []
  const { x, y, width, height } = pictureBox(shape)
  const clip = clipped(roundRectangle(shape.box, shape.radius ?? 0))
  // Pictures stand on their feet in a square of one by one, while our coordinates run downwards.
  return [clip, transform(width, 0, 0, -height, x, y + height), `/${name} Do`]
}

/** All bars are one path, so that no light shines through between them. */
const barcode = ({ box, symbol }: BarcodeShape): readonly string[] => {
  const [width, height] = [box.width / symbol.columns, box.height / symbol.rows]
  const bars = darkRuns(symbol).map(({ column, row, length }) =>
    rectangle({ x: box.x + column * width, y: box.y + row * height, width: length * width, height }),
  )
  return bars.length === 0 ? [] : [fillColour('#000000'), ...bars, 'f']
}

const group = ({ shapes, clip }: GroupShape, opacity: number, resources: PageResources): readonly string[] => [
  ...(clip === undefined ? [] : [clipped(path(clip))]),
  ...shapes.flatMap((shape) => draw(shape, opacity, resources)),
]

const drawPlain = (shape: PlainShape, resources: PageResources): readonly string[] => {
  switch (shape.kind) {
    case 'rect':
      return rect(shape)
    case 'path':
      return [fillColour(shape.fill), path(shape.data), 'f']
    case 'text':
      return text(shape, resources)
    case 'image':
      return image(shape, resources)
    case 'barcode':
      return barcode(shape)
  }
}

const draw = (shape: Shape, over: number, resources: PageResources): readonly string[] => {
  const opacity = over * ('opacity' in shape ? (shape.opacity ?? 1) : 1)
  if (shape.kind === 'group') return inside(group(shape, opacity, resources))
  const drawn = drawPlain(shape, resources)
  return drawn.length === 0 ? [] : inside([...seen(opacity, resources), ...drawn])
}

/** The content of a page that shows shapes. Their coordinates run downwards: whoever places them turns them round. */
export const contentOf = (shapes: readonly Shape[], resources: PageResources): readonly string[] =>
  shapes.flatMap((shape) => draw(shape, 1, resources))
