/** Texts of strangers, as drawings and pages can hold them. */

/** What XML has no form for, and what only programs read: controls but for line breaks and tabs, half pairs, non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff\p{Cs}]/gu

/** Beginnings and ends of stretches of another direction: one that is never ended would turn what follows. */
const leftToRight = /[\u202a\u202d\u2066]/g
const rightToLeft = /[\u202b\u202e\u2067]/g
const marksInARow = /([\u200e\u200f])[\u200e\u200f]+/g
const otherDirections = /[\u202c\u2068\u2069]/g

// Runtimes differ in the blanks that they write between numbers and units.
const narrowBlank = /\u202f/g

const lineBreaks = /\r\n|[\r\u0085\u2028\u2029]/g
const blanks = /[ \t]+/g
const blanksAtEnds = / *\n */g
const lineEnds = /\n+/g

/**
 * A text of one or several lines without what cannot be drawn: control characters, halves of pairs, and directions that
 * would reach beyond the text. Line breaks are `\n`; of several blanks one is left.
 */
export const cleanText = (text: string): string =>
  text
    .replace(lineBreaks, '\n')
    .replace(unwritable, '\ufffd')
    .replace(leftToRight, '\u200e')
    .replace(rightToLeft, '\u200f')
    .replace(otherDirections, '')
    .replace(marksInARow, '$1')
    .replace(narrowBlank, '\u00a0')
    .replace(blanks, ' ')
    .replace(blanksAtEnds, '\n')
    .trim()

/** The same as one line: line breaks are blanks. */
export const cleanLine = (text: string): string => cleanText(text).replace(lineEnds, ' ')
