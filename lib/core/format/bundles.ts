/** What a bundle of passes may hold. */

/**
 * The limits of a `.pkpasses`.
 * @see https://developer.apple.com/documentation/walletpasses/distributing-and-updating-a-pass
 */
export const bundleLimits = { passes: 10, bytes: 150_000_000 } as const

/** The ending of a finished pass. */
export const passEnding = '.pkpass'
