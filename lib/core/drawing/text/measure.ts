/** How wide texts are, by the table of widths: the same in every runtime, without fonts. */
import type { Weight } from '../scene.ts'
import { widthTable } from './width-table.ts'

/** Of each code point, in thousandths of the letter size. */
interface Widths {
  readonly alone: ReadonlyMap<number, number>
  /** Of letters that look different before another letter. */
  readonly joined: ReadonlyMap<number, number>
}

const digitsEach = 2

const readInto = (widths: Map<number, number>, first: number, row = ''): void => {
  for (let at = 0; at < row.length; at += digitsEach) {
    const width = Number.parseInt(row.slice(at, at + digitsEach), 36)
    if (!Number.isNaN(width)) widths.set(first + at / digitsEach, width)
  }
}

const read = (weight: Weight): Widths => {
  const widths = { alone: new Map<number, number>(), joined: new Map<number, number>() }
  for (const row of widthTable) {
    readInto(widths.alone, row.first, row[weight])
    readInto(widths.joined, row.first, row[`${weight}Joined`])
  }
  return widths
}

const known = new Map<Weight, Widths>()

const widthsOf = (weight: Weight): Widths => {
  const before = known.get(weight)
  if (before) return before
  const widths = read(weight)
  known.set(weight, widths)
  return widths
}

const marks = /^[\p{M}\p{Cf}\p{Cc}]$/u
const squares = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u30ff\uff00-\uff60]$/u
const pictures = /^\p{Extended_Pictographic}$/u

/** Of what the typefaces lack, in thousandths: what other systems have for it is no wider as a rule. */
const unmeasured = { mark: 0, square: 1000, picture: 1300, other: 850 }

const guessedWidth = (char: string): number => {
  if (marks.test(char)) return unmeasured.mark
  if (squares.test(char)) return unmeasured.square
  return pictures.test(char) ? unmeasured.picture : unmeasured.other
}

/** The advance of one character, in thousandths of the letter size. */
const advance = (char: string, next: string | undefined, { alone, joined }: Widths): number => {
  const point = char.codePointAt(0) ?? 0
  const before = next === undefined ? undefined : joined.get(point)
  // A letter is joined to the next one if that belongs to such a script too.
  if (before !== undefined && joined.has(next?.codePointAt(0) ?? 0)) return before
  return alone.get(point) ?? guessedWidth(char)
}

/**
 * The widths of pieces of a text (its characters as a reader counts them) in points, with letters of this size. They do
 * not know of pairs of letters that move together: a text is a little narrower than their sum.
 */
export const widthsOfPieces = (pieces: readonly string[], size: number, weight: Weight): readonly number[] => {
  const widths = widthsOf(weight)
  return pieces.map((piece, index) => {
    const chars = [...piece]
    const following = pieces[index + 1]
    let sum = 0
    for (const [at, char] of chars.entries()) sum += advance(char, chars[at + 1] ?? following, widths)
    return (sum * size) / 1000
  })
}

/** How wide a text is, in points, on one line in letters of this size. The work grows with its length. */
export const widthOf = (text: string, size: number, weight: Weight): number =>
  widthsOfPieces([text], size, weight)[0] ?? 0
