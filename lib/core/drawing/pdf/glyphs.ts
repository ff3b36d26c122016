/** Glyphs in their places, as text operators of PDF. */
import { number } from './operators.ts'

/** A glyph of a font. Lengths in shares of the letter size. */
export interface PlacedGlyph {
  /** Its number in the font, in four hexadecimal digits. */
  readonly code: string
  /** How far PDF moves on after it: the width that the font says. */
  readonly width: number
  /** How far the next glyph is from here. */
  readonly advance: number
  /** Where it stands, to the right of here and above the baseline: what marks on letters need. */
  readonly x: number
  readonly y: number
}

/** Less than this nobody sees: a thousandth of the letter size. */
const visible = 0.001

/** One piece at the same height: codes, with moves to the left between them in thousandths of the letter size. */
const piece = (glyphs: readonly PlacedGlyph[]): string => {
  const parts: string[] = []
  let codes = ''
  let left = 0
  const move = (): void => {
    if (Math.abs(left) < visible) return
    if (codes) parts.push(`<${codes}>`)
    parts.push(number(left * 1000))
    codes = ''
    left = 0
  }
  for (const { code, width, advance, x } of glyphs) {
    left -= x
    move()
    codes += code
    left += width + x - advance
  }
  move()
  if (codes) parts.push(`<${codes}>`)
  return `[${parts.join(' ')}] TJ`
}

/** Operators that show glyphs, one after the other, and leave the height of text as they found it. */
export const showGlyphs = (glyphs: readonly PlacedGlyph[], size: number): readonly string[] => {
  const operators: string[] = []
  for (let start = 0; start < glyphs.length; ) {
    const rise = glyphs[start]?.y ?? 0
    const next = glyphs.findIndex(({ y }, index) => index > start && y !== rise)
    const end = next < 0 ? glyphs.length : next
    const shown = piece(glyphs.slice(start, end))
    operators.push(...(rise === 0 ? [shown] : [`${number(rise * size)} Ts`, shown, '0 Ts']))
    start = end
  }
  return operators
}
