/** Scenes as SVG: self-contained, without scripts and styles, and the same for the same scene. */

import { toBase64 } from '../../base64.ts'
import { darkRuns } from '../barcode/dark-runs.ts'
import type { BarcodeShape, GroupShape, ImageShape, PathShape, RectShape, Scene, Shape, TextShape } from '../scene.ts'
import { decimal, element, escaped } from './xml.ts'

const families = "Inter, -apple-system, system-ui, 'Segoe UI', Roboto, sans-serif"

/** Scripts that the first of these has no letters of: the others go first, in the same weight. */
const otherFamilies = [
  { script: /\p{Script=Arabic}/u, families: "'Noto Sans Arabic', -apple-system, system-ui, sans-serif" },
  { script: /\p{Script=Hebrew}/u, families: "'Noto Sans Hebrew', -apple-system, system-ui, sans-serif" },
] as const

const weights = { regular: 400, semibold: 600 } as const

/** A text that fills more than this share of its box has its length fixed: other fonts are wider than the one measured. */
const tightFrom = 0.85

const rightToLeftIsolate = '\u2067'
const endOfIsolate = '\u2069'

/** What is made once for a drawing and referred to by its name. */
class Definitions {
  readonly #written: string[] = []

  /** Keeps an element that is made with its own name. Returns the way to refer to it. */
  add(make: (id: string) => string): string {
    const id = `d${this.#written.length + 1}`
    this.#written.push(make(id))
    return `url(#${id})`
  }

  toString(): string {
    return this.#written.length === 0 ? '' : element('defs', {}, this.#written.join(''))
  }
}

const opacityOf = ({ opacity }: { readonly opacity?: number }): number | undefined =>
  opacity === 1 ? undefined : opacity

const drawRect = (shape: RectShape): string =>
  element('rect', { ...shape.box, rx: shape.radius || undefined, fill: shape.fill, 'fill-opacity': opacityOf(shape) })

const drawPath = ({ data, fill }: PathShape): string => element('path', { d: data, fill })

const drawText = (shape: TextShape): string => {
  const isTight = shape.width > shape.box.width * tightFrom
  const attributes = {
    x: shape.x,
    y: shape.baseline,
    'font-size': shape.size,
    'font-family': otherFamilies.find(({ script }) => script.test(shape.text))?.families,
    'font-weight': weights[shape.weight],
    'text-anchor': shape.anchor === 'start' ? undefined : shape.anchor,
    fill: shape.fill,
    textLength: isTight ? shape.width : undefined,
    lengthAdjust: isTight ? 'spacingAndGlyphs' : undefined,
  }
  // An isolate keeps the anchor in terms of left and right, which the attribute `direction` would swap.
  const text = shape.rightToLeft ? `${rightToLeftIsolate}${shape.text}${endOfIsolate}` : shape.text
  return element('text', attributes, escaped(text))
}

const ratios = { centre: 'xMidYMid meet', cover: 'xMidYMid slice' } as const

const drawImage = ({ box, png, fit, radius = 0, blur = 0 }: ImageShape, definitions: Definitions): string => {
  const clip =
    radius === 0
      ? undefined
      : definitions.add((id) => element('clipPath', { id }, element('rect', { ...box, rx: radius })))
  const filter =
    blur === 0
      ? undefined
      : definitions.add((id) =>
          element(
            'filter',
            { id, filterUnits: 'userSpaceOnUse', 'color-interpolation-filters': 'sRGB', ...box },
            element('feGaussianBlur', { stdDeviation: blur, edgeMode: 'duplicate' }),
          ),
        )
  const image = element('image', {
    ...box,
    preserveAspectRatio: ratios[fit],
    filter,
    href: `data:image/png;base64,${toBase64(png)}`,
  })
  return clip === undefined ? image : element('g', { 'clip-path': clip }, image)
}

const drawBarcode = ({ box, symbol }: BarcodeShape): string => {
  const bars = darkRuns(symbol).map(({ column, row, length }) => `M${column} ${row}h${length}v1h-${length}z`)
  const scales = [box.width / symbol.columns, box.height / symbol.rows].map((scale) => Math.round(scale * 1e5) / 1e5)
  return element('path', {
    transform: `translate(${decimal(box.x)} ${decimal(box.y)}) scale(${scales.join(' ')})`,
    d: bars.join(''),
    fill: '#000000',
    'shape-rendering': 'crispEdges',
  })
}

const drawGroup = (shape: GroupShape, definitions: Definitions): string => {
  const { clip, shapes } = shape
  const reference =
    clip === undefined ? undefined : definitions.add((id) => element('clipPath', { id }, element('path', { d: clip })))
  return element('g', { 'clip-path': reference, opacity: opacityOf(shape) }, drawAll(shapes, definitions))
}

const draw = (shape: Shape, definitions: Definitions): string => {
  switch (shape.kind) {
    case 'rect':
      return drawRect(shape)
    case 'path':
      return drawPath(shape)
    case 'text':
      return drawText(shape)
    case 'image':
      return drawImage(shape, definitions)
    case 'barcode':
      return drawBarcode(shape)
    case 'group':
      return drawGroup(shape, definitions)
  }
}

const drawAll = (shapes: readonly Shape[], definitions: Definitions): string =>
  shapes.map((shape) => draw(shape, definitions)).join('')

/**
 * A drawing as SVG. It refers to nothing outside of itself: images are within it as data, texts name typefaces that a
 * viewer has, and what they do not have is stretched or squeezed into its place. Titles and roles tell screen readers what
 * it is.
 */
export const toSvg = ({ width, height, title, language, shapes }: Scene): string => {
  const definitions = new Definitions()
  const content = drawAll(shapes, definitions)
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${decimal(width)} ${decimal(height)}`,
    role: 'img',
    'xml:lang': language,
    'font-family': families,
  }
  return element('svg', attributes, `${element('title', {}, escaped(title))}${definitions}${content}`)
}
