import { describe, expect, it } from 'vitest'
import { colourOf, contrast } from './contrast.ts'

describe('a colour', () => {
  it.each<[string, readonly number[] | undefined]>([
    ['rgb(255, 0, 51)', [255, 0, 51]],
    [' RGB(1,2,3)', [1, 2, 3]],
    ['#f03', [255, 0, 51]],
    ['#FF0033', [255, 0, 51]],
    ['rgb(256, 0, 0)', undefined],
    ['rgba(1, 2, 3, 0.5)', undefined],
    ['#ff00', undefined],
    ['red', undefined],
  ])('that is written %s is %j', (text, colour) => {
    expect(colourOf(text)).toEqual(colour)
  })
})

describe('contrast', () => {
  it.each([
    ['#000', '#fff', '21.00'],
    ['#fff', '#000', '21.00'],
    ['#777', '#777', '1.00'],
    ['#767676', '#fff', '4.54'],
    ['#00f', '#fff', '8.59'],
  ])('of %s and %s is %s', (one, other, ratio) => {
    expect(contrast(colourOf(one) ?? [0, 0, 0], colourOf(other) ?? [0, 0, 0]).toFixed(2)).toBe(ratio)
  })
})
