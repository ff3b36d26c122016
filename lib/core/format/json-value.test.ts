import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault } from './json-value.ts'

const circle: { self?: unknown } = {}
circle.self = circle

describe('jsonFault', () => {
  it('has nothing to say of values that came from JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(jsonFault(JSON.parse(JSON.stringify(value)))).toBeUndefined()
      }),
    )
  })

  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'value-not-json /a/0'],
    ['a big integer', 1n, 'value-not-json /a/0'],
    ['a function', () => 1, 'value-not-json /a/0'],
    ['a symbol', Symbol('x'), 'value-not-json /a/0'],
    ['a date', new Date(0), 'value-not-json /a/0'],
    ['a map', new Map(), 'value-not-json /a/0'],
    ['an infinite number', Number.POSITIVE_INFINITY, 'value-not-json /a/0'],
    ['not a number', Number.NaN, 'value-not-json /a/0'],
    ['half of a surrogate pair', 'a\ud83d', 'text-not-unicode /a/0'],
    ['the other half', '\ude00\ud83d', 'text-not-unicode /a/0'],
    ['half of a surrogate pair in a name', { 'x\ud83d': 1 }, 'text-not-unicode /a/0/x\ud83d'],
  ])('finds %s and names its place', (_, value, expected) => {
    const fault = jsonFault({ a: [value] })
    expect(`${fault?.code} ${fault?.pointer}`).toBe(expected)
  })

  it('takes whole surrogate pairs, and objects without a prototype', () => {
    expect(jsonFault({ '😀': ['😀', Object.create(null)] })).toBeUndefined()
  })

  it('finds what is nested too deep, circles among it', () => {
    expect(jsonFault(circle)?.code).toBe('value-too-deep')
  })
})
