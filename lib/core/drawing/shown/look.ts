/** The style that a pass is shown in, and the newer look that it gets. */
import type { ImageSlotName } from '../../format/images.ts'
import type { JsonObject } from '../../format/json.ts'
import type { SchemeName } from '../../format/schemes.ts'
import { type StyleName, styles } from '../../format/styles.ts'
import { stylesOf } from '../../preflight/rule.ts'
import { schemeFaults, wantedSchemes } from '../../preflight/schemes.ts'
import type { PassSource } from '../shown-pass.ts'

/** What a scheme draws from edge to edge: a file of that name that is no picture does not do. */
const pictures: Readonly<Record<SchemeName, readonly ImageSlotName[]>> = {
  posterEventTicket: ['artwork', 'background'],
  semanticBoardingPass: [],
}

/**
 * The style of a pass: of several the one that newer systems show in place of the other; `generic` for a pass without any.
 */
export const shownStyle = (pass: JsonObject): StyleName => {
  const names = stylesOf(pass)
  return names.find((name) => styles[name].beside) ?? names[0] ?? 'generic'
}

/**
 * The first newer look that a pass asks for and has all for that Apple's own builder insists on; undefined for the plain
 * style.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const shownScheme = (
  { pass, files }: PassSource,
  style: StyleName,
  images: ReadonlyMap<ImageSlotName, unknown>,
): SchemeName | undefined => {
  if (styles[style].beside) return undefined
  return wantedSchemes(pass).find((name) => {
    const wanted = pictures[name]
    if (wanted.length > 0 && !wanted.some((slot) => images.has(slot))) return false
    return !schemeFaults(pass, files, name).some(({ severity }) => severity === 'error')
  })
}
