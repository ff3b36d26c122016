/** Colours as Wallet reads them: `rgb(r, g, b)`. */

const pattern = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/

/**
 * Whether text is a colour that Wallet documents: `rgb(r, g, b)` with whole numbers from 0 to 255. Hexadecimal forms
 * are what Apple's own builder rewrites, not what it emits.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const isColour = (text: string): boolean => {
  const parts = pattern.exec(text)
  return parts !== null && !parts.slice(1).some((part) => Number(part) > 255)
}
