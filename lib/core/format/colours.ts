/** Colours as Wallet reads them: `rgb(r, g, b)`. */

/**
 * What a colour that Wallet documents looks like: `rgb(r, g, b)` with whole numbers from 0 to 255. Hexadecimal forms are
 * what Apple's own builder rewrites, not what it emits.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const colourPattern =
  /^rgb\((?:\s*(?:25[0-5]|2[0-4]\d|[01]?\d?\d)\s*,){2}\s*(?:25[0-5]|2[0-4]\d|[01]?\d?\d)\s*\)$/

const otherPattern = /^\s*(?:rgba?\(|(?:#[0-9a-f]*|[0-9a-f]{6})\s*$)/i

/** Whether text is a colour as {@link colourPattern} has it. */
export const isColour = (text: string): boolean => colourPattern.test(text)

/** Whether text is at least in a form that passes in the wild give colours in: `rgba(…)`, `#ff8800`, `ff8800`. */
export const resemblesColour = (text: string): boolean => otherPattern.test(text)
