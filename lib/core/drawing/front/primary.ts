/** The primary fields of each style, with the picture that they stand on or beside. */
import type { Box, GroupShape, Shape, Size } from '../scene.ts'
import type { ShownField, ShownImage } from '../shown-pass.ts'
import { type CellLook, type CellText, cellHeight, cellWidth, drawCells } from './cells.ts'
import { contained, innerWidth, margin, mirrored } from './frame.ts'
import type { Block, Front, Part } from './front.ts'
import { fieldsOnFront } from './front-fields.ts'
import { drawCropped, fadedIf, grouped } from './images.ts'
import { drawTransit } from './transit-icons.ts'

// Primary fields have no alignment of their own.
const unaligned = (fields: readonly ShownField[]): readonly CellText[] =>
  fields.map(({ label, value }) => ({ label, value, alignment: 'natural' }))

const primaryFields = ({ shown }: Front): readonly CellText[] => unaligned(fieldsOnFront(shown, 'primaryFields'))

const drawPrimary = ({ shown, palette }: Front, fields: readonly CellText[], box: Box, look: CellLook): GroupShape =>
  drawCells({ name: 'primary', fields, box, look, palette, rightToLeft: shown.rightToLeft })

const placeLook: CellLook = { labelSize: 12, valueSize: 42 }
const placesHeight = 76
const iconSide = 26
const iconGap = 8
const leastPlaceSize = 20

/** The size at which the longer of two places still has room: both are written in it. */
const lookOfPlaces = (fields: readonly CellText[], width: number): CellLook => {
  const longest = Math.max(
    1,
    ...fields.map(({ value }) => cellWidth({ label: '', value, alignment: 'natural' }, placeLook)),
  )
  const size = Math.floor(Math.min(1, width / longest) * placeLook.valueSize)
  return { ...placeLook, valueSize: Math.max(size, leastPlaceSize) }
}

/** Where a journey leads from and to, and a picture of what goes there. */
export const journey: Part = (front) => {
  const { shown, size } = front
  const fields = primaryFields(front)
  const [from, to] = fields
  const inner = innerWidth(size.width)
  const width = to ? (inner - iconSide - 2 * iconGap) / 2 : inner
  const look = lookOfPlaces(fields, width)
  return {
    height: placesHeight,
    draw: (top) => {
      if (!from) return []
      const height = cellHeight(look)
      const y = top + (placesHeight - height) / 2 - 3
      const place = (x: number) => mirrored({ x, y, width, height }, size.width, shown.rightToLeft)
      const box = { x: margin, y, width: inner, height }
      if (!to) return [drawPrimary(front, [from], box, look)]
      // The picture stands on the line of the two values.
      const middle = y + height - look.valueSize * 0.64
      const ends: readonly Shape[] = [
        ...drawPrimary(front, [from], place(margin), look).shapes,
        ...drawPrimary(front, [to], place(size.width - margin - width), { ...look, natural: 'end' }).shapes,
      ]
      return [grouped('primary', box, ends), drawTransit(front, [size.width / 2, middle], iconSide)]
    },
  }
}

const stripLook: CellLook = { labelSize: 14, valueSize: 50, valueFirst: true }

/** A strip is as wide as the card; Apple gives its height for one of 375 points. */
const stripHeights: Readonly<Record<string, number>> = { eventTicket: 98 / 375, other: 144 / 375 }

/** The primary field on a strip of picture. */
export const strip: Part = (front) => {
  const { shown, size } = front
  const fields = primaryFields(front)
  const height = Math.round(size.width * (stripHeights[shown.style] ?? stripHeights.other ?? 0))
  const image = shown.images.get('strip')
  return {
    height,
    draw: (top) => {
      const box = { x: 0, y: top, width: size.width, height }
      const inner = { x: margin, y: top + (height - cellHeight(stripLook)) / 2, width: innerWidth(size.width), height }
      return [
        ...(image ? [grouped('strip', box, [drawCropped(image, box)], fadedIf(front))] : []),
        ...(fields.length > 0 ? [drawPrimary(front, fields, inner, stripLook)] : []),
      ]
    },
  }
}

const thumbnailRoom: Size = { width: 90, height: 90 }
const thumbnailGap = 12

// A thumbnail that is narrower or wider than these is cropped.
const narrowest = 2 / 3
const widest = 3 / 2

/** The thumbnail of a pass in the upper corner at the end of a row; undefined if it has none. */
const thumbnailBox = (
  { shown, size }: Front,
  top: number,
): { readonly image: ShownImage; readonly box: Box } | undefined => {
  const image = shown.images.get('thumbnail')
  if (!image) return undefined
  const aspect = Math.min(widest, Math.max(narrowest, image.width / image.height))
  const room = { x: size.width - margin - thumbnailRoom.width, y: top, ...thumbnailRoom }
  return { image, box: contained({ width: aspect, height: 1 }, room, 'right') }
}

/** What stands beside a thumbnail. */
interface Beside {
  readonly name: 'primary' | 'secondary'
  readonly fields: (front: Front) => readonly CellText[]
  readonly look: CellLook
}

const besideGap = 8

/** Rows of fields with the thumbnail at their end. */
const besideThumbnail =
  (rows: readonly Beside[]): Part =>
  (front): Block => {
    const { shown, palette, size } = front
    const { rightToLeft } = shown
    const heights = rows.map(({ look }) => cellHeight(look))
    const wanted = heights.reduce((sum, each) => sum + each, 0) + besideGap * (rows.length - 1)
    const height = shown.images.has('thumbnail') ? Math.max(wanted, thumbnailRoom.height) : wanted
    return {
      height: height + besideGap,
      draw: (top) => {
        const thumbnail = thumbnailBox(front, top)
        const width = innerWidth(size.width) - (thumbnail ? thumbnail.box.width + thumbnailGap : 0)
        let y = top
        const shapes: Shape[] = rows.flatMap(({ name, fields: fieldsOf, look }, index) => {
          const box = mirrored({ x: margin, y, width, height: heights[index] ?? 0 }, size.width, rightToLeft)
          y += (heights[index] ?? 0) + besideGap
          const fields = fieldsOf(front)
          return fields.length > 0 ? [drawCells({ name, fields, box, look, palette, rightToLeft })] : []
        })
        if (!thumbnail) return shapes
        const place = mirrored(thumbnail.box, size.width, rightToLeft)
        const picture = drawCropped(thumbnail.image, place, { radius: 4 })
        return [...shapes, grouped('thumbnail', place, [picture], fadedIf(front))]
      },
    }
  }

/** The primary field of a generic pass, beside its thumbnail. */
export const besideLarge = besideThumbnail([
  { name: 'primary', fields: primaryFields, look: { labelSize: 11, valueSize: 30 } },
])

/** The primary and the secondary fields of an event ticket without a strip, beside its thumbnail. */
export const besideEvent = besideThumbnail([
  { name: 'primary', fields: primaryFields, look: { labelSize: 11, valueSize: 20, valueWeight: 'semibold' } },
  {
    name: 'secondary',
    fields: ({ shown }) => fieldsOnFront(shown, 'secondaryFields'),
    look: { labelSize: 11, valueSize: 16 },
  },
])
