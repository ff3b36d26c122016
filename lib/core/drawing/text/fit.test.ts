import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitText } from './fit.ts'
import { widthOf } from './measure.ts'

const weight = 'regular'

describe('the width of a text', () => {
  it('is that of its letters in Inter', () => {
    expect(widthOf('Gate B12', 16, weight)).toBeCloseTo(66.8, 1)
  })

  it('grows with the size of its letters', () => {
    expect(widthOf('Gate B12', 32, weight)).toBeCloseTo(2 * widthOf('Gate B12', 16, weight), 6)
  })

  it('is larger in thicker letters', () => {
    expect(widthOf('Gate', 16, 'semibold')).toBeGreaterThan(widthOf('Gate', 16, weight))
  })

  it.each([
    ['e\u0301', 'e'],
    ['a\u200fb', 'ab'],
    ['שָׁלוֹם', 'שלום'],
  ])('of %j is that of %j: marks take no room', (marked, plain) => {
    expect(widthOf(marked, 16, weight)).toBeCloseTo(widthOf(plain, 16, weight), 6)
  })

  it('is smaller for Arabic letters that join than for the same letters apart', () => {
    expect(widthOf('ببب', 16, weight)).toBeLessThan(3 * widthOf('ب', 16, weight))
  })

  it('is a square for each Chinese character', () => {
    expect(widthOf('東京', 16, weight)).toBe(32)
  })
})

describe('a text in a room', () => {
  const room = { width: 100, size: 16, leastSize: 10, weight } as const

  it('stays as it is if it fits', () => {
    expect(fitText('Gate B12', room)).toMatchObject({ text: 'Gate B12', size: 16 })
  })

  it('has smaller letters if they are enough', () => {
    const { text, size, width } = fitText('Terminal 2, B12', room)
    expect(text).toBe('Terminal 2, B12')
    expect(size).toBeLessThan(16)
    expect(width).toBeLessThanOrEqual(100)
  })

  it('is shortened with an ellipsis in the smallest letters if they are not', () => {
    const { text, size, width } = fitText('Terminal 2, Gate B12, Row 34', room)
    expect(text).toMatch(/^Terminal 2, Gate.*…$/)
    expect(size).toBe(10)
    expect(width).toBeLessThanOrEqual(100)
  })

  it('is cut between characters, not within one', () => {
    expect(fitText('👩‍👩‍👧'.repeat(20), room).text).toMatch(/^(?:👩‍👩‍👧)+…$/u)
  })

  it('is gone if there is no room for a single character', () => {
    expect(fitText('Gate', { ...room, width: 3 })).toEqual({ text: '', size: 10, width: 0 })
  })

  it('never takes more room than there is', () => {
    const texts = fc.oneof(fc.string({ maxLength: 600 }), fc.string({ unit: 'grapheme', maxLength: 100 }))
    fc.assert(
      fc.property(texts, fc.double({ min: 1, max: 400, noNaN: true }), (text, width) => {
        const fitted = fitText(text, { ...room, width })
        expect(fitted.width).toBeLessThanOrEqual(width + 1e-6)
        expect(widthOf(fitted.text, fitted.size, weight)).toBeCloseTo(fitted.width, 6)
        expect(fitted.size).toBeGreaterThanOrEqual(10)
      }),
    )
  })
})
