import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, pngStub, rejectionOf } from '../../../test/builders/template.ts'
import { canonicalJson } from '../format/json.ts'
import { compileTemplate } from './compile.ts'
import type { FilledPass } from './filled-pass.ts'

const passText = (filled: FilledPass): string => new TextDecoder().decode(filled.own.get('pass.json'))
const fields = (filled: FilledPass): Record<string, unknown>[] =>
  (filled.pass.generic as { primaryFields: Record<string, unknown>[] }).primaryFields

describe('compileTemplate', () => {
  it('writes the identity of the pass, whatever pass.json leaves out', async () => {
    const { pass } = (await compileTemplate(aTemplate())).fill({ serialNumber: 'A-1', name: 'Bob' })
    expect(pass).toMatchObject({
      formatVersion: 1,
      passTypeIdentifier: 'pass.com.example.card',
      teamIdentifier: 'ABCDE12345',
      serialNumber: 'A-1',
    })
  })

  it('refuses a pass.json that names another pass type than template.json', async () => {
    const files = aTemplate({ pass: { passTypeIdentifier: 'pass.com.example.other' } })
    expect(await rejectionOf(compileTemplate(files))).toMatchObject({ code: 'template/file-invalid' })
  })

  it.each([
    ['template.json', 'template/file-missing'],
    ['pass.json', 'template/file-missing'],
  ])('says that %s is missing', async (path, code) => {
    const files = aTemplate()
    files.delete(path)
    const fault = await rejectionOf(compileTemplate(files))
    expect(fault?.code).toBe(code)
    expect(fault?.message).toContain(path)
  })

  it('refuses a pass.json with a trailing comma instead of dropping it', async () => {
    const files = aTemplate({ files: { 'pass.json': '{"description": "x",}' } })
    expect(await rejectionOf(compileTemplate(files))).toMatchObject({ code: 'template/file-invalid' })
  })

  it('names every fault of template.json at once', async () => {
    const files = aTemplate({ settings: { name: 'No Spaces', colour: 'red', sample: 3 } })
    const fault = await rejectionOf(compileTemplate(files))
    expect(fault?.code).toBe('template/settings-invalid')
    expect(fault?.paths.toSorted()).toEqual(['template.json#/colour', 'template.json#/name', 'template.json#/sample'])
  })

  it.each([
    ['a type other than object', { type: 'array' }],
    ['a broken regular expression', { type: 'object', properties: { name: { type: 'string', pattern: '(' } } }],
    ['a reference to elsewhere', { type: 'object', properties: { name: { $ref: 'https://example.com/x' } } }],
    ['a name that expressions cannot use', { type: 'object', properties: { 'first-name': { type: 'string' } } }],
    ['a name that the service fills in', { type: 'object', properties: { webServiceURL: { type: 'string' } } }],
  ])('refuses a schema with %s', async (_, values) => {
    const fault = await rejectionOf(compileTemplate(aTemplate({ settings: { values } })))
    expect(fault?.code).toBe('template/schema-invalid')
  })

  it('refuses a template whose own sample does not fill it', async () => {
    const fault = await rejectionOf(compileTemplate(aTemplate({ sample: { name: '' } })))
    expect(fault).toMatchObject({ code: 'template/settings-invalid', paths: ['template.json#/sample/name'] })
  })

  it('names the place of an expression that does not parse', async () => {
    const fault = await rejectionOf(compileTemplate(aTemplate({ pass: { logoText: '${name +}' } })))
    expect(fault).toMatchObject({ code: 'template/expression-invalid', paths: ['pass.json#/logoText'] })
    expect(fault?.message).toContain('pass.json#/logoText')
  })

  it.each([
    ['a placeholder', { logoText: 'built at ${now}' }],
    ['an operator', { logoText: { $eval: 'now' } }],
    ['a function', { logoText: "${fromNow('1 day')}" }],
    ['$fromNow', { expirationDate: { $fromNow: '1 day' } }],
    ['a condition', { logoText: { $if: 'name < now', then: 'a', else: 'b' } }],
    ['a key of $switch', { logoText: { $switch: { 'now > name': 'a', $default: 'b' } } }],
    ['a nested object expression', { logoText: "${ {a: 'x'}.a + now }" }],
  ])('refuses the current time in %s', async (_, pass) => {
    const fault = await rejectionOf(compileTemplate(aTemplate({ pass })))
    expect(fault?.code).toBe('template/expression-refused')
  })

  it('refuses the current time in pass.strings', async () => {
    const files = aTemplate({ files: { 'en.lproj/pass.strings': '"greeting" = "At ${now}";' } })
    expect(await rejectionOf(compileTemplate(files))).toMatchObject({ code: 'template/expression-refused' })
  })

  it('takes the word "now" outside of expressions for what it is', async () => {
    const pass = { logoText: '${name} now boarding, ${"now" + name}' }
    const filled = (await compileTemplate(aTemplate({ pass }))).fill({ serialNumber: 'A', name: 'Ada' })
    expect(filled.pass.logoText).toBe('Ada now boarding, nowAda')
  })

  it('copies the files that it is given', async () => {
    const files = aTemplate()
    const template = await compileTemplate(files)
    files.get('icon.png')?.fill(0)
    expect(template.fill({ serialNumber: 'A', name: 'B' }).shared.get('icon.png')?.[0]).toBe(0x89)
  })
})

