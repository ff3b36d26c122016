/** The styles of a pass: how many fields of each group they show, and what makes them come up by themselves. */
import type { FieldGroup } from './field-groups.ts'

/** What is known of one style. */
export interface Style {
  /** What kind of pass it is. */
  readonly what: string
  /** The first iOS release that shows it. */
  readonly since: number
  /** Whether it stands beside one of the other styles, which older systems show. */
  readonly beside: boolean
  /** The most fields that each group of the front shows; more are dropped. A group that is not named is not shown. */
  readonly shows: Readonly<Partial<Record<FieldGroup, number>>>
  /** How many more auxiliary fields a second row shows, for those with `"row": 1`. Default: there is no second row. */
  readonly secondRow?: number
  /** The most fields that the secondary and auxiliary groups show together, where they share a row. */
  readonly sharedRow?: { readonly most: number; readonly when: 'always' | 'square-barcode' }
  /** What makes a pass of this style come up by itself: whether a date may, and whether a place must. */
  readonly relevance: { readonly date: boolean; readonly place: 'optional' | 'needed' }
  /** Whether the style object must name a kind of transit. */
  readonly transit: boolean
}

const card = (what: string): Style => ({
  what,
  since: 6,
  beside: false,
  shows: { headerFields: 3, primaryFields: 1, secondaryFields: 4, auxiliaryFields: 4 },
  sharedRow: { most: 4, when: 'always' },
  relevance: { date: false, place: 'needed' },
  transit: false,
})

/**
 * All styles: the five classic ones, and the one that may stand beside them.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/wallet
 */
export const styles = {
  boardingPass: {
    what: 'A boarding pass or another ticket for one journey.',
    since: 6,
    beside: false,
    shows: { headerFields: 3, primaryFields: 2, secondaryFields: 4, auxiliaryFields: 5 },
    relevance: { date: true, place: 'optional' },
    transit: true,
  },
  coupon: { ...card('A coupon or another offer.'), transit: false },
  eventTicket: {
    what: 'A ticket to an event.',
    since: 6,
    beside: false,
    shows: { headerFields: 3, primaryFields: 1, secondaryFields: 4, auxiliaryFields: 4 },
    secondRow: 4,
    relevance: { date: true, place: 'optional' },
    transit: false,
  },
  generic: {
    what: 'Any other pass: a membership card, a key to a locker.',
    since: 6,
    beside: false,
    shows: { headerFields: 3, primaryFields: 1, secondaryFields: 4, auxiliaryFields: 4 },
    sharedRow: { most: 4, when: 'square-barcode' },
    relevance: { date: true, place: 'needed' },
    transit: false,
  },
  storeCard: { ...card('A card of a shop: points, a balance, a discount.'), transit: false },
  posterGeneric: {
    what: 'A poster that newer systems show in place of the other style of the pass.',
    since: 27,
    beside: true,
    shows: { headerFields: 1, primaryFields: 4, footerFields: 2 },
    relevance: { date: true, place: 'needed' },
    transit: false,
  },
} as const satisfies Readonly<Record<string, Style>>

/** The key of a style. */
export type StyleName = keyof typeof styles

/** All style keys. */
export const styleNames = Object.keys(styles) as readonly StyleName[]
