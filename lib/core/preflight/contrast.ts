/** How well one colour stands out against another. */

/** Red, green and blue, 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number]

const rgb = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/i
const hex = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i

const ofHex = (digits: string): Colour => {
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => Number.parseInt(pair, 16))
  return [red, green, blue]
}

/**
 * The colour that text names: `rgb(r, g, b)`, and the hexadecimal forms that Apple's own builder reads as well;
 * undefined for any other text.
 */
export const colourOf = (text: string): Colour | undefined => {
  const trimmed = text.trim()
  if (hex.test(trimmed)) return ofHex(trimmed.slice(1))
  const parts = rgb.exec(trimmed)
  if (!parts) return undefined
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map(Number)
  return red > 255 || green > 255 || blue > 255 ? undefined : [red, green, blue]
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: Colour): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((level) => {
    const part = level / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/**
 * The contrast ratio of two colours, from 1 (the same) to 21 (black and white).
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export const contrast = (one: Colour, other: Colour): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}
