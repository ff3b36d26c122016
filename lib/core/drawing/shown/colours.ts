/** The colours of a pass: its own, and what stands in for those that it does not name. */
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import { colourOf, contrast } from '../../preflight/contrast.ts'
import { colourOfLevels, levelsOf, mixed } from '../colour.ts'
import type { Colour } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'

/** A card without a colour of its own stands out from a white page. */
const pale: Colour = '#f2f2f7'

/** How much of the background is in a label whose colour the pass leaves to Wallet. */
const faded = 0.35

const read = (value: Json | undefined): Colour | undefined => {
  const levels = typeof value === 'string' ? colourOf(value) : undefined
  return levels && colourOfLevels(levels)
}

const readableOn = (background: Colour): Colour => {
  const levels = levelsOf(background)
  return contrast([255, 255, 255], levels) >= contrast([0, 0, 0], levels) ? '#ffffff' : '#000000'
}

/** The colour of the section of the first seat: what a poster takes for its foot if it has no colour of its own. */
const seatColour = ({ semantics }: JsonObject): Colour | undefined => {
  const [seat] = isObject(semantics) && Array.isArray(semantics.seats) ? semantics.seats : []
  return isObject(seat) ? read(seat.seatSectionColor) : undefined
}

/**
 * The colours of a pass. What it does not name, or names in a way that is none, is chosen so that it can be read: how Wallet
 * chooses is not published.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const shownColours = (pass: JsonObject): ShownPass['colours'] => {
  const background = read(pass.backgroundColor) ?? pale
  const own = pass.useAutomaticColors === true ? {} : pass
  const foreground = read(own.foregroundColor) ?? readableOn(background)
  const label = read(own.labelColor) ?? mixed(foreground, background, faded)
  const footer = read(pass.footerBackgroundColor) ?? seatColour(pass) ?? background
  return { background, foreground, label, footer }
}
