/** The pictures of a kind of transit, between the places that it leads from and to. */
import { type Point, written } from '../path-data.ts'
import type { GroupShape, PathShape } from '../scene.ts'
import type { Front } from './front.ts'
import { grouped } from './images.ts'

/** Outlines on a square of 24 by 24, of a journey from left to right. What runs the other way round is cut out. */
const icons = {
  PKTransitTypeAir:
    'M23 12C23 13 21.6 13.5 20 13.5L14.7 13.5L9.9 21.4L7.5 21.4L9.9 13.5L5.3 13.5L3.4 16L1.6 16L2.6 12L1.6 8L3.4 8L5.3 10.5L9.9 10.5L7.5 2.6L9.9 2.6L14.7 10.5L20 10.5C21.6 10.5 23 11 23 12Z',
  PKTransitTypeBoat:
    'M10 2L14 2L14 5L18 5L18 10L20.6 11L17.6 17.5C16.4 17.5 15.6 16.4 14.8 16.4C13.6 16.4 13.2 17.6 12 17.6C10.8 17.6 10.4 16.4 9.2 16.4C8.4 16.4 7.6 17.5 6.4 17.5L3.4 11L6 10L6 5L10 5ZM8 7L8 9.2L12 7.6L16 9.2L16 7ZM3 19.2C4.6 19.2 5 20.2 6.4 20.2C7.8 20.2 8 19.2 9.2 19.2C10.6 19.2 10.8 20.2 12 20.2C13.2 20.2 13.4 19.2 14.8 19.2C16 19.2 16.2 20.2 17.6 20.2C19 20.2 19.4 19.2 21 19.2L21 21C19.4 21 19 22 17.6 22C16.2 22 16 21 14.8 21C13.4 21 13.2 22 12 22C10.8 22 10.6 21 9.2 21C8 21 7.8 22 6.4 22C5 22 4.6 21 3 21Z',
  PKTransitTypeBus:
    'M6 2L18 2C19.7 2 21 3.3 21 5L21 17C21 18.1 20.3 18.8 19.5 19L19.5 21C19.5 21.6 19.1 22 18.5 22L17.3 22C16.7 22 16.3 21.6 16.3 21L16.3 19L7.7 19L7.7 21C7.7 21.6 7.3 22 6.7 22L5.5 22C4.9 22 4.5 21.6 4.5 21L4.5 19C3.7 18.8 3 18.1 3 17L3 5C3 3.3 4.3 2 6 2ZM5.5 5L5.5 12L18.5 12L18.5 5ZM7.2 14C6.3 14 5.7 14.6 5.7 15.4C5.7 16.2 6.3 16.8 7.2 16.8C8.1 16.8 8.7 16.2 8.7 15.4C8.7 14.6 8.1 14 7.2 14ZM16.8 14C15.9 14 15.3 14.6 15.3 15.4C15.3 16.2 15.9 16.8 16.8 16.8C17.7 16.8 18.3 16.2 18.3 15.4C18.3 14.6 17.7 14 16.8 14Z',
  PKTransitTypeTrain:
    'M9 1.5L15 1.5C18 1.5 20 3.5 20 6.5L20 14C20 16.4 18.2 18 16 18L19 22L16.6 22L15.4 20.4L8.6 20.4L7.4 22L5 22L8 18C5.8 18 4 16.4 4 14L4 6.5C4 3.5 6 1.5 9 1.5ZM6.2 6L6.2 10.5L17.8 10.5L17.8 6ZM8 12.6C7 12.6 6.3 13.3 6.3 14.2C6.3 15.1 7 15.8 8 15.8C9 15.8 9.7 15.1 9.7 14.2C9.7 13.3 9 12.6 8 12.6ZM16 12.6C15 12.6 14.3 13.3 14.3 14.2C14.3 15.1 15 15.8 16 15.8C17 15.8 17.7 15.1 17.7 14.2C17.7 13.3 17 12.6 16 12.6Z',
  PKTransitTypeGeneric: 'M2 10.6L17.4 10.6L12.6 5.8L14.6 3.8L22.8 12L14.6 20.2L12.6 18.2L17.4 13.4L2 13.4Z',
} as const

const grid = 24

const pair = /(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)/g

/**
 * The picture of what a pass travels by, a square around a point; an arrow for what nobody knows. It moves in the direction
 * of reading.
 */
export const drawTransit = (
  { shown, palette }: Pick<Front, 'shown' | 'palette'>,
  [x, y]: Point,
  side: number,
): GroupShape => {
  const { transitType, rightToLeft } = shown
  const box = { x: x - side / 2, y: y - side / 2, width: side, height: side }
  const known = transitType !== undefined && Object.hasOwn(icons, transitType)
  const outline: string = icons[known ? (transitType as keyof typeof icons) : 'PKTransitTypeGeneric']
  const scale = side / grid
  const data = outline.replace(pair, (_, right: string, down: string) => {
    const across = rightToLeft ? grid - Number(right) : Number(right)
    return written([box.x + across * scale, box.y + Number(down) * scale])
  })
  const icon: PathShape = { kind: 'path', data, fill: palette.foreground }
  return grouped('transit', box, [icon])
}
