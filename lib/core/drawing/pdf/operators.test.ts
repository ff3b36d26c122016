import { describe, expect, it } from 'vitest'
import { fillColour, number, path, rectangle, roundRectangle, transform } from './operators.ts'

describe('operators', () => {
  it.each([
    [1 / 3, '0.333'],
    [1e-9, '0'],
    [-0.5, '-0.5'],
    [123456.7891, '123456.789'],
  ])('the number %d is written %s, without an exponent', (value, text) => {
    expect(number(value)).toBe(text)
  })

  it('colours are shares of red, green and blue', () => {
    expect(fillColour('#ff8000')).toBe('1 0.502 0 rg')
  })

  it('path data of SVG becomes a path, command by command', () => {
    expect(path('M0 1L2,3C4 5 6 7 8 9Z').split('\n')).toEqual(['0 1 m', '2 3 l', '4 5 6 7 8 9 c', 'h'])
  })

  it('commands go on for further numbers, a move with lines', () => {
    expect(path('M0-1 2-3.5.5 4Z').split('\n')).toEqual(['0 -1 m', '2 -3.5 l', '0.5 4 l', 'h'])
  })

  it('what is no path data makes no operators', () => {
    expect(path('Q <script> q')).toBe('')
  })

  it('round corners end where the straight sides begin', () => {
    const box = { x: 10, y: 20, width: 100, height: 50 }
    expect(roundRectangle(box, 0)).toBe(rectangle(box))
    expect(roundRectangle(box, 8).split('\n')).toHaveLength(10)
    // No corner is rounder than half of the box.
    expect(roundRectangle(box, 400)).toBe(roundRectangle(box, 25))
  })

  it('a transformation is six numbers', () => {
    expect(transform(1, 0, 0, -1, 36, 800.5)).toBe('1 0 0 -1 36 800.5 cm')
  })
})
