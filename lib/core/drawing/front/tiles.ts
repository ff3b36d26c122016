/** The tiles below a poster: its additional fields. */
import type { Box, Colour, Shape } from '../scene.ts'
import { type CellLook, cellHeight, drawCells } from './cells.ts'
import { mirrored } from './frame.ts'
import type { Front } from './front.ts'
import { hasText } from './front-fields.ts'
import { grouped } from './images.ts'

const look: CellLook = { labelSize: 12, valueSize: 16, valueWeight: 'semibold' }
const inks = { foreground: '#1c1c1e', label: '#636366' } as const satisfies Record<string, Colour>
const paper: Colour = '#f2f2f7'

const gap = 10
const padding = 14
const radius = 14
const columns = 2

/** A screen has room for these; Wallet shows more when its holder scrolls. */
const most = 6

const tileHeight = cellHeight(look) + 2 * padding

const tilesOf = ({ shown }: Front) => shown.fields.additionalInfoFields.filter(hasText).slice(0, most)

/** The room that the tiles of a pass take below its poster; none for a pass without additional fields. */
export const tilesHeight = (front: Front): number => Math.ceil(tilesOf(front).length / columns) * (tileHeight + gap)

/** The tiles of a pass, two in a row; the last of an odd number takes a row of its own. */
export const drawTiles = (front: Front): readonly Shape[] => {
  const { size: poster, shown } = front
  const { rightToLeft } = shown
  const fields = tilesOf(front)
  return fields.map((field, index) => {
    const isAlone = index % columns === 0 && index === fields.length - 1
    const width = isAlone ? poster.width : (poster.width - gap) / columns
    const y = poster.height + gap + Math.floor(index / columns) * (tileHeight + gap)
    const x = (index % columns) * (width + gap)
    const box: Box = mirrored({ x, y, width, height: tileHeight }, poster.width, rightToLeft)
    const inner = { x: box.x + padding, y: y + padding, width: width - 2 * padding, height: cellHeight(look) }
    return grouped('tile', box, [
      { kind: 'rect', box, radius, fill: paper },
      drawCells({ name: 'additional', fields: [field], box: inner, look, palette: inks, rightToLeft }),
    ])
  })
}
