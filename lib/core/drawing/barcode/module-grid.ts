/** A surface for bwip-js to draw on that keeps modules instead of pixels. */
import type { DrawingContext } from 'bwip-js/generic'

/** The modules of a symbol, row by row; 1 is dark. */
export interface ModuleGrid {
  readonly columns: number
  readonly rows: number
  readonly modules: Uint8Array
}

type Point = readonly [number, number]

/** The part of an outline that runs along the left edge of modules of one column. */
interface LeftEdge {
  readonly column: number
  readonly top: number
  readonly bottom: number
}

const leftEdges = (outline: readonly Point[]): readonly LeftEdge[] =>
  outline.flatMap(([x, y], index) => {
    const [previousX, previousY] = outline.at(index - 1) ?? [x, y]
    return x === previousX ? [{ column: x, top: Math.min(y, previousY), bottom: Math.max(y, previousY) }] : []
  })

/**
 * The outlines of a symbol of two dimensions run along the edges of its modules. How many of them lie to the left of a
 * module tells whether it is inside: it is if their number is odd.
 */
const fillOutlines = (outlines: readonly (readonly Point[])[], columns: number, rows: number): ModuleGrid => {
  const modules = new Uint8Array(columns * rows)
  for (const { column, top, bottom } of outlines.flatMap(leftEdges)) {
    for (let row = top; row < bottom; row++) if (column < columns) modules[row * columns + column] = 1
  }
  for (let index = 1; index < modules.length; index++) {
    if (index % columns > 0 && modules[index - 1] === 1) modules[index] = modules[index] === 1 ? 0 : 1
  }
  return { columns, rows, modules }
}

/** A bar: where it begins, and how many modules wide it is. */
type Bar = readonly [left: number, width: number]

const fillBars = (bars: readonly Bar[]): ModuleGrid => {
  const columns = Math.max(...bars.map(([left, width]) => left + width))
  const modules = new Uint8Array(columns)
  for (const [left, width] of bars) modules.fill(1, left, left + width)
  return { columns, rows: 1, modules }
}

/** A fresh surface, for one symbol at the scale of one pixel a module. Bars become a single row. */
export const moduleGrid = (): DrawingContext<ModuleGrid> => {
  let size: Point = [0, 0]
  const outlines: (readonly Point[])[] = []
  const bars: Bar[] = []
  const nothing = (): undefined => undefined
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width, height) {
      size = [width, height]
    },
    // bwip-js gives the middle of a bar, rounded up.
    line(x, _y, _x1, _y1, width) {
      bars.push([x - Math.ceil(width / 2), width])
    },
    polygon(points) {
      outlines.push(points)
    },
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end() {
      return bars.length > 0 ? fillBars(bars) : fillOutlines(outlines, ...size)
    },
  }
}
