import { describe, expect, it } from 'vitest'
import { visualRuns } from './visual-runs.ts'

const hebrew = /\p{Script=Hebrew}/u
const arabic = /\p{Script=Arabic}/u

const fontOf = (letter: string): string => {
  if (hebrew.test(letter)) return 'hebrew'
  return arabic.test(letter) ? 'arabic' : 'latin'
}

const runsOf = (text: string, rightToLeft = false): readonly string[] =>
  visualRuns(text, rightToLeft, fontOf).map(({ text: run, font }) => `${font}: ${run}`)

describe('runs from left to right', () => {
  it('a text of one direction and one font is one run', () => {
    expect(runsOf('Gate B12, Zürich')).toEqual(['latin: Gate B12, Zürich'])
  })

  it('numbers within Hebrew stand between its words, and keep their own order', () => {
    expect(runsOf('שער 12 צפון', true)).toEqual(['hebrew: צפון', 'latin:  12 ', 'hebrew: שער'])
  })

  it('Latin within Hebrew keeps its order', () => {
    expect(runsOf('נחיתה LHR', true)).toEqual(['latin: LHR ', 'hebrew: נחיתה'])
    expect(runsOf('LHR נחיתה')).toEqual(['latin: LHR ', 'hebrew: נחיתה'])
  })

  it('brackets of a text from right to left are mirrored', () => {
    expect(runsOf('(א)', true)).toEqual(['latin: (', 'hebrew: א', 'latin: )'])
  })

  it('marks stay with the letters that they are on', () => {
    expect(runsOf('שָׁלוֹם', true)).toEqual(['hebrew: שָׁלוֹם'])
    expect(runsOf('e\u0301a')).toEqual(['latin: e\u0301a'])
  })

  it('isolates and marks of direction order the text, and are not shown', () => {
    expect(runsOf('\u2067LHR\u2069 \u200fא', true)).toEqual(['hebrew: א', 'latin:  LHR'])
  })

  it('digits of Arabic are not turned round with its letters', () => {
    expect(runsOf('بوابة ١٢', true)).toEqual(['arabic: ١٢', 'latin:  ', 'arabic: بوابة'])
  })

  it('letters beyond the basic plane are whole', () => {
    expect(runsOf('𝔸 😀')).toEqual(['latin: 𝔸 😀'])
  })

  it('nothing has no runs', () => {
    expect(runsOf('')).toEqual([])
  })
})
