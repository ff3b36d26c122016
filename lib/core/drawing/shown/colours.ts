/** The colours of a pass: its own, and what stands in for those that it does not name. */
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import { colourOf, contrast } from '../../preflight/contrast.ts'
import type { Colour } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'

type Levels = readonly [red: number, green: number, blue: number]

const white: Levels = [255, 255, 255]
const black: Levels = [0, 0, 0]

/** A card without a colour of its own stands out from a white page. */
const pale: Levels = [242, 242, 247]

/** How much of the background is in a label whose colour the pass leaves to Wallet. */
const faded = 0.35

const read = (value: Json | undefined): Levels | undefined => (typeof value === 'string' ? colourOf(value) : undefined)

const written = (levels: Levels): Colour => `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}`

const between = (one: Levels, other: Levels, share: number): Levels => {
  const level = (index: 0 | 1 | 2): number => Math.round(one[index] * (1 - share) + other[index] * share)
  return [level(0), level(1), level(2)]
}

const readableOn = (background: Levels): Levels =>
  contrast(white, background) >= contrast(black, background) ? white : black

/** The colour of the section of the first seat: what a poster takes for its foot if it has no colour of its own. */
const seatColour = ({ semantics }: JsonObject): Levels | undefined => {
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
  const label = read(own.labelColor) ?? between(foreground, background, faded)
  const footer = read(pass.footerBackgroundColor) ?? seatColour(pass) ?? background
  return {
    background: written(background),
    foreground: written(foreground),
    label: written(label),
    footer: written(footer),
  }
}
