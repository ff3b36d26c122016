/** The groups of fields that a style object has. */
import type { Use } from './use.ts'

/** What is known of one group of fields. */
export interface FieldGroupNotes extends Use {
  /** What it is and where it shows. */
  readonly what: string
  /** The first iOS release that shows it. */
  readonly since: number
  /** Whether it stands on the front, where there is room for few fields: how many, the styles say. */
  readonly front: boolean
}

/**
 * All groups, in the order in which a pass is read.
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfields
 */
export const fieldGroupTable = {
  headerFields: {
    what: 'The fields at the top right, the only ones that show while passes are stacked.',
    since: 6,
    front: true,
  },
  primaryFields: { what: 'The fields in the largest letters.', since: 6, front: true },
  secondaryFields: { what: 'The fields below the primary ones.', since: 6, front: true },
  auxiliaryFields: { what: 'More fields on the front, in small letters.', since: 6, front: true },
  footerFields: {
    what: 'The fields at the bottom of a poster.',
    since: 27,
    front: true,
    styles: ['posterGeneric'],
  },
  additionalInfoFields: {
    what: 'Tiles below a poster.',
    since: 18,
    front: false,
    styles: ['eventTicket', 'posterGeneric'],
    schemes: ['posterEventTicket'],
  },
  backFields: { what: 'The fields on the back, as many and as long as needed.', since: 6, front: false },
} as const satisfies Readonly<Record<string, FieldGroupNotes>>

/** A group of fields, as the style object names it. */
export type FieldGroup = keyof typeof fieldGroupTable

/** The groups in the order in which a pass is read. */
export const fieldGroups = Object.keys(fieldGroupTable) as readonly FieldGroup[]
