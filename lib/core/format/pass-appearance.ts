/** The keys of `pass.json` that say how it looks and behaves in Wallet. */
import { boolean, colour, list, localizable, optional, text } from './kinds.ts'
import { schemeNames, schemes } from './schemes.ts'

const cosmetic = { severity: 'warning' } as const
const poster = { ...cosmetic, since: 18, styles: ['eventTicket'], schemes: ['posterEventTicket'] } as const

const schemesAndBases = schemeNames.flatMap((name) => [name, schemes[name].base])

/** The keys. */
export const appearanceKeys = {
  preferredStyleSchemes: optional(list(text({ examples: schemesAndBases })), {
    what: 'The schemes to show the pass in, the best first, and its style last.',
    since: 18,
    styles: ['eventTicket', 'boardingPass'],
    ...cosmetic,
  }),
  // Not cosmetic: devices refuse a pass with a colour that they cannot parse.
  backgroundColor: optional(colour, { what: 'The colour of the card.' }),
  foregroundColor: optional(colour, { what: 'The colour of the values.' }),
  labelColor: optional(colour, { what: 'The colour of the labels.' }),
  footerBackgroundColor: optional(colour, { what: 'The colour of the footer of a poster.', ...poster }),
  // Known from builders only: passed on, never offered.
  stripColor: optional(colour, { what: 'The colour of the strip; not in the documentation.', ...cosmetic }),
  logoText: optional(localizable, { what: 'The text beside the logo.', ...cosmetic }),
  eventLogoText: optional(localizable, {
    what: 'The text that a poster shows in place of a logo.',
    ...poster,
    since: 18.1,
  }),
  logoSymbolName: optional(text(), {
    what: 'The SF Symbol that stands for a logo; not in the documentation.',
    ...cosmetic,
    since: 27,
  }),
  suppressStripShine: optional(boolean, {
    what: 'Whether the strip has no shine; there is none since iOS 7.',
    ...cosmetic,
  }),
  suppressHeaderDarkening: optional(boolean, { what: 'Whether the top of a poster is not darkened.', ...poster }),
  useAutomaticColors: optional(boolean, {
    what: 'Whether Wallet picks the colours of the text on a poster.',
    ...poster,
  }),
  groupingIdentifier: optional(text(), {
    what: 'Passes of one style and pass type that have the same one are stacked together.',
    since: 7,
    styles: ['boardingPass', 'eventTicket'],
    ...cosmetic,
  }),
  sharingProhibited: optional(boolean, { what: 'Whether Wallet hides its share button.', since: 11, ...cosmetic }),
}
