import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, pngStub, rejectionOf } from '../../../test/builders/template.ts'
import { readStrings } from '../format/strings.ts'
import { compileTemplate } from './compile.ts'
import type { FilledPass } from './filled-pass.ts'

const stringsOf = (filled: FilledPass, language: string): Record<string, string> =>
  Object.fromEntries(readStrings(filled.own.get(`${language}.lproj/pass.strings`) ?? new Uint8Array()))
const fields = (filled: FilledPass): Record<string, unknown>[] =>
  (filled.pass.generic as { primaryFields: Record<string, unknown>[] }).primaryFields

describe('languages', () => {
  const files = {
    'en.lproj/pass.strings': '"hi" = "Hello ${name}";\n"bye" = "Bye";',
    'es.lproj/pass.strings': '"hi" = "Hola ${name}";\n"bye" = "Adiós";',
  }

  it('fills placeholders in pass.strings and escapes the values', async () => {
    const filled = (await compileTemplate(aTemplate({ files }))).fill({
      serialNumber: 'A',
      name: 'Ada "the\nfirst" \\',
    })
    expect(stringsOf(filled, 'es')).toEqual({ hi: 'Hola Ada "the\nfirst" \\', bye: 'Adiós' })
  })

  it('shares the strings files that no value changes', async () => {
    const fixed = { 'en.lproj/pass.strings': '/* a comment */ bye = Bye;' }
    const filled = (await compileTemplate(aTemplate({ files: fixed }))).fill({ serialNumber: 'A', name: 'B' })
    expect(new TextDecoder().decode(filled.shared.get('en.lproj/pass.strings'))).toBe('"bye" = "Bye";\n')
  })

  it('makes a strings entry of a value that is given per language', async () => {
    const template = await compileTemplate(aTemplate({ files }))
    const filled = template.fill({ serialNumber: 'A', name: { en: 'Friend', es: 'Amigo' } })
    const key = String(fields(filled)[0]?.value)
    expect(key).toMatch(/^\/generic\/primaryFields\/0\/value#[0-9a-f]{8}$/)
    expect(stringsOf(filled, 'en')).toEqual({ [key]: 'Friend', hi: 'Hello Friend', bye: 'Bye' })
    expect(stringsOf(filled, 'es')).toEqual({ [key]: 'Amigo', hi: 'Hola Amigo', bye: 'Adiós' })
  })

  it('changes the lookup key when a translation changes, so that the change is seen', async () => {
    const template = await compileTemplate(aTemplate())
    const keyOf = (es: string) => fields(template.fill({ serialNumber: 'A', name: { en: 'Friend', es } }))[0]?.value
    expect(keyOf('Amigo')).not.toBe(keyOf('Amiga'))
    expect(keyOf('Amigo')).toBe(keyOf('Amigo'))
  })

  it('falls back from a region to its language to the default', async () => {
    const filled = (
      await compileTemplate(
        aTemplate({ files: { ...files, 'es-MX.lproj/logo.png': pngStub(), 'fr.lproj/logo.png': pngStub() } }),
      )
    ).fill({
      serialNumber: 'A',
      name: { en: 'Friend', es: 'Amigo' },
    })
    expect(stringsOf(filled, 'es-MX').hi).toBe('Hola Amigo')
    expect(stringsOf(filled, 'fr').hi).toBe('Hello Friend')
  })

  it('wants the default language of every text', async () => {
    const template = await compileTemplate(aTemplate())
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: { es: 'Amigo' } }))).toMatchObject({
      code: 'values/invalid',
      paths: ['/name/en'],
    })
  })

  it('checks each language against the schema', async () => {
    const template = await compileTemplate(aTemplate())
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: { en: 'Friend', es: '' } }))).toMatchObject({
      code: 'values/invalid',
      paths: ['/name'],
    })
  })

  it('takes an object for an object where the schema wants one', async () => {
    const values = {
      name: { type: 'string' },
      ids: { type: 'object', properties: { id: { type: 'string' }, no: { type: 'string' } } },
    }
    const template = await compileTemplate(
      aTemplate({ pass: { userInfo: { $eval: 'ids' } }, values, sample: { ids: {} } }),
    )
    expect(template.fill({ serialNumber: 'A', name: 'B', ids: { id: '1', no: '2' } }).pass.userInfo).toEqual({
      id: '1',
      no: '2',
    })
  })

  it('refuses a translated text where Wallet looks nothing up, such as a barcode', async () => {
    const barcodes = [{ format: 'PKBarcodeFormatQR', message: '${name}', messageEncoding: 'iso-8859-1' }]
    const template = await compileTemplate(aTemplate({ pass: { barcodes } }))
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: { en: 'a', es: 'b' } }))).toMatchObject({
      code: 'values/not-fillable',
      paths: ['pass.json#/barcodes/0/message'],
    })
  })

  it.each([
    ['a field', { $if: "name == 'a'", then: { key: 'x', value: 'only in English' } }, 'backFields'],
    [
      'another number of fields',
      { $flatten: [[{ $if: "name == 'a'", then: { key: 'x', value: 1 } }]] },
      'backFields/0',
    ],
    ['a member', { key: 'x', value: 1, label: { $if: "name == 'a'", then: 'L' } }, 'backFields/0'],
    [
      'a text in place of an object',
      { key: 'x', value: { $if: "name == 'a'", then: 'L', else: {} } },
      'backFields/0/value',
    ],
    [
      'an object in place of a text',
      { key: 'x', value: { $if: "name == 'b'", then: 'L', else: {} } },
      'backFields/0/value',
    ],
  ])('refuses values per language that switch %s on or off', async (_, field, place) => {
    const pass = { generic: { backFields: [field] } }
    const template = await compileTemplate(aTemplate({ pass }))
    const fault = faultOf(() => template.fill({ serialNumber: 'A', name: { en: 'a', es: 'b' } }))
    expect(fault).toMatchObject({ code: 'values/not-fillable', paths: [`pass.json#/generic/${place}`] })
    expect(fault?.message).toContain('has other parts in one language than in another')
  })

  it('tells languages apart without regard to upper and lower case', async () => {
    const template = await compileTemplate(aTemplate({ files: { 'es-mx.lproj/logo.png': pngStub() } }))
    const filled = template.fill({ serialNumber: 'A', name: { EN: 'Friend', 'es-MX': 'Cuate', 'ZH-hans': '朋友' } })
    expect([...filled.own.keys()].toSorted()).toEqual([
      'en.lproj/pass.strings',
      'es-MX.lproj/pass.strings',
      'pass.json',
      'zh-Hans.lproj/pass.strings',
    ])
    expect(Object.values(stringsOf(filled, 'es-MX'))).toEqual(['Cuate'])
  })

  it('refuses a language that is given twice', async () => {
    const template = await compileTemplate(aTemplate())
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: { en: 'a', EN: 'b' } }))).toMatchObject({
      code: 'values/invalid',
      paths: ['/name/EN'],
    })
  })

  it('takes values per language through references, in objects and in arrays, but not among alternatives', async () => {
    const text = { $ref: '#/$defs/a~1b' }
    const properties = { a: text, b: { type: 'array', items: text }, c: { type: 'object', properties: { d: text } } }
    const schema = { type: 'object', properties, $defs: { 'a/b': { type: 'string' } } }
    const fields = ['${a}', '${b[0]}', '${c.d}'].map((value, index) => ({ key: `k${index}`, value }))
    const sample = { a: 'x', b: ['x'], c: { d: 'x' } }
    const template = await compileTemplate(
      aTemplate({ pass: { generic: { backFields: fields } }, settings: { values: schema }, sample }),
    )
    const both = { en: 'Friend', es: 'Amigo' }
    const filled = template.fill({ serialNumber: 'A', a: both, b: [both], c: { d: both } })
    expect(Object.values(stringsOf(filled, 'es'))).toEqual(['Amigo', 'Amigo', 'Amigo'])
    const alternatives = await compileTemplate(aTemplate({ values: { name: { anyOf: [{ type: 'string' }] } } }))
    expect(faultOf(() => alternatives.fill({ serialNumber: 'A', name: both }))?.paths).toContain('/name')
  })

  it('names the text of a strings file that cannot be filled by its key', async () => {
    const schema = { type: 'object', properties: { name: { type: 'string' } } }
    const strings = { 'en.lproj/pass.strings': '"a" = "fixed";\n"hi there" = "Hello ${nobody}";' }
    const fault = await rejectionOf(compileTemplate(aTemplate({ files: strings, settings: { values: schema } })))
    expect(fault).toMatchObject({
      code: 'template/expression-invalid',
      paths: ['en.lproj/pass.strings#hi there'],
    })
  })

  it('names the line of a strings file that does not parse', async () => {
    const broken = { 'en.lproj/pass.strings': '"a" = "b";\n"c" = "d"' }
    expect((await rejectionOf(compileTemplate(aTemplate({ files: broken }))))?.message).toContain(
      'en.lproj/pass.strings: line 2',
    )
  })
})
