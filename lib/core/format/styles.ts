/** The styles of a pass: their field groups, how much of each Wallet shows, and the images they use. */
import type { ImageSlotName } from './images.ts'

/** A group of fields, as the style object names it. */
export type FieldGroup = 'headerFields' | 'primaryFields' | 'secondaryFields' | 'auxiliaryFields' | 'backFields'

/** The groups in the order in which a pass is read. */
export const fieldGroups = [
  'headerFields',
  'primaryFields',
  'secondaryFields',
  'auxiliaryFields',
  'backFields',
] as const satisfies readonly FieldGroup[]

/** What is known of one style. */
export interface Style {
  /** The first iOS release that shows it. */
  readonly since: number
  /** The most fields that each group of the front shows; more are dropped. */
  readonly shows: Readonly<Record<Exclude<FieldGroup, 'backFields'>, number>>
  /** The most fields that the secondary and auxiliary groups show together, where they share a row. */
  readonly sharedRow?: number
  /** Images that the style draws; others are ignored. */
  readonly images: readonly ImageSlotName[]
  /** Whether the style object must name a kind of transit. */
  readonly transit: boolean
}

const card = (sharedRow: number): Style => ({
  since: 6,
  shows: { headerFields: 3, primaryFields: 1, secondaryFields: sharedRow, auxiliaryFields: sharedRow },
  sharedRow,
  images: ['icon', 'logo', 'strip'],
  transit: false,
})

/**
 * The five classic styles.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/wallet
 */
export const styles = {
  boardingPass: {
    since: 6,
    shows: { headerFields: 3, primaryFields: 2, secondaryFields: 4, auxiliaryFields: 5 },
    images: ['icon', 'logo', 'footer'],
    transit: true,
  },
  coupon: card(4),
  eventTicket: {
    since: 6,
    shows: { headerFields: 3, primaryFields: 1, secondaryFields: 4, auxiliaryFields: 8 },
    images: ['icon', 'logo', 'strip', 'background', 'thumbnail'],
    transit: false,
  },
  generic: {
    since: 6,
    shows: { headerFields: 3, primaryFields: 1, secondaryFields: 4, auxiliaryFields: 4 },
    images: ['icon', 'logo', 'thumbnail'],
    transit: false,
  },
  storeCard: card(4),
} as const satisfies Readonly<Record<string, Style>>

/** The key of a style. */
export type StyleName = keyof typeof styles

/** All style keys. */
export const styleNames = Object.keys(styles) as readonly StyleName[]
