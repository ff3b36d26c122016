import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json, type JsonObject } from '../format/json.ts'
import { loadJsonE } from './json-e.ts'
import { makeRenderer } from './renderer.ts'

const plain = { noNullPrototype: true }
const text = fc.stringMatching(/^[a-z $]{0,6}$/)
const name = fc.constantFrom('a', 'b', 'seat.row', 'seat.none', 'none')
const placeholder = fc.tuple(text, name, text).map(([before, path, after]) => `${before}\${${path}}${after}`)
const leaf: fc.Arbitrary<Json> = fc.oneof(
  text,
  placeholder,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  name.map((path) => ({ $eval: path })),
  fc.constantFrom<Json>({ $if: 'a == "x"', then: 'yes' }, { $if: 'b > 3', then: 1, else: null }, '${uppercase(a)}', {
    $eval: 'seat',
  }),
)
const { template } = fc.letrec<{ template: Json }>((tie) => ({
  template: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('template'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('k', 'l', 'm', 'z', 'A'), tie('template'), plain),
  ),
}))
const values: fc.Arbitrary<JsonObject> = fc.record(
  {
    a: fc.oneof(fc.constantFrom('x', 'y"\n'), fc.integer(), fc.constant(null), fc.boolean()),
    b: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    seat: fc.record({ row: fc.oneof(fc.integer(), fc.constant<Json>([1, 2]), fc.string()) }, plain),
  },
  plain,
)

/** The outcome, in a form that can be compared: JSON-e says why in other words than we do. */
const outcomeOf = (work: () => Json): string => {
  try {
    return canonicalJson(work())
  } catch {
    return 'refused'
  }
}

describe('makeRenderer', () => {
  it('renders as JSON-e does, whatever it takes apart beforehand', async () => {
    const jsonE = await loadJsonE()
    await fc.assert(
      fc.asyncProperty(template, values, async (someTemplate, someValues) => {
        const renderer = await makeRenderer(someTemplate, loadJsonE)
        const ours = outcomeOf(() => renderer.render(someValues).value)
        expect(ours).toBe(outcomeOf(() => jsonE(someTemplate, someValues)))
      }),
      { numRuns: 500 },
    )
  })

  it('writes the text that the canonical form of the value has', async () => {
    await fc.assert(
      fc.asyncProperty(template, values, async (someTemplate, someValues) => {
        const renderer = await makeRenderer(someTemplate, loadJsonE)
        const text = outcomeOf(() => renderer.render(someValues).text)
        const value = outcomeOf(() => canonicalJson(renderer.render(someValues).value))
        expect(text).toBe(value)
      }),
      { numRuns: 300 },
    )
  })

  it('loads JSON-e only for more than plain placeholders', async () => {
    let loads = 0
    const load = () => {
      loads++
      return loadJsonE()
    }
    await makeRenderer({ a: 'x ${name}', b: [{ $eval: 'seat.row' }] }, load)
    expect(loads).toBe(0)
    await makeRenderer({ a: '${lowercase(name)}' }, load)
    expect(loads).toBe(1)
  })

  it.each([
    ['a missing value', '${none}'],
    ['a missing member', '${seat.none}'],
    ['an object where text is wanted', '${seat}'],
    ['a missing value in an expression', '${uppercase(none)}'],
    ['the name of a function, where JSON-e would print its source', '${len}'],
    ['a division of text', "${'a' / 2}"],
  ])('names the place of %s', async (_, expression) => {
    const renderer = await makeRenderer({ outer: [{ inner: expression }] }, loadJsonE)
    expect(() => renderer.render({ seat: { row: 1 } })).toThrowError(/\/outer\/0\/inner/)
  })
})
