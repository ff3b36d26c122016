/** Makes texts fit: smaller letters first, then fewer of them. */
import type { Weight } from '../scene.ts'
import { splitText } from './characters.ts'
import { widthOf, widthsOfPieces } from './measure.ts'

/** The room for one line of text, in points. */
export interface LineRoom {
  readonly width: number
  /** How large its letters are if it fits. */
  readonly size: number
  /** How small they may become before the text is shortened. Default: `size`. */
  readonly leastSize?: number
  readonly weight: Weight
}

/** A text that fits. */
export interface FittedText {
  /** Shortened with an ellipsis, if need be; `''` if there is no room for a single character. */
  readonly text: string
  readonly size: number
  /** In points. */
  readonly width: number
}

/** Stands for what was left out. */
export const ellipsis = '…'

/** A line of a drawing is a few hundred points wide; more characters than these never fit. */
const mostCharacters = 500

const tenths = (size: number): number => Math.floor(size * 10) / 10

const shortened = (pieces: readonly string[], { width, weight }: LineRoom, size: number): FittedText => {
  const room = width - widthOf(ellipsis, size, weight)
  let used = 0
  let count = 0
  for (const each of widthsOfPieces(pieces, size, weight)) {
    if (used + each > room) break
    used += each
    count++
  }
  const text = `${pieces.slice(0, count).join('').trimEnd()}${ellipsis}`
  const exact = widthOf(text, size, weight)
  return exact <= width ? { text, size, width: exact } : { text: '', size, width: 0 }
}

/** Fits a text into one line: its letters shrink to the least size, then its end gives way to an ellipsis. */
export const fitText = (text: string, room: LineRoom): FittedText => {
  const { size, leastSize = size, weight } = room
  const { pieces, whole } = splitText(text, mostCharacters)
  const wanted = widthOf(pieces.join(''), size, weight)
  if (whole && wanted <= room.width) return { text, size, width: wanted }
  const smaller = Math.min(size, Math.max(leastSize, tenths((size * room.width) / wanted)))
  const width = (wanted * smaller) / size
  return whole && width <= room.width ? { text, size: smaller, width } : shortened(pieces, room, smaller)
}
