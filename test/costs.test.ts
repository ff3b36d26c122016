/** The sums of docs/costs.md, done again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'costs.md'), 'utf8')

/** The rows of the table under a heading, cell by cell, the headings first. */
const tableUnder = (heading: string): readonly (readonly string[])[] => {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

const prices = new Map(
  tableUnder('Prices')
    .slice(1)
    .map(([short = '', , price = '']) => [short, Number(price)]),
)

const [headings = [], ...operations] = tableUnder('A million of each')
const units = headings.slice(1, -1)

const costs = new Map(operations.map((row) => [row[0], row.at(-1)]))

describe('what it costs', () => {
  it('names a price for every unit that is counted', () => {
    expect(units.filter((unit) => !prices.has(unit))).toEqual([])
    expect(units).toHaveLength(prices.size)
  })

  it.each(operations.map((row) => [row[0], row] as const))('sums up: %s', (_, [, ...cells]) => {
    const sum = units.reduce((total, unit, index) => total + Number(cells[index] || 0) * (prices.get(unit) ?? 0), 0)
    expect(cells.at(-1)).toBe(sum.toFixed(2))
  })

  it.each(['A pass, brought to one phone', 'A change, on one phone'])('adds up: %s', (heading) => {
    const rows = tableUnder(heading).slice(1)
    const parts = rows.slice(0, -1)
    for (const [times, what, cost] of parts) {
      expect([what, cost]).toEqual([what, (Number(times) * Number(costs.get(what))).toFixed(2)])
    }
    const sum = parts.reduce((total, [, , cost]) => total + Number(cost), 0)
    expect(rows.at(-1)?.[2]).toBe(sum.toFixed(2))
  })
})
