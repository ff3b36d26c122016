/** How the tables of semantic tags say what they know of one tag. */
import { type Key, type Kind, optional } from './kinds.ts'

/**
 * The entry of a semantic tag. A wrong one is ignored by itself, so its faults are warnings.
 *
 * @param styles the styles that use it; none named means all
 * @param since the first iOS release that knows it
 */
export const semanticTag = <Of extends Kind>(
  of: Of,
  what: string,
  styles: readonly string[] = [],
  since = 12,
): Key<Of, false> =>
  optional(of, {
    what,
    since,
    severity: 'warning',
    url: 'https://developer.apple.com/documentation/walletpasses/semantictags',
    ...(styles.length > 0 ? { styles } : {}),
  })
