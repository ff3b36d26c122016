/** The picture above the barcode of a boarding pass. */
import type { Size } from '../scene.ts'
import type { Part } from './front.ts'
import { drawWhole, fadedIf, grouped } from './images.ts'

const room: Size = { width: 286, height: 15 }
const gap = 8

/** The footer; nothing for a pass that has none. */
export const footerImage: Part = (front) => {
  const image = front.shown.images.get('footer')
  if (!image) return undefined
  return {
    height: room.height + gap,
    draw: (top) => {
      const box = { x: (front.size.width - room.width) / 2, y: top, ...room }
      return [grouped('footer', box, [drawWhole(image, box, 'middle')], fadedIf(front))]
    },
  }
}
