/** The schemes: newer looks of a style, which a pass asks for in `preferredStyleSchemes`. */
import type { StyleName } from './styles.ts'
import type { Use } from './use.ts'

/** What is known of one scheme. */
export interface Scheme {
  /** The style that a pass of this scheme must have: older systems, and systems that cannot show the scheme, show it. */
  readonly base: StyleName
  /** The first iOS release that shows it. */
  readonly since: number
}

/**
 * All schemes, by the name that `preferredStyleSchemes` calls them.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const schemes = {
  posterEventTicket: { base: 'eventTicket', since: 18 },
  semanticBoardingPass: { base: 'boardingPass', since: 26 },
} as const satisfies Readonly<Record<string, Scheme>>

/** The name of a scheme. */
export type SchemeName = keyof typeof schemes

/** All names of schemes. */
export const schemeNames = Object.keys(schemes) as readonly SchemeName[]

const baseOf = (name: string): string | undefined =>
  Object.hasOwn(schemes, name) ? schemes[name as SchemeName].base : undefined

/**
 * Whether a pass uses what a table says this of.
 *
 * @param styles the style keys that the pass has
 * @param asked the schemes that it asks for in `preferredStyleSchemes`
 */
export const isUsed = (use: Use, styles: readonly StyleName[], asked: readonly unknown[]): boolean =>
  styles.some((style) => {
    if (use.styles && !use.styles.includes(style)) return false
    const ofStyle = use.schemes?.filter((name) => baseOf(name) === style) ?? []
    return ofStyle.length === 0 || ofStyle.some((name) => asked.includes(name))
  })
