import { describe, expect, it } from 'vitest'
import { turnSymbol } from './turn-symbol.ts'

describe('turnSymbol', () => {
  it('turns clockwise by a quarter', () => {
    const turned = turnSymbol({ columns: 3, rows: 2, quietZone: 2, modules: Uint8Array.of(1, 0, 0, 1, 1, 0) })
    expect(turned).toEqual({ columns: 2, rows: 3, quietZone: 2, modules: Uint8Array.of(1, 1, 1, 0, 0, 0) })
  })

  it('makes each bar a row', () => {
    const turned = turnSymbol({ columns: 3, rows: 1, quietZone: 10, modules: Uint8Array.of(1, 0, 1) })
    expect(turned.rows).toBe(3)
    const middles = [0, 1, 2].map((row) => turned.modules[row * turned.columns + 20])
    expect(middles).toEqual([1, 0, 1])
  })
})
