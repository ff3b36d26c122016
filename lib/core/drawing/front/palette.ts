/** The colours of a front, and those of one that is of no use any more. */
import { colourOfLevels, levelsOf, mixed } from '../colour.ts'
import type { Colour } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'

/** The colours that a front is drawn in. */
export type Palette = ShownPass['colours']

const greyOf = (colour: Colour): Colour => {
  const [red, green, blue] = levelsOf(colour)
  const level = 0.299 * red + 0.587 * green + 0.114 * blue
  return colourOfLevels([level, level, level])
}

const faded = (colour: Colour): Colour => mixed(mixed(colour, greyOf(colour), 0.75), '#9a9a9e', 0.25)

/** How much is left of images and barcodes of a pass that is of no use any more. */
export const fadedOpacity = 0.35

/** Whether a pass is of no use any more: Wallet greys it out. */
export const isFaded = ({ voided, isExpired }: ShownPass): boolean => voided || isExpired

/** The colours of a pass; greyed out if it is voided or has expired. */
export const paletteOf = (shown: ShownPass): Palette => {
  const { background, foreground, label, footer } = shown.colours
  if (!isFaded(shown)) return shown.colours
  return {
    background: faded(background),
    foreground: mixed(foreground, faded(background), 0.3),
    label: mixed(label, faded(background), 0.4),
    footer: faded(footer),
  }
}
