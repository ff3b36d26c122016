/** What the parts of a pass on an Apple Watch are made from, and how they stand below each other. */

import { type ImageSlot, type ImageSlotName, imageSlots } from '../../format/images.ts'
import { type Palette, paletteOf } from '../front/palette.ts'
import type { Box, Shape } from '../scene.ts'
import type { ShownImage, ShownPass } from '../shown-pass.ts'

/**
 * The screen of 40 mm, the smallest that today's watchOS runs on: 324 by 394 pixels, two to a point. A pass is as wide,
 * and scrolls.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/layout
 */
export const watchScreen = { width: 162, height: 197 } as const

/** The size of a pixel, in points. */
export const watchPixel = 0.5

/** Between the edge of the card and what stands on it. */
export const watchMargin = 8

/** A pass that is being drawn. */
export interface WatchCard {
  readonly shown: ShownPass
  readonly palette: Palette
}

/** A part of the card: the box to draw it in is as wide as the card between its margins. */
export interface WatchPart {
  readonly height: number
  readonly draw: (box: Box) => readonly Shape[]
}

/** The card that a pass is drawn on. */
export const watchCard = (shown: ShownPass): WatchCard => ({ shown, palette: paletteOf(shown) })

const slots: Readonly<Record<ImageSlotName, ImageSlot>> = imageSlots

/** An image of a pass; undefined if it has none, or if its style does not show it. */
export const watchImage = ({ images, style }: ShownPass, slot: ImageSlotName): ShownImage | undefined =>
  slots[slot].styles?.includes(style) === false ? undefined : images.get(slot)

const gap = 5

/** Parts one below the other, as a drawing of its own height. */
export const stacked = (
  parts: readonly WatchPart[],
): { readonly height: number; readonly shapes: readonly Shape[] } => {
  let y = watchMargin
  const shapes = parts.flatMap(({ height, draw }) => {
    const drawn = draw({ x: watchMargin, y, width: watchScreen.width - 2 * watchMargin, height })
    y += height + gap
    return drawn
  })
  return { height: Math.max(y - gap, 0) + watchMargin, shapes }
}
