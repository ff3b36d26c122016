/** Where a picture lies, which may be larger or smaller than the box that it is for. */
import type { Box, ImageShape } from './scene.ts'

/** Where the whole picture lies, which for `cover` is more than its box. */
export const pictureBox = ({ box, fit, pixels }: ImageShape): Box => {
  const ratios = [box.width / pixels.width, box.height / pixels.height]
  const scale = fit === 'cover' ? Math.max(...ratios) : Math.min(...ratios)
  const [width, height] = [pixels.width * scale, pixels.height * scale]
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }
}
