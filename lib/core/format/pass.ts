/** `pass.json` as a table, and as the TypeScript type that the table makes. */
import { structure, type ValueOf } from './kinds.ts'
import { appearanceKeys } from './pass-appearance.ts'
import { barcodeKeys } from './pass-barcodes.ts'
import { identityKeys } from './pass-identity.ts'
import { linkKeys } from './pass-links.ts'
import { relevanceKeys } from './pass-relevance.ts'
import { serviceKeys } from './pass-services.ts'
import { styleKeys } from './pass-styles.ts'
import { upcomingKeys } from './pass-upcoming.ts'

/**
 * The table of `pass.json`.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const passTable = structure(
  {
    ...identityKeys,
    ...styleKeys,
    ...appearanceKeys,
    ...barcodeKeys,
    ...relevanceKeys,
    ...serviceKeys,
    ...linkKeys,
    ...upcomingKeys,
  },
  { tellsTypos: true },
)

/** `pass.json`, as far as the table knows it. Keys that it does not know are kept. */
export type PassJson = ValueOf<typeof passTable>
