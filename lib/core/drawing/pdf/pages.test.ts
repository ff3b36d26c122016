import { describe, expect, it } from 'vitest'
import type { Scene, Shape } from '../scene.ts'
import { paper, paperPages } from './pages.ts'

const line = (baseline: number): Shape => ({
  ...{ kind: 'text', role: 'value', text: 'x', x: 0, baseline, anchor: 'start', size: 10, weight: 'regular' },
  ...{ fill: '#000000', width: 5, rightToLeft: false, box: { x: 0, y: baseline - 10, width: 100, height: 14 } },
})

const scene = (height: number, shapes: readonly Shape[] = [], width = 320): Scene => ({
  ...{ width, height, title: '', language: 'en', shapes },
})

const lowest = paper.height - paper.margin

describe('scenes on paper', () => {
  it('stand below each other in the middle of a page that has room for both', () => {
    const scenes = [scene(200), scene(200)]
    const [page = [], ...others] = paperPages(scenes)
    expect(others).toEqual([])
    expect(page.map(({ x, y, scale }) => [Math.round(x), y, scale])).toEqual([
      [98, 36, 1.25],
      [98, 310, 1.25],
    ])
  })

  it('go to the next page whole, if they have room there', () => {
    const scenes = [scene(400), scene(400)]
    const pages = paperPages(scenes)
    expect(pages.map((page) => page.map(({ y, from, to }) => [y, from, to]))).toEqual([[[36, 0, 400]], [[36, 0, 400]]])
  })

  it('are made smaller to stay whole, or narrow enough for the paper', () => {
    expect(paperPages([scene(700)])[0]?.[0]?.scale).toBeCloseTo((lowest - paper.margin) / 700)
    expect(paperPages([scene(100, [], 1000)])[0]?.[0]?.scale).toBeCloseTo(0.523, 3)
  })

  it('go on with the next page between two lines, not within one', () => {
    const lines = Array.from({ length: 100 }, (_, index) => line(20 + index * 15))
    const long = scene(1540, lines)
    const parts = paperPages([long]).flat()
    expect(parts.length).toBe(3)
    expect(parts.map(({ from }) => from)).toEqual([0, ...parts.slice(0, -1).map(({ to }) => to)])
    expect(parts.at(-1)?.to).toBe(1540)
    for (const { to, scale, from } of parts) {
      expect((to - from) * scale).toBeLessThanOrEqual(lowest - paper.margin)
      const cut = lines.filter((each) => each.kind === 'text' && each.baseline - 10 < to && to < each.baseline + 3)
      expect(cut).toEqual([])
    }
  })

  it('are cut where nothing else helps: something is higher than a page', () => {
    const box = { x: 0, y: 0, width: 100, height: 3000 }
    const symbol = { columns: 1, rows: 1, modules: new Uint8Array([1]), quietZone: 0 }
    const parts = paperPages([scene(3000, [{ kind: 'barcode', box, symbol }])]).flat()
    expect(parts.at(-1)?.to).toBe(3000)
    expect(parts).toHaveLength(5)
  })

  it('no scene makes an empty page', () => {
    expect(paperPages([])).toEqual([[]])
  })
})
