import { expect, it } from 'vitest'
import { blurred } from './blur.ts'

/** Black, but for a white column in the middle. */
const stripe = () => {
  const [width, height] = [21, 5]
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) pixels.fill(255, (y * width + 10) * 3, (y * width + 11) * 3)
  return { width, height, pixels }
}

it('a surface of one colour stays as it is', () => {
  const flat = { width: 4, height: 3, pixels: new Uint8Array(36).fill(77) }
  expect(blurred(flat, 2).pixels).toEqual(flat.pixels)
})

it('a sharp line becomes a soft one, as bright in all and the same to both sides', () => {
  const { pixels } = blurred(stripe(), 2)
  const row = Array.from({ length: 21 }, (_, x) => pixels[(2 * 21 + x) * 3] ?? 0)
  expect(row[10]).toBeGreaterThan(30)
  expect(row[10]).toBeLessThan(80)
  expect(row).toEqual(row.toReversed())
  expect(Math.abs(row.reduce((sum, value) => sum + value, 0) - 255)).toBeLessThan(12)
})

it('the given pixels are not touched', () => {
  const given = stripe()
  blurred(given, 3)
  expect(given).toEqual(stripe())
})
