/** Colours as numbers: how they are read, written and mixed. */
import type { Colour } from './scene.ts'

/** Red, green and blue, 0 to 255. */
export type Levels = readonly [red: number, green: number, blue: number]

/** The levels of a colour. */
export const levelsOf = (colour: Colour): Levels => {
  const level = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16)
  return [level(1), level(3), level(5)]
}

/** The colour of levels, which are rounded. */
export const colourOfLevels = (levels: Levels): Colour =>
  `#${levels.map((level) => Math.round(level).toString(16).padStart(2, '0')).join('')}`

/** One colour that goes over into another: 0 is the first, 1 the second. */
export const mixed = (one: Colour, other: Colour, share: number): Colour => {
  const [from, to] = [levelsOf(one), levelsOf(other)]
  const level = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * share
  return colourOfLevels([level(0), level(1), level(2)])
}
