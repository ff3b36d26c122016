/** Path data of outlines, with the absolute commands M, L, C and Z. */
import type { Box } from './scene.ts'

/** A point of a drawing. */
export type Point = readonly [x: number, y: number]

/** To a point: in a straight line, or in a quarter of an ellipse that would reach the corner `around` if it were square. */
export interface Step {
  readonly to: Point
  readonly around?: Point
}

// How far the handles of a cubic curve reach that looks like a quarter of a circle.
const reach = 0.5523

const rounded = (value: number): number => Math.round(value * 100) / 100

/** A point as path data has it, to the hundredth. */
export const written = ([x, y]: Point): string => `${rounded(x)} ${rounded(y)}`

const towards = ([x, y]: Point, [cornerX, cornerY]: Point): Point => [
  x + (cornerX - x) * reach,
  y + (cornerY - y) * reach,
]

/** Path data of a closed outline. */
export const pathOf = (start: Point, steps: readonly Step[]): string => {
  const parts = [`M${written(start)}`]
  let at = start
  for (const { to, around } of steps) {
    parts.push(
      around ? `C${written(towards(at, around))} ${written(towards(to, around))} ${written(to)}` : `L${written(to)}`,
    )
    at = to
  }
  return `${parts.join('')}Z`
}

/** Path data of a rectangle. */
export const rectanglePath = ({ x, y, width, height }: Box): string =>
  pathOf([x, y], [{ to: [x + width, y] }, { to: [x + width, y + height] }, { to: [x, y + height] }])

/** Path data of a rectangle with round corners. */
export const roundRectanglePath = ({ x, y, width, height }: Box, radius: number): string => {
  const r = Math.min(radius, width / 2, height / 2)
  const [right, bottom] = [x + width, y + height]
  return pathOf(
    [x + r, y],
    [
      { to: [right - r, y] },
      { to: [right, y + r], around: [right, y] },
      { to: [right, bottom - r] },
      { to: [right - r, bottom], around: [right, bottom] },
      { to: [x + r, bottom] },
      { to: [x, bottom - r], around: [x, bottom] },
      { to: [x, y + r] },
      { to: [x + r, y], around: [x, y] },
    ],
  )
}
