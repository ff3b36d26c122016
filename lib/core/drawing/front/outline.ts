/** The outlines of cards: their edges tell the style. */
import type { StyleName } from '../../format/styles.ts'
import { type Point, pathOf, type Step } from '../path-data.ts'
import type { Size } from '../scene.ts'

/** What is cut out of an edge: `at` along it, half as wide as `half`, `depth` into the card. */
interface Bite {
  readonly at: number
  readonly half: number
  readonly depth: number
}

/** The bites of the four edges, each in the order in which the outline meets them: clockwise from the upper left. */
interface Edges {
  readonly radius: number
  readonly top?: readonly Bite[]
  readonly right?: readonly Bite[]
  readonly bottom?: readonly Bite[]
  readonly left?: readonly Bite[]
}

/** An edge of a length, as it runs: `place(along, inwards)` is a point of the card. */
const edge = (
  length: number,
  radius: number,
  bites: readonly Bite[],
  place: (along: number, inwards: number) => Point,
): readonly Step[] => [
  ...bites.flatMap(({ at, half, depth }): Step[] => [
    { to: place(at - half, 0) },
    { to: place(at, depth), around: place(at - half, depth) },
    { to: place(at + half, 0), around: place(at + half, depth) },
  ]),
  { to: place(length - radius, 0) },
  { to: place(length, radius), around: place(length, 0) },
]

const outlineOf = ({ width, height }: Size, { radius, top, right, bottom, left }: Edges): string =>
  pathOf(
    [radius, 0],
    [
      ...edge(width, radius, top ?? [], (along, inwards) => [along, inwards]),
      ...edge(height, radius, right ?? [], (along, inwards) => [width - inwards, along]),
      ...edge(width, radius, bottom ?? [], (along, inwards) => [width - along, height - inwards]),
      ...edge(height, radius, left ?? [], (along, inwards) => [inwards, height - along]),
    ],
  )

const tooth = 3
const teethApart = 10

const perforation = (width: number): readonly Bite[] => {
  const count = Math.floor(width / teethApart)
  const first = (width - (count - 1) * teethApart) / 2
  return Array.from({ length: count }, (_, index) => ({ at: first + index * teethApart, half: tooth, depth: tooth }))
}

/** Where the notches of a boarding pass are: below the places that it leads from and to. */
const notchesAt = 142

const plain = (size: Size): Edges => ({ radius: Math.min(12, size.width / 2) })

/** The styles whose edges tell them from others. */
const edges: Readonly<Partial<Record<StyleName, (size: Size) => Edges>>> = {
  boardingPass: (size) => ({
    ...plain(size),
    right: [{ at: notchesAt, half: 8, depth: 8 }],
    left: [{ at: size.height - notchesAt, half: 8, depth: 8 }],
  }),
  coupon: ({ width }) => ({ radius: 2, top: perforation(width), bottom: perforation(width) }),
  eventTicket: (size) => ({ ...plain(size), top: [{ at: size.width / 2, half: 24, depth: 11 }] }),
}

/** Path data of the outline of a pass of a style. */
export const cardOutline = (style: StyleName, size: Size): string => outlineOf(size, (edges[style] ?? plain)(size))
