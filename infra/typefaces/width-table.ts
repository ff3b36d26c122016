/** The widths of characters, measured in the typefaces, as a module of the core. */
import type { Font } from '@pdf-lib/fontkit'
import { type Typeface, typefaces } from './typefaces.ts'

/** Two digits of base 36 hold a thousandth of the letter size up to 1,295; wider characters count as wide as that. */
const written = (units: number | undefined, { unitsPerEm }: Font): string =>
  units === undefined
    ? '..'
    : Math.min(Math.ceil((units / unitsPerEm) * 1000), 1295)
        .toString(36)
        .padStart(2, '0')

const isMark = /\p{M}|\p{Cf}/u

/** Only such letters have a form of their own before the next one. */
const isLetter = /\p{Lo}/u

const widthAlone = (font: Font, point: number): number | undefined => {
  if (isMark.test(String.fromCodePoint(point))) return 0
  return font.hasGlyphForCodePoint(point) ? font.glyphForCodePoint(point).advanceWidth : undefined
}

const joiner = '\u200d'

/** The wider of the two forms that a letter has before another one. */
const widthJoined = (font: Font, point: number): number | undefined => {
  const char = String.fromCodePoint(point)
  if (!(isLetter.test(char) && font.hasGlyphForCodePoint(point))) return widthAlone(font, point)
  const widths = [`${char}${joiner}`, `${joiner}${char}${joiner}`].map((text) => font.layout(text).advanceWidth)
  return Math.max(...widths)
}

const longestLine = 120

/** A member of a row, as the formatter breaks its line. */
const member = (name: string, value: string): string => {
  const line = `    ${name}: ${value},`
  return line.length > longestLine ? `    ${name}:\n      ${value},` : line
}

const rowOf = (face: Typeface, first: number, last: number): string => {
  const points = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const line = (name: string, font: Font, width: typeof widthAlone): string =>
    member(name, `'${points.map((point) => written(width(font, point), font)).join('')}'`)
  const lines = [
    `    first: 0x${first.toString(16)},`,
    line('regular', face.regular, widthAlone),
    line('semibold', face.semibold, widthAlone),
    ...(face.joins
      ? [line('regularJoined', face.regular, widthJoined), line('semiboldJoined', face.semibold, widthJoined)]
      : []),
  ]
  return ['  {', ...lines, '  },'].join('\n')
}

/** The text of lib/core/drawing/text/width-table.ts. */
export const widthTableModule = (): string => {
  const rows = typefaces().flatMap((face) => face.ranges.map(([first, last]) => rowOf(face, first, last)))
  return `/**
 * How wide characters are in Inter, Noto Sans Hebrew and Noto Sans Arabic. Generated from the typefaces by
 * infra/typefaces/write.ts.
 */

/** The widths of consecutive code points in thousandths of the letter size: two digits of base 36 each, \`..\` where there is none. */
export interface WidthRow {
  readonly first: number
  readonly regular: string
  readonly semibold: string
  /** Of letters before another letter, in scripts whose letters join. */
  readonly regularJoined?: string
  readonly semiboldJoined?: string
}

/** All rows, in the order of their code points within a typeface. */
export const widthTable: readonly WidthRow[] = [
${rows.join('\n')}
]
`
}
