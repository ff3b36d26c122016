import { describe, expect, it } from 'vitest'
import { fitSymbol, symbolBox } from './fit-symbol.ts'

const symbol = (columns: number, rows: number, quietZone: number) => ({
  ...{ columns, rows, quietZone },
  modules: new Uint8Array(columns * rows),
})

describe('fitSymbol', () => {
  it('keeps the quiet zone inside of the room', () => {
    expect(fitSymbol(symbol(21, 21, 4), { width: 290, height: 300, air: 2, bars: 0 })).toEqual({
      symbol: { width: 210, height: 210 },
      box: { width: 290, height: 290 },
    })
  })

  it('leaves some air where a code needs no quiet zone', () => {
    expect(fitSymbol(symbol(20, 20, 0), { width: 110, height: 110, air: 5, bars: 0 })).toEqual({
      symbol: { width: 100, height: 100 },
      box: { width: 110, height: 110 },
    })
  })

  it('lets bars fill the width, and be as long as they may', () => {
    expect(fitSymbol(symbol(80, 1, 10), { width: 200, height: 90, air: 5, bars: 60 })).toEqual({
      symbol: { width: 160, height: 60 },
      box: { width: 200, height: 70 },
    })
  })

  it('makes modules of whole pixels', () => {
    expect(fitSymbol(symbol(57, 57, 4), { width: 146, height: 192, air: 2, bars: 0, pixel: 0.5 }).symbol).toEqual({
      width: 114,
      height: 114,
    })
  })

  it('puts the symbol into the middle of its box', () => {
    const fitted = fitSymbol(symbol(21, 21, 4), { width: 290, height: 290, air: 0, bars: 0 })
    expect(symbolBox(fitted, 100, 7)).toEqual({ x: 140, y: 47, width: 210, height: 210 })
  })
})
