import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, rejectionOf } from '../../../test/builders/template.ts'
import { compileTemplate } from './compile.ts'

const withSchema = (schema: object) =>
  compileTemplate(aTemplate({ settings: { values: { type: 'object', ...schema } } }))
const withName = (name: unknown) => withSchema({ properties: { name } })

const nested = (depth: number): object => (depth === 0 ? {} : { properties: { a: nested(depth - 1) } })

describe('the schema of the values', () => {
  it.each<[string, unknown]>([
    ['a reference to nothing', { $ref: '#/$defs/none' }],
    ['a reference to nothing within an array', { type: 'array', items: { $ref: '#/$defs/none' } }],
    ['a reference to a name that nothing has', { $ref: '#none' }],
    ['a reference to itself', { $ref: '#/properties/name' }],
    ['a reference to itself among alternatives', { anyOf: [{ type: 'string' }, { $ref: '#/properties/name' }] }],
    ['a recursive reference of an older draft', { $recursiveRef: '#' }],
    ['an enumeration that is no list', { enum: 5 }],
    ['a property that is null', null],
    ['a type that is a number', { type: 5 }],
    ['a type that there is not', { type: 'text' }],
    ['a length that is text', { minLength: '1' }],
    ['an $id that is no address', { $id: 'http://[', type: 'string' }],
    ['the format url, which is not one of JSON Schema and checked in exponential time', { format: 'url' }],
    ['that format deep inside', { type: 'array', items: { anyOf: [{ type: 'null' }, { format: 'url' }] } }],
    ['a broken regular expression for names', { patternProperties: { '(': {} } }],
  ])('is refused for %s', async (_, name) => {
    expect((await rejectionOf(withName(name)))?.code).toBe('template/schema-invalid')
  })

  it('is refused if it refers to itself at the root', async () => {
    expect((await rejectionOf(withSchema({ $ref: '#' })))?.code).toBe('template/schema-invalid')
    const values = { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { not: { $ref: '#' } } } }
    expect((await rejectionOf(withSchema(values)))?.code).toBe('template/schema-invalid')
  })

  it('is refused if two of its schemas have the same $id', async () => {
    const properties = { name: { $id: 'https://example.com/a' }, other: { $id: 'https://example.com/a' } }
    expect((await rejectionOf(withSchema({ properties })))?.code).toBe('template/schema-invalid')
  })

  it('names every keyword that is at fault', async () => {
    const properties = { name: { minLength: 'x' }, other: { required: 'name' } }
    expect((await rejectionOf(withSchema({ properties })))?.paths).toEqual([
      'template.json#/values/properties/name/minLength',
      'template.json#/values/properties/other/required',
    ])
  })

  it.each(['len', 'number', 'fromNow', 'now', 'typeof', 'in'])(
    'is refused if it names a value "%s", which JSON-e has for itself',
    async (name) => {
      expect((await rejectionOf(withSchema({ properties: { [name]: { type: 'string' } } })))?.code).toBe(
        'template/schema-invalid',
      )
    },
  )

  it('is refused if it is nested too deep to be followed', async () => {
    expect(await rejectionOf(withSchema(nested(60)))).toMatchObject({ code: 'template/file-invalid' })
  })

  it('may refer to its own parts, and to itself below a property', async () => {
    const tree = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/tree' } } } }
    const properties = { name: { $ref: '#/$defs/a~1b%20c' }, tree: { $ref: '#/$defs/tree' } }
    const template = await withSchema({ properties, $defs: { tree, 'a/b c': { type: 'string' } } })
    const children = [{ children: [{ children: 'none' }] }]
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: 'Ada', tree: { children } }))).toMatchObject({
      code: 'values/invalid',
      paths: ['/tree/children/0/children/0/children'],
    })
  })
})

describe('values that no JSON text could hold', () => {
  const values = { name: { type: 'string' }, more: {} }
  const fill = async (changes: object) => {
    const template = await compileTemplate(aTemplate({ values, sample: { more: 1 } }))
    return faultOf(() => template.fill({ serialNumber: 'A', name: 'Ada', more: 1, ...changes }))
  }

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a date', new Date(0)],
    ['half of a surrogate pair', '\ud83d'],
    ['an infinite number', Number.POSITIVE_INFINITY],
  ])('are refused with their place: %s', async (_, value) => {
    expect(await fill({ name: value })).toMatchObject({ code: 'values/invalid', paths: ['/name'] })
    expect(await fill({ more: { list: [1, value] } })).toMatchObject({
      code: 'values/invalid',
      paths: ['/more/list/1'],
    })
  })

  it('are refused if they are nested too deep, or in a circle', async () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect((await fill({ more: circle }))?.code).toBe('values/invalid')
  })

  it('are refused, each of them', async () => {
    expect((await fill({ name: undefined, more: 1n }))?.paths).toEqual(['/name', '/more'])
  })

  it('are refused as a whole if they are no object', async () => {
    const template = await compileTemplate(aTemplate())
    expect(faultOf(() => template.fill([]))).toMatchObject({ code: 'values/invalid', paths: [''] })
  })
})
