/** The measures of a card, in points, as an iPhone of 375 points shows it. */
import type { Box, Size } from '../scene.ts'

/**
 * A pass of the classic styles. Apple names only the sizes of images: a background of 343 by 503 fills a card.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/wallet
 */
export const cardSize: Size = { width: 343, height: 503 }

/** A poster: as large as its artwork. */
export const posterSize: Size = { width: 358, height: 448 }

/** Between the edge of a card and what stands on it. */
export const margin = 14

/** What is left of a width between the margins. */
export const innerWidth = (width: number): number => width - 2 * margin

/** A box and the same box seen in a mirror: passes in Arabic and Hebrew are laid out from right to left. */
export const mirrored = (box: Box, width: number, isMirrored: boolean): Box =>
  isMirrored ? { ...box, x: width - box.x - box.width } : box

/** The largest box of this shape within another one: at its start, in its middle or at its end. */
export const contained = ({ width, height }: Size, room: Box, at: 'left' | 'middle' | 'right'): Box => {
  const scale = Math.min(room.width / width, room.height / height)
  const size = { width: width * scale, height: height * scale }
  const free = room.width - size.width
  const shift = { left: 0, middle: free / 2, right: free }[at]
  return { x: room.x + shift, y: room.y + (room.height - size.height) / 2, ...size }
}
