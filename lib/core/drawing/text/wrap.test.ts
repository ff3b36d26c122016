import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { widthOf } from './measure.ts'
import { wrapPieces } from './wrap.ts'

const room = { width: 120, size: 12, weight: 'regular', mostLines: 50 } as const

const linesOf = (text: string, more: object = {}): readonly string[] =>
  wrapPieces([{ text }], { ...room, ...more }).map((line) => line.map((run) => run.text).join(''))

describe('the lines of a text', () => {
  it('end after blanks', () => {
    expect(linesOf('Valid for one journey within ninety minutes')).toEqual([
      'Valid for one journey',
      'within ninety',
      'minutes',
    ])
  })

  it('end where the text says so', () => {
    expect(linesOf('Terms\n\nBe kind')).toEqual(['Terms', '', 'Be kind'])
  })

  it('end within words that are longer than a line', () => {
    const lines = linesOf('x'.repeat(40))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).toBe('x'.repeat(40))
  })

  it('end between Chinese characters', () => {
    expect(linesOf('東京都港区芝公園四丁目二番八号')).toEqual(['東京都港区芝公園四丁', '目二番八号'])
  })

  it('have an ellipsis at the end of the last one if there is no room for all', () => {
    expect(linesOf('one two three '.repeat(20), { mostLines: 2 }).at(-1)).toMatch(/^[a-z ]+…$/)
  })

  it('have the links of their pieces, also across lines', () => {
    const lines = wrapPieces([{ text: 'See ' }, { text: 'our many terms of use', href: 'https://example.com/' }], room)
    expect(lines.map((line) => line.map(({ text, href }) => [text, href]))).toEqual([
      [
        ['See ', undefined],
        ['our many terms', 'https://example.com/'],
      ],
      [['of use', 'https://example.com/']],
    ])
  })

  it('are no wider than their room, and say all that there is', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöüéÅ東م'),
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const lines = linesOf(words.join(' '))
        expect(Math.max(...lines.map((line) => widthOf(line, 12, 'regular')))).toBeLessThanOrEqual(120.001)
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''))
      }),
    )
  })
})
