import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rejectionOf } from '../../../test/builders/template.ts'
import { canonicalJson, type Json, type JsonObject } from '../format/json.ts'
import { isReserved } from './expressions.ts'
import { loadJsonE } from './json-e.ts'
import { makePlan } from './plan.ts'
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

/** Everything that a logger would write of what is thrown. */
const allTexts = (work: () => unknown): string => {
  try {
    work()
    return ''
  } catch (error) {
    const { message, cause, findings } = error as { message: string; cause: unknown; findings: unknown }
    return `${message} ${cause} ${JSON.stringify(findings)}`
  }
}

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
        const renderer = await makeRenderer(makePlan(someTemplate, ''), loadJsonE)
        const ours = outcomeOf(() => renderer.render(someValues).value)
        expect(ours).toBe(outcomeOf(() => jsonE(someTemplate, someValues)))
      }),
      { numRuns: 500 },
    )
  })

  it('writes the text that the canonical form of the value has', async () => {
    await fc.assert(
      fc.asyncProperty(template, values, async (someTemplate, someValues) => {
        const renderer = await makeRenderer(makePlan(someTemplate, ''), loadJsonE)
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
    await makeRenderer(makePlan({ a: 'x ${name}', b: [{ $eval: 'seat.row' }] }, ''), load)
    expect(loads).toBe(0)
    await makeRenderer(makePlan({ a: '${lowercase(name)}' }, ''), load)
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
    const renderer = await makeRenderer(makePlan({ outer: [{ inner: expression }] }, 'pass.json#'), loadJsonE)
    expect(() => renderer.render({ seat: { row: 1 } })).toThrowError('pass.json#/outer/0/inner')
  })

  it.each([
    ['a value that is called like a function', '${name(1)}'],
    ['a function of a value that fails', '${len(len)}'],
    ['a result that is called', '${str(name)(1)}'],
    ['a sum of text and number', '${name + 1}'],
    ['a name that is none', '${nobody.at.all + 1}'],
    ['a comparison', '${name < 1}'],
  ])('never repeats a value in an error, nor in its cause: %s', async (_, expression) => {
    const renderer = await makeRenderer(makePlan({ a: expression }, 'pass.json#'), loadJsonE)
    const fault = await rejectionOf(Promise.resolve().then(() => renderer.render({ name: 'Ada Lovelace' })))
    expect(fault?.code).toBe('values/not-fillable')
    expect(allTexts(() => renderer.render({ name: 'Ada Lovelace' }))).not.toContain('Ada')
  })

  it.each([
    ['${none + 1}', 'unknown context value none'],
    ['${seat.none + 1}', 'object has no property "none"'],
    ['${seat + 1}', 'infix: + expects numbers/strings + numbers/strings'],
    ['${-name}', 'unary - expects number'],
    ['${len(1)}', 'invalid arguments to builtin: len'],
    ['${name name}', 'Found: name token'],
    ['${name +}', 'JSON-e cannot evaluate the expression'],
    ['${1 / 0}', 'division by zero'],
  ])('says what JSON-e says of %s', async (expression, reason) => {
    const renderer = await makeRenderer(makePlan({ a: expression }, 'pass.json#'), loadJsonE)
    expect(() => renderer.render({ name: 'Ada', seat: { row: 1 } })).toThrowError(reason)
  })

  it.each([
    ['an infinite number', { $eval: '10 ** 400' }],
    ['half of a surrogate pair', { $eval: "split(name, '')" }],
    ['what is nested too deep', { $reduce: { $eval: 'range(0, 150)' }, initial: [], 'each(a, x)': [{ $eval: 'a' }] }],
  ])('refuses %s as a result', async (_, expression) => {
    const renderer = await makeRenderer(makePlan({ a: expression }, 'pass.json#'), loadJsonE)
    const fault = await rejectionOf(Promise.resolve().then(() => renderer.render({ name: '😀' })))
    expect(fault).toMatchObject({ code: 'values/not-fillable', paths: ['pass.json#/a'] })
  })

  it('keeps a member of the name __proto__ as a member', async () => {
    const read = (text: string): Json => JSON.parse(text)
    const renderer = await makeRenderer(makePlan(read('{"a": {"__proto__": "${name}"}}'), 'pass.json#'), loadJsonE)
    const { value, text } = renderer.render({ name: 'Ada' })
    expect(text).toBe('{"a":{"__proto__":"Ada"}}')
    expect(canonicalJson(value)).toBe(text)
  })

  it('knows all functions of JSON-e by name', async () => {
    const jsonE = await loadJsonE()
    const names = ['abs', 'ceil', 'defined', 'floor', 'fromNow', 'join', 'len', 'lowercase', 'lstrip', 'max', 'min']
    const others = ['number', 'range', 'rstrip', 'split', 'sqrt', 'str', 'strip', 'typeof', 'uppercase']
    for (const each of [...names, ...others]) {
      expect(jsonE({ $eval: `typeof(${each})` }, {})).toBe('function')
      expect(isReserved(each)).toBe(true)
    }
  })
})
