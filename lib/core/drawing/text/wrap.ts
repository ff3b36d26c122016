/** Breaks texts into lines. */
import type { Weight } from '../scene.ts'
import type { TextPiece } from '../shown-pass.ts'
import { splitText } from './characters.ts'
import { ellipsis } from './fit.ts'
import { widthOf, widthsOfPieces } from './measure.ts'

/** The room for lines of text, in points. */
export interface ParagraphRoom {
  readonly width: number
  readonly size: number
  readonly weight: Weight
  /** How many lines there may be; the last one ends with an ellipsis if there is more text. */
  readonly mostLines: number
}

/** A part of a line that is written in one go: a link, or what stands between links. */
export interface Run {
  readonly text: string
  readonly href?: string
  /** In points. */
  readonly width: number
}

/** A line, run after run; empty for an empty line. */
export type Line = readonly Run[]

/** One character, with the link that it belongs to. */
interface Glyph {
  readonly char: string
  readonly href: string | undefined
  readonly width: number
}

const breakAfter = /^[ \-–—\u200b\u3001\u3002]$/
const square = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u

/** Whether a line may end after a character: after blanks and dashes, and between the letters of scripts without blanks. */
const mayEndAfter = (char: string): boolean => breakAfter.test(char) || square.test(char)

/** A narrow letter is this wide at least, as a share of the letter size: more of them than fit no line has. */
const narrowest = 0.2

const mostInLine = ({ width, size }: ParagraphRoom): number => Math.ceil(width / (size * narrowest))

const glyphsOf = (pieces: readonly TextPiece[], room: ParagraphRoom) => {
  const { size, weight, mostLines } = room
  let left = mostInLine(room) * mostLines
  let whole = true
  const glyphs: Glyph[] = []
  for (const { text, href } of pieces) {
    const { pieces: chars, whole: isWhole } = splitText(text, left)
    const widths = widthsOfPieces(chars, size, weight)
    for (const [index, char] of chars.entries()) glyphs.push({ char, href, width: widths[index] ?? 0 })
    left -= chars.length
    if (!isWhole) whole = false
  }
  return { glyphs, whole }
}

/** Where the line ends that begins at a place: behind its last character. A blank at its end may stick out. */
const endOfLine = (glyphs: readonly Glyph[], start: number, room: ParagraphRoom): number => {
  const furthest = Math.min(glyphs.length, start + mostInLine(room))
  let used = 0
  let lastChance = start
  for (let at = start; at < furthest; at++) {
    const { char, width } = glyphs[at] ?? { char: '\n', width: 0 }
    if (char === '\n') return at
    used += width
    // A word that is too long for any line is broken where the line ends; one character fits always.
    if (used > room.width && char !== ' ') return lastChance > start ? lastChance : Math.max(at, start + 1)
    if (mayEndAfter(char)) lastChance = at + 1
  }
  return furthest
}

const linesOf = (glyphs: readonly Glyph[], room: ParagraphRoom) => {
  const lines: (readonly Glyph[])[] = []
  let at = 0
  while (at < glyphs.length && lines.length < room.mostLines) {
    const end = endOfLine(glyphs, at, room)
    lines.push(glyphs.slice(at, end))
    at = glyphs[end]?.char === '\n' ? end + 1 : end
  }
  return { lines, whole: at >= glyphs.length }
}

const withoutBlankAtEnd = (line: readonly Glyph[]): readonly Glyph[] =>
  line.slice(0, line.findLastIndex(({ char }) => char !== ' ') + 1)

/** Makes room for an ellipsis at the end of a line. */
const shortened = (line: readonly Glyph[], { width, size, weight }: ParagraphRoom): readonly Glyph[] => {
  const dots = widthOf(ellipsis, size, weight)
  let used = line.reduce((sum, glyph) => sum + glyph.width, 0)
  let end = line.length
  while (end > 0 && used + dots > width) {
    end--
    used -= line[end]?.width ?? 0
  }
  const kept = withoutBlankAtEnd(line.slice(0, end))
  return [...kept, { char: ellipsis, href: kept.at(-1)?.href, width: dots }]
}

const runsOf = (line: readonly Glyph[]): Line => {
  const runs: { text: string; width: number; href?: string }[] = []
  for (const { char, href, width } of line) {
    const last = runs.at(-1)
    if (last && last.href === href) {
      last.text += char
      last.width += width
    } else runs.push({ text: char, width, ...(href === undefined ? {} : { href }) })
  }
  return runs
}

/**
 * The lines of a text. It breaks at line breaks, after blanks and dashes, and in words that are longer than a line. The work
 * is bounded by what there is room for, not by the length of the text.
 */
export const wrapPieces = (pieces: readonly TextPiece[], room: ParagraphRoom): readonly Line[] => {
  const { glyphs, whole: isRead } = glyphsOf(pieces, room)
  const { lines, whole } = linesOf(glyphs, room)
  const trimmed = lines.map(withoutBlankAtEnd)
  const last = trimmed.at(-1)
  if (last && !(whole && isRead)) trimmed.splice(-1, 1, shortened(last, room))
  return trimmed.map(runsOf)
}
