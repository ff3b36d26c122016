import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { watchDensity } from '../../format/barcode-density.ts'
import { charsetOf } from '../../format/charsets.ts'
import type { BarcodeSymbol } from '../scene.ts'
import { symbolOf } from './symbol-of.ts'

const barcode = (format: string, message: string, messageEncoding = 'iso-8859-1') => ({
  ...{ format: `PKBarcodeFormat${format}`, message, messageEncoding },
  altText: '',
})

const picture = ({ columns, modules }: BarcodeSymbol): readonly string[] =>
  Array.from({ length: modules.length / columns }, (_, row) =>
    Array.from(modules.subarray(row * columns, (row + 1) * columns), (dark) => (dark === 1 ? '#' : '.')).join(''),
  )

describe('symbolOf', () => {
  it('draws an EAN-13 as one row of 95 modules', () => {
    const symbol = symbolOf(barcode('EAN13', '4006381333931'))
    expect(symbol && picture(symbol)).toEqual([
      '#.#...##.#.#..###.#.####.####.#...#..#.##..##.#.#.#....#.#....#.#....#.###.#..#....#.##..##.#.#',
    ])
  })

  it('draws the finder pattern of a QR code in three corners', () => {
    const symbol = symbolOf(barcode('QR', 'HELLO'))
    const rows = symbol ? picture(symbol) : []
    expect(rows.length).toBe(21)
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(finder)
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(finder)
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(finder)
  })

  it.each([
    ['QR', 4],
    ['Aztec', 1],
    ['PDF417', 2],
    ['Code128', 10],
  ])('keeps the quiet zone of %s', (format, quietZone) => {
    expect(symbolOf(barcode(format, 'ABC'))?.quietZone).toBe(quietZone)
  })

  it('gives PDF417 more rows where it would get too wide', () => {
    const message = 'Ab'.repeat(100)
    expect(symbolOf(barcode('PDF417', message))?.columns).toBe(188)
    expect(symbolOf(barcode('PDF417', message), 172)?.columns).toBe(171)
  })

  it.each([
    ['an unknown format', barcode('Plessey', '12')],
    ['the name of a property of all objects', { ...barcode('QR', 'A'), format: 'constructor' }],
    ['an empty message', barcode('QR', '')],
    ['a charset that cannot write the message', barcode('QR', '東')],
    ['an unknown charset', barcode('QR', 'A', 'martian')],
    ['letters in an article number', barcode('EAN13', '40063813339ab')],
    ['a wrong check digit', barcode('EAN13', '4006381333932')],
    ['an odd number of digits in pairs', barcode('I2of5', '123')],
    ['more than a QR code holds', barcode('QR', 'a'.repeat(2400))],
    ['more than PDF417 holds', barcode('PDF417', 'ä'.repeat(1200))],
    ['bars too thin to be seen', barcode('Code128', 'a'.repeat(201))],
  ])('draws nothing for %s', (_, undrawable) => {
    expect(symbolOf(undrawable)).toBeUndefined()
  })

  it('never throws, and never draws modules that are neither dark nor light', () => {
    const format = fc.constantFrom('QR', 'Aztec', 'PDF417', 'Code128', 'Code39', 'Codabar', 'EAN13', 'I2of5', '')
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.stringMatching(/^[0-9A-D^$]{0,30}$/))
    const charset = fc.constantFrom('iso-8859-1', 'utf-8', 'utf-16', 'windows-1252', '')
    fc.assert(
      fc.property(format, text, charset, (name, message, encoding) => {
        const symbol = symbolOf(barcode(name, message, encoding))
        if (!symbol) return
        expect(symbol.modules.length).toBe(symbol.columns * symbol.rows)
        expect(symbol.modules.every((module) => module === 0 || module === 1)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  // What preflight calls dense is what really gets large.
  it.each([
    ['QR', 'é', 57],
    ['QR', '7', 57],
    ['QR', 'Q%4', 57],
    ['Aztec', 'é', 67],
    ['Aztec', '7', 67],
    ['Aztec', 'VIEOSLXX 0123 060Y014C0042 ', 67],
    ['Aztec', 'xK3_pQ-9', 67],
    ['PDF417', 'é', 141],
    ['PDF417', '7', 141],
    ['PDF417', 'VIEOSLXX 0123 060Y014C0042 ', 141],
  ])('fits a watch in %s with %s as long as its density is not above 1', (format, piece, side) => {
    const charset = charsetOf('iso-8859-1')
    const density = (message: string) =>
      (charset && watchDensity(`PKBarcodeFormat${format}`, message, charset)) ?? Number.NaN
    // Bisected: `count` times fit, `above` times do not.
    let [count, above] = [1, 1000]
    while (above - count > 1) {
      const middle = Math.floor((count + above) / 2)
      if (density(piece.repeat(middle)) <= 1) count = middle
      else above = middle
    }
    const sideOf = (message: string) => symbolOf(barcode(format, message), 172)?.rows ?? Number.NaN
    expect(sideOf(piece.repeat(count))).toBe(side)
    expect(sideOf(piece.repeat(Math.ceil(count * 1.15)))).toBeGreaterThan(side)
  })
})