describe('template.fill', () => {
  it('fills placeholders with values of their own type', async () => {
    const pass = {
      generic: {
        primaryFields: [
          { key: 'p', value: { $eval: 'points' } },
          { key: 't', value: '${points} points' },
        ],
      },
    }
    const template = await compileTemplate(
      aTemplate({ pass, values: { points: { type: 'integer' } }, sample: { name: undefined, points: 1 } }),
    )
    expect(fields(template.fill({ serialNumber: 'A', points: 12 })).map(({ value }) => value)).toEqual([
      12,
      '12 points',
    ])
  })

  it('writes pass.json in canonical form, whatever the order of the values', async () => {
    const values = { a: { type: 'object' } }
    const template = await compileTemplate(
      aTemplate({ pass: { generic: {}, userInfo: { $eval: 'a' } }, values, sample: { name: undefined, a: {} } }),
    )
    const one = passText(template.fill({ serialNumber: 'A', a: { y: 1, x: [2, { c: 1, b: 2 }] } }))
    expect(one).toBe(passText(template.fill({ a: { x: [2, { b: 2, c: 1 }], y: 1 }, serialNumber: 'A' })))
    expect(one).toContain('"userInfo":{"x":[2,{"b":2,"c":1}],"y":1}')
  })

  it('tells every fault of the values with its JSON pointer', async () => {
    const seat = { type: 'object', required: ['row'], properties: { row: { type: 'integer' } } }
    const values = { name: { type: 'string' }, seat, tags: { type: 'array', items: { type: 'string' } } }
    const template = await compileTemplate(aTemplate({ values, sample: { seat: { row: 1 }, tags: [] } }))
    const fault = faultOf(() => template.fill({ serialNumber: 'a b', seat: { row: 'x' }, tags: ['a', 1], extra: true }))
    expect(fault?.code).toBe('values/invalid')
    expect(fault?.paths.toSorted()).toEqual(['/extra', '/name', '/seat/row', '/serialNumber', '/tags/1'])
  })

  it('tells each of many faults among alternatives in the time that a request has', async () => {
    const name = { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }
    const template = await compileTemplate(aTemplate({ values: { name }, pass: { generic: {} }, sample: { name: [] } }))
    const fault = faultOf(() => template.fill({ serialNumber: 'A', name: Array(20_000).fill(1) }))
    expect(fault?.paths).toHaveLength(20_000)
    expect(fault?.paths.at(-1)).toBe('/name/19999')
  })

  it('refuses a whole number that has lost its last digits instead of showing another one', async () => {
    const template = await compileTemplate(aTemplate({ values: { name: {}, more: {} }, sample: { more: 1 } }))
    const values = JSON.parse('{"serialNumber":"A","name":9007199254740993,"more":{"a/b":[1,-1e20,1e20]}}')
    expect(faultOf(() => template.fill(values))).toMatchObject({
      code: 'values/invalid',
      paths: ['/name', '/more/a~1b/1'],
    })
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: 9007199254740991, more: -0.1 }))).toBe(undefined)
  })

  it('never repeats a value in an error', async () => {
    const template = await compileTemplate(
      aTemplate({
        values: { name: { type: 'string', maxLength: 5 }, age: { type: 'integer', maximum: 9 } },
        sample: { age: 1 },
      }),
    )
    const fault = faultOf(() => template.fill({ serialNumber: 'A', name: 'a secret name', age: 4711 }))
    expect(JSON.stringify(fault)).not.toMatch(/secret|4711/)
  })

  it.each([undefined, '', 'a/b', 'ä', '.a', 'a.', 'x'.repeat(65), 7])(
    'refuses the serial number %j',
    async (serialNumber) => {
      const template = await compileTemplate(aTemplate())
      expect(faultOf(() => template.fill({ serialNumber, name: 'Ada' }))).toMatchObject({
        code: 'values/invalid',
        paths: ['/serialNumber'],
      })
    },
  )

  it('takes a value that the record leaves out from the default in the schema', async () => {
    const values = { name: { type: 'string' }, tier: { type: 'string', default: 'basic' } }
    const schema = { type: 'object', properties: values, required: ['name'] }
    const template = await compileTemplate(aTemplate({ pass: { logoText: '${tier}' }, settings: { values: schema } }))
    expect(template.fill({ serialNumber: 'A', name: 'Ada' }).pass.logoText).toBe('basic')
  })

  it('names the place in the template where a value is missing', async () => {
    const schema = { type: 'object', properties: { name: { type: 'string' } } }
    const template = await compileTemplate(aTemplate({ settings: { values: schema } }))
    expect(faultOf(() => template.fill({ serialNumber: 'A' }))).toMatchObject({
      code: 'values/not-fillable',
      paths: ['pass.json#/generic/primaryFields/0/value'],
    })
  })

  it('leaves out what a condition leaves out', async () => {
    const pass = { generic: { primaryFields: [{ $if: 'name == "Ada"', then: { key: 'x', value: 'only Ada' } }] } }
    const template = await compileTemplate(aTemplate({ pass }))
    expect(fields(template.fill({ serialNumber: 'A', name: 'Bob' }))).toEqual([])
    expect(fields(template.fill({ serialNumber: 'A', name: 'Ada' }))).toHaveLength(1)
  })

  it('adds the web service only when it is told to', async () => {
    const template = await compileTemplate(aTemplate())
    const webService = { url: 'https://example.com/wallet', authenticationToken: 'k1.0123456789abcdef' }
    expect(template.fill({ serialNumber: 'A', name: 'B' }).pass.webServiceURL).toBeUndefined()
    expect(template.fill({ serialNumber: 'A', name: 'B' }, { webService }).pass).toMatchObject({
      webServiceURL: 'https://example.com/wallet',
      authenticationToken: 'k1.0123456789abcdef',
    })
  })

  it.each([
    ['says nothing', {}],
    ['says false', { voided: false }],
    ['says true', { voided: true }],
    ['says what its values say', { voided: { $eval: "name == 'Ada'" } }],
  ])('marks a pass as void when it is told to, if pass.json %s of it', async (_, pass) => {
    const filled = (await compileTemplate(aTemplate({ pass }))).fill({ serialNumber: 'A', name: 'B' }, { voided: true })
    expect(filled.pass.voided).toBe(true)
    expect(passText(filled)).toBe(canonicalJson(filled.pass))
  })

  it('marks a pass with texts per language as void, and changes nothing else of it', async () => {
    const files = { 'en.lproj/pass.strings': '"a" = "${name}";', 'es.lproj/pass.strings': '"a" = "${name}";' }
    const template = await compileTemplate(aTemplate({ files }))
    const values = { serialNumber: 'A', name: { en: 'Friend', es: 'Amigo' } }
    const valid = template.fill(values)
    const voided = template.fill(values, { voided: true })
    expect(voided.pass).toEqual({ ...valid.pass, voided: true })
    expect(passText(voided)).toBe(canonicalJson(voided.pass))
    expect(voided.shared).toBe(valid.shared)
    expect(new Map([...voided.own].filter(([path]) => path !== 'pass.json'))).toEqual(
      new Map([...valid.own].filter(([path]) => path !== 'pass.json')),
    )
  })

  it('makes a void pass void for itself only', async () => {
    const template = await compileTemplate(aTemplate())
    template.fill({ serialNumber: 'A', name: 'B' }, { voided: true })
    const next = template.fill({ serialNumber: 'A', name: 'B' })
    expect(next.pass).not.toHaveProperty('voided')
    expect(next.sample).not.toHaveProperty('voided')
  })

  it('shares the very same map of files between passes', async () => {
    const template = await compileTemplate(aTemplate())
    const first = template.fill({ serialNumber: 'A', name: 'B' })
    expect(template.fill({ serialNumber: 'C', name: 'D' }).shared).toBe(first.shared)
  })
})

describe('images of a record', () => {
  const files = {
    'thumbnail.png': pngStub('t1'),
    'thumbnail@2x.png': pngStub('t2'),
    'es.lproj/thumbnail@2x.png': pngStub('t3'),
  }

  it('replace their slot in every scale and language', async () => {
    const template = await compileTemplate(aTemplate({ files }))
    const filled = template.fill({ serialNumber: 'A', name: 'B' }, { images: [['thumbnail@3x.png', pngStub('photo')]] })
    expect([...filled.shared.keys()].toSorted()).toEqual(['icon.png', 'icon@2x.png', 'icon@3x.png'])
    expect([...filled.own.keys()].toSorted()).toEqual(['pass.json', 'thumbnail@3x.png'])
  })

  it.each([
    ['../icon.png', pngStub()],
    ['photo.png', pngStub()],
    ['thumbnail.png', new Uint8Array([1, 2, 3])],
  ])('are refused: %s', async (name, bytes) => {
    const template = await compileTemplate(aTemplate())
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: 'B' }, { images: [[name, bytes]] }))?.code).toBe(
      'values/image-invalid',
    )
  })
})
