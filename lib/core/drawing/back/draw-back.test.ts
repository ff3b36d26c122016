import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../format/json.ts'
import { drawPass } from '../draw-pass.ts'
import { textsIn } from '../plain-shapes.ts'
import type { Scene, TextShape } from '../scene.ts'
import { showPass } from '../show-pass.ts'

const viewer = { locale: 'en-GB', timeZone: 'UTC', now: Date.UTC(2026, 10, 22, 9, 41) }

const show = (pass: JsonObject, locale = 'en-GB') => showPass({ pass, files: new Map() }, { ...viewer, locale })

const backOf = (backFields: readonly JsonObject[], more: JsonObject = {}, locale?: string): Scene =>
  drawPass(
    show({ organizationName: 'Example Air', description: 'Boarding pass', ...more, generic: { backFields } }, locale),
    {
      view: 'back',
    },
  )

const outside = ({ width, height, shapes }: Scene): readonly TextShape[] =>
  textsIn(shapes).filter(({ box, x, width: own, anchor, baseline, size }) => {
    const left = { start: x, middle: x - own / 2, end: x - own }[anchor]
    const isInBox = left >= box.x - 0.01 && left + own <= box.x + box.width + 0.01
    return !isInBox || left < 0 || left + own > width || baseline > height || baseline - size < 0
  })

describe('the back', () => {
  it('has the fields below each other, labels above values', () => {
    const { shapes } = backOf([
      { key: 'terms', label: 'Terms', value: 'Be kind' },
      { key: 'web', label: 'Web', value: 'https://example.com' },
    ])
    const texts = textsIn(shapes)
    expect(texts.map(({ text }) => text)).toEqual([
      'Example Air',
      'Boarding pass',
      'Terms',
      'Be kind',
      'Web',
      'https://example.com',
    ])
    const baselines = texts.map(({ baseline }) => baseline)
    expect(baselines).toEqual(baselines.toSorted((one, other) => one - other))
  })

  it('has links in another colour, with their addresses', () => {
    const texts = textsIn(backOf([{ key: 'w', value: 'See https://example.com now' }]).shapes).slice(2)
    expect(texts.map(({ text, href }) => [text, href])).toEqual([
      ['See', undefined],
      ['https://example.com', 'https://example.com/'],
      ['now', undefined],
    ])
    expect(new Set(texts.map(({ fill }) => fill)).size).toBe(2)
  })

  it('is as high as its fields', () => {
    const short = backOf([{ key: 'a', value: 'x' }])
    expect(backOf([{ key: 'a', value: 'word '.repeat(500) }]).height).toBeGreaterThan(short.height + 500)
  })

  it.each([5, 50, 500, 20_000])('has all texts within it, with %i characters', (length) => {
    const field = { key: 'k', label: 'x'.repeat(length), value: 'wörd '.repeat(length / 5) }
    const scene = backOf([field, field, { ...field, key: 'l' }])
    expect(outside(scene)).toEqual([])
    expect(scene.height).toBeLessThan(9000)
  })

  it('is at the right in languages from right to left', () => {
    const scene = backOf([{ key: 'k', label: 'שער', value: 'שלום עולם '.repeat(20) }], {}, 'he')
    const texts = textsIn(scene.shapes)
    expect(texts.every(({ anchor, rightToLeft }) => anchor === 'end' && rightToLeft)).toBe(true)
    expect(outside(scene)).toEqual([])
  })
})

describe('the lock screen', () => {
  const screen = (messages: readonly string[], locale?: string) =>
    drawPass(show({ organizationName: 'Example Air', generic: {} }, locale), { view: 'lock-screen', messages })

  it('has the time, and who says what', () => {
    const [day, time, ...notification] = textsIn(screen(['Gate changed to B12']).shapes).map(({ text }) => text)
    // Runtimes differ in commas and leading zeros.
    expect(day).toMatch(/^Sunday,? 22 November$/)
    expect(time).toMatch(/^0?9:41$/)
    expect(notification).toEqual(['Example Air', 'now', 'Gate changed to B12'])
  })

  it('has one notification for each message, below each other', () => {
    const [root] = screen(['One', 'Two', '', 'word '.repeat(4000)]).shapes
    const groups = root?.kind === 'group' ? root.shapes.filter((shape) => shape.kind === 'group') : []
    expect(groups.map(({ name }) => name)).toEqual(['notification', 'notification', 'notification'])
    for (const [index, { box }] of groups.entries()) {
      const next = groups[index + 1]
      if (next) expect(next.box.y).toBeGreaterThanOrEqual(box.y + box.height)
    }
  })

  it.each(['en', 'ar', 'he', 'de'])('has all texts within it in %s', (locale) => {
    expect(outside(screen(['x'.repeat(20_000), 'Gate B12'], locale))).toEqual([])
  })
})
