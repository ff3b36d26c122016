/** Images of a pass in the room that a front has for them. */
import type { Box, GroupShape, ImageShape, Shape } from '../scene.ts'
import type { ShownImage } from '../shown-pass.ts'
import { contained } from './frame.ts'
import type { Front } from './front.ts'
import { fadedOpacity, isFaded } from './palette.ts'

const imageShape = ({ png, width, height }: ShownImage, box: Box, fit: ImageShape['fit']): ImageShape => ({
  kind: 'image',
  box,
  png,
  fit,
  pixels: { width, height },
})

/** An image that is shown whole: as large as its room allows, at one end of it or in its middle. */
export const drawWhole = (image: ShownImage, room: Box, at: 'left' | 'middle' | 'right'): ImageShape =>
  imageShape(image, contained(image, room, at), 'centre')

/** An image that fills its room and is cropped. */
export const drawCropped = (
  image: ShownImage,
  box: Box,
  extras: Pick<ImageShape, 'radius' | 'blur'> = {},
): ImageShape => ({
  ...imageShape(image, box, 'cover'),
  ...extras,
})

// Wallet blurs a background and crops it a little, so that its edges do not show.
const overhang = 12

/** An image behind all of a card, blurred. */
export const drawBackdrop = (image: ShownImage, { x, y, width, height }: Box, blur: number): ImageShape =>
  drawCropped(
    image,
    { x: x - overhang, y: y - overhang, width: width + 2 * overhang, height: height + 2 * overhang },
    { blur },
  )

/** Shapes that are one thing by a name. */
export const grouped = (
  name: string,
  box: Box,
  shapes: readonly Shape[],
  extras: Pick<GroupShape, 'clip' | 'opacity'> = {},
): GroupShape => ({ kind: 'group', name, box, shapes, ...extras })

/** What makes a group pale on a pass that is of no use any more. */
export const fadedIf = ({ shown }: Pick<Front, 'shown'>): Pick<GroupShape, 'opacity'> =>
  isFaded(shown) ? { opacity: fadedOpacity } : {}
