/**
 * Text in the order in which it is seen: pieces from left to right, each of one direction and one font, as the Unicode
 * Bidirectional Algorithm orders them.
 */
import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

/** A piece of a text. */
export interface VisualRun<Font> {
  /** In the order in which it is read, as fonts want it for scripts that are written from right to left. */
  readonly text: string
  /** What has its letters. */
  readonly font: Font
}

/** A letter with the marks that belong to it. */
interface Unit<Font> {
  readonly text: string
  readonly level: number
  readonly font: Font
  /** Whether fonts turn it round by themselves: its script is written from right to left. */
  readonly turns: boolean
}

/** Marks go with the letter before them, and so do the joiners that only its shape depends on. */
const letterWithMarks = /[^\p{M}\u200c\u200d][\p{M}\u200c\u200d]*|[\p{M}\u200c\u200d]+/gu

/** What only the order depends on: it has no shape. */
const invisible = /^[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/

const rightToLeftLetter = /^[\p{Script=Arabic}\p{Script=Hebrew}]/u
const digit = /^\p{Nd}/u

const isOdd = (level: number): boolean => level % 2 === 1

const unitsOf = <Font>(text: string, rightToLeft: boolean, fontOf: (letter: string) => Font): Unit<Font>[] => {
  const { levels } = bidi.getEmbeddingLevels(text, rightToLeft ? 'rtl' : 'ltr')
  return [...text.matchAll(letterWithMarks)]
    .filter(([letter]) => !invisible.test(letter))
    .map(({ 0: letter, index }) => {
      const level = levels[index] ?? 0
      const turned = isOdd(level) ? (bidi.getMirroredCharacter(letter) ?? letter) : letter
      const turns = isOdd(level) && rightToLeftLetter.test(letter) && !digit.test(letter)
      return { text: turned, level, font: fontOf(turned), turns }
    })
}

/** Turns round whatever is of a level or above, from the highest level down (rule L2 of UAX #9). */
const reordered = <Font>(units: readonly Unit<Font>[]): readonly Unit<Font>[] => {
  const order = [...units]
  const highest = Math.max(0, ...units.map(({ level }) => level))
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start
      while (end < order.length && (order[end]?.level ?? 0) >= level) end++
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse())
      start = end
    }
  }
  return order
}

/**
 * The runs of a line.
 *
 * @param fontOf what has a letter, and the marks on it
 */
export const visualRuns = <Font>(
  text: string,
  rightToLeft: boolean,
  fontOf: (letter: string) => Font,
): readonly VisualRun<Font>[] => {
  const runs: { units: Unit<Font>[]; font: Font; turns: boolean }[] = []
  for (const unit of reordered(unitsOf(text, rightToLeft, fontOf))) {
    const last = runs.at(-1)
    if (last && last.font === unit.font && last.turns === unit.turns) last.units.push(unit)
    else runs.push({ units: [unit], font: unit.font, turns: unit.turns })
  }
  return runs.map(({ units, font, turns }) => {
    const texts = units.map((unit) => unit.text)
    return { text: (turns ? texts.reverse() : texts).join(''), font }
  })
}
