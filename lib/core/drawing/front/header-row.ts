/** The top row of a card: its logo, the text beside the logo, and the header fields at the other end. */
import type { Box, GroupShape, Shape } from '../scene.ts'
import { lineHeight } from '../text/line.ts'
import { type CellLook, cellHeight, drawCells, rowWidth } from './cells.ts'
import { contained, innerWidth, margin, mirrored } from './frame.ts'
import type { Block, Front } from './front.ts'
import { fieldsOnFront } from './front-fields.ts'
import { drawWhole, fadedIf, grouped } from './images.ts'
import { drawLine } from './line.ts'

const look: CellLook = { labelSize: 11, valueSize: 17, natural: 'end' }

/** A logo may be 160 points by 50; on a card of our width it is a little smaller. */
const logoRoom = { width: 136, height: 42.5 }

const rowHeight = 64
const gap = 10
const logoTextSize = 17

// Beside a logo the header fields never get more than this share of the row.
const mostForFields = 0.62

interface Places {
  readonly logo: Box | undefined
  readonly text: Box
  readonly fields: Box
}

/** Where things are, as long as one reads from left to right. */
const placesOf = ({ shown, size }: Front, top: number): Places => {
  const inner = innerWidth(size.width)
  const image = shown.images.get('logo')
  const logoBox = { x: margin, y: top + (rowHeight - logoRoom.height) / 2, ...logoRoom }
  const logo = image && contained(image, logoBox, 'left')
  const taken = logo ? logo.width + gap : 0
  const fields = fieldsOnFront(shown, 'headerFields')
  const most = Math.min(inner - taken, shown.logoText === '' && !logo ? inner : inner * mostForFields)
  const width = fields.length === 0 ? 0 : Math.min(rowWidth(fields, look), most)
  const height = cellHeight(look)
  const textHeight = lineHeight(logoTextSize)
  return {
    logo,
    text: {
      x: margin + taken,
      y: top + (rowHeight - textHeight) / 2,
      width: Math.max(inner - taken - (width > 0 ? width + gap : 0), 0),
      height: textHeight,
    },
    fields: { x: size.width - margin - width, y: top + (rowHeight - height) / 2, width, height },
  }
}

const drawLogoText = ({ shown, palette, size }: Front, box: Box): readonly Shape[] =>
  drawLine(shown.logoText, mirrored(box, size.width, shown.rightToLeft), {
    role: 'logo-text',
    size: logoTextSize,
    weight: 'semibold',
    fill: palette.foreground,
    rightToLeft: shown.rightToLeft,
  })

const drawFields = ({ shown, palette, size }: Front, box: Box): readonly Shape[] => {
  const fields = fieldsOnFront(shown, 'headerFields')
  if (fields.length === 0) return []
  const { rightToLeft } = shown
  return [
    drawCells({ name: 'fields', fields, box: mirrored(box, size.width, rightToLeft), look, palette, rightToLeft }),
  ]
}

const drawLogo = (front: Front, box: Box | undefined): readonly GroupShape[] => {
  const { shown, size } = front
  const image = shown.images.get('logo')
  if (!(image && box)) return []
  const place = mirrored(box, size.width, shown.rightToLeft)
  return [grouped('logo', place, [drawWhole(image, place, 'middle')], fadedIf(front))]
}

/** The top row; it is there whatever the pass has. */
export const headerRow = (front: Front): Block => ({
  height: rowHeight,
  draw: (top) => {
    const places = placesOf(front, top)
    const box = { x: 0, y: top, width: front.size.width, height: rowHeight }
    const shapes = [
      ...drawLogo(front, places.logo),
      ...drawLogoText(front, places.text),
      ...drawFields(front, places.fields),
    ]
    return [grouped('header', box, shapes)]
  },
})
