/** Texts as readers count them: letters with their accents, pictures of several code points. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

const halfPair = /[\ud800-\udbff]$/

/** The beginning of a text, at most so many UTF-16 code units long; no pair of them is cut in two. */
export const cutText = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(halfPair, '')

/** No character that anybody reads is longer, in code units; of piles of accents the rest is cut off. */
const longestCharacter = 32

/** Letters that stand by themselves: of texts that have only such ones, every code unit is a character. */
const simple =
  /^[\n -~\u00a0-\u02ff\u0370-\u0482\u048a-\u0556\u05d0-\u05ea\u0620-\u064a\u2010-\u2027\u20a0-\u20bf\u4e00-\u9fff]*$/

/** The first characters of a text. */
export interface SplitText {
  readonly pieces: readonly string[]
  /** Whether nothing is missing. */
  readonly whole: boolean
}

/**
 * The first characters of a text as its reader counts them, at most so many. The work is bounded by that number, not by the
 * length of the text.
 */
export const splitText = (text: string, most: number): SplitText => {
  const beginning = cutText(text, most * longestCharacter)
  if (simple.test(beginning)) return { pieces: Array.from(beginning.slice(0, most)), whole: text.length <= most }
  let whole = beginning.length === text.length
  const pieces: string[] = []
  for (const { segment } of segmenter.segment(beginning)) {
    if (pieces.length === most) return { pieces, whole: false }
    const piece = cutText(segment, longestCharacter)
    if (piece.length < segment.length) whole = false
    pieces.push(piece)
  }
  return { pieces, whole }
}
