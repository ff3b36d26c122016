/** The pictures of a new template: a ring, to be replaced by a real icon and a real logo. */
import { type Pixel, squarePng } from './png.ts'

type Colour = readonly [red: number, green: number, blue: number]

/** The background of the pass, which the icon has too. */
export const background: Colour = [28, 58, 92]
const white: Colour = [255, 255, 255]

const scales = [1, 2, 3] as const
const iconPoints = 38
const logoPoints = 50

// Each pixel is looked at in four by four places, so that the ring has smooth edges.
const places = [0.125, 0.375, 0.625, 0.875]

/** How much of a pixel belongs to the ring, from 0 to 1. Radii are parts of the side. */
const ringPart = (side: number, column: number, row: number, inner: number, outer: number): number => {
  let inside = 0
  for (const x of places) {
    for (const y of places) {
      const radius = Math.hypot((column + x) / side - 0.5, (row + y) / side - 0.5)
      if (radius >= inner && radius <= outer) inside++
    }
  }
  return inside / places.length ** 2
}

/** A white ring on the background, to the very edge: systems round the corners of icons themselves. */
const icon = (side: number): Uint8Array =>
  squarePng(side, (column, row) => {
    const part = ringPart(side, column, row, 0.2, 0.34)
    const [red, green, blue] = background.map((dark, index) => Math.round(dark + ((white[index] ?? 0) - dark) * part))
    return [red ?? 0, green ?? 0, blue ?? 0, 255]
  })

/** A white ring on nothing, so that the background of the pass shows. */
const logo = (side: number): Uint8Array =>
  squarePng(side, (column, row): Pixel => [...white, Math.round(255 * ringPart(side, column, row, 0.26, 0.46))])

const fileName = (slot: string, scale: number): string => `${slot}${scale === 1 ? '' : `@${scale}x`}.png`

/** The pictures by file name: icon and logo in three scales. */
export const starterImages = (): ReadonlyMap<string, Uint8Array> =>
  new Map(
    scales.flatMap((scale): [string, Uint8Array][] => [
      [fileName('icon', scale), icon(iconPoints * scale)],
      [fileName('logo', scale), logo(logoPoints * scale)],
    ]),
  )
