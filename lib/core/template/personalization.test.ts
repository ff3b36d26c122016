import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, pngStub, rejectionOf } from '../../../test/builders/template.ts'
import { readStrings } from '../format/strings.ts'
import { compileTemplate } from './compile.ts'
import type { FilledPass } from './filled-pass.ts'
import { askedFields } from './personalization.ts'
import type { FillExtras } from './template.ts'

const form = (description: unknown) =>
  JSON.stringify({ requiredPersonalizationFields: ['PKPassPersonalizationFieldName'], description })
const files = {
  'personalization.json': form('Join, and earn a free coffee'),
  'personalizationLogo@2x.png': pngStub('logo'),
  'personalizationLogo@3x.png': pngStub('larger logo'),
  'es.lproj/personalizationLogo@2x.png': pngStub('el logo'),
  'es.lproj/pass.strings': '"Name" = "Nombre";',
  'en.lproj/pass.strings': '"Name" = "Name";',
}

const fill = async (more: object = {}, record: object = {}, extras: FillExtras = {}): Promise<FilledPass> => {
  const template = await compileTemplate(aTemplate({ files: { ...files, ...more } }))
  return template.fill({ serialNumber: 'A', name: 'Ada', ...record }, extras)
}

const filesOf = ({ shared, own }: FilledPass): Map<string, Uint8Array> => new Map([...shared, ...own])
const formOf = (filled: FilledPass): { description?: string } =>
  JSON.parse(new TextDecoder().decode(filesOf(filled).get('personalization.json')))

describe('a pass that asks who its holder is', () => {
  it('has the form as the template has it, and its logo in every scale and language', async () => {
    const { shared } = await fill()
    expect(new TextDecoder().decode(shared.get('personalization.json'))).toBe(files['personalization.json'])
    expect([...shared.keys()].filter((path) => path.includes('personalizationLogo')).sort()).toEqual([
      'es.lproj/personalizationLogo@2x.png',
      'personalizationLogo@2x.png',
      'personalizationLogo@3x.png',
    ])
  })

  it('has values in its form', async () => {
    const filled = await fill({ 'personalization.json': form('${name}, join us') })
    expect(formOf(filled).description).toBe('Ada, join us')
    expect(filled.shared.has('personalization.json')).toBe(false)
  })

  it('has the description of its form in each language', async () => {
    const more = { 'personalization.json': form('${name}, join us') }
    const filled = await fill(more, { name: { en: 'Friend', es: 'Amigo' } })
    const key = String(formOf(filled).description)
    expect(key).toMatch(/^personalization\.json\/description#[0-9a-f]{8}$/)
    const spanish = readStrings(filled.own.get('es.lproj/pass.strings') ?? new Uint8Array())
    expect(spanish.get(key)).toBe('Amigo, join us')
  })

  it('cannot ask for other data in each language', async () => {
    const text = JSON.stringify({ requiredPersonalizationFields: ['${name}'], description: 'Join us' })
    const template = await compileTemplate(aTemplate({ files: { 'personalization.json': text } }))
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: { en: 'a', es: 'b' } }))).toMatchObject({
      code: 'values/not-fillable',
      paths: ['personalization.json#/requiredPersonalizationFields/0'],
    })
  })

  it('may not have the current time in its form', async () => {
    const text = aTemplate({ files: { 'personalization.json': form('At ${now}') } })
    expect((await rejectionOf(compileTemplate(text)))?.code).toBe('template/expression-refused')
  })
})

describe('a pass that has a holder', () => {
  it.each([
    ['alike in all passes', {}, {}],
    ['with values', { 'personalization.json': form('${name}, join us') }, {}],
    ['per language', { 'personalization.json': form('Join us') }, { name: { en: 'Friend', es: 'Amigo' } }],
  ])('differs in nothing but the form and its logo: a form %s', async (_, more, record) => {
    const before = filesOf(await fill(more, record))
    const after = filesOf(await fill(more, record, { personalized: true }))
    const gone = [...before.keys()].filter((path) => !after.has(path)).sort()
    expect(gone).toEqual([
      'es.lproj/personalizationLogo@2x.png',
      'personalization.json',
      'personalizationLogo@2x.png',
      'personalizationLogo@3x.png',
    ])
    for (const [path, bytes] of after) expect(bytes, path).toEqual(before.get(path))
  })

  it('has not the logo that its record brings, either', async () => {
    const images = [['personalizationLogo.png', pngStub('own')]] as const
    expect([...filesOf(await fill({}, {}, { images })).keys()]).toContain('personalizationLogo.png')
    expect(String([...filesOf(await fill({}, {}, { images, personalized: true })).keys()])).not.toContain(
      'personalization',
    )
  })
})

describe('what the form of a pass asks for', () => {
  it('is what the form says, with the values of the pass in it', async () => {
    const text = JSON.stringify({ requiredPersonalizationFields: ['${name}'], description: 'Join us' })
    const filled = await fill({ 'personalization.json': text }, { name: 'PKPassPersonalizationFieldPostalCode' })
    expect(askedFields(filled)).toEqual(['PKPassPersonalizationFieldPostalCode'])
    expect(askedFields(await fill())).toEqual(['PKPassPersonalizationFieldName'])
  })

  it('is nothing where there is no form, or no longer', async () => {
    const template = await compileTemplate(aTemplate())
    expect(askedFields(template.fill({ serialNumber: 'A', name: 'Ada' }))).toBe(undefined)
    expect(askedFields(await fill({}, {}, { personalized: true }))).toBe(undefined)
  })
})

describe('the setting that puts answers into values', () => {
  const compile = (values: object, more: object = files) =>
    compileTemplate(aTemplate({ files: { ...more }, settings: { personalization: { values } } }))

  it('names the answer of each value', async () => {
    const { settings } = await compile({ name: 'fullName' })
    expect(settings.personalization).toEqual({ values: { name: 'fullName' } })
    expect((await compileTemplate(aTemplate())).settings.personalization).toEqual({ values: {} })
  })

  it.each([
    ['a value that the schema does not describe', { member: 'fullName' }, files],
    ['an answer that no form has', { name: 'nickName' }, files],
    ['no value at all', {}, files],
    ['an answer that the form does not ask for', { name: 'emailAddress' }, files],
    ['an answer where there is no form', { name: 'fullName' }, {}],
  ])('is refused with %s', async (_, values, more) => {
    expect((await rejectionOf(compile(values, more)))?.code).toBe('template/settings-invalid')
  })

  it('does not name the serial number', async () => {
    const properties = { name: { type: 'string' }, serialNumber: { type: 'string' } }
    const settings = { personalization: { values: { serialNumber: 'fullName' } } }
    const fault = await rejectionOf(compileTemplate(aTemplate({ files, settings, values: properties })))
    expect(fault?.message).toContain('serialNumber')
    expect(fault?.code).toBe('template/settings-invalid')
  })

  it('may name whatever a form could ask for that values decide on', async () => {
    const asks = JSON.stringify({ requiredPersonalizationFields: ['${name}'], description: 'Join us' })
    const template = await compile({ name: 'emailAddress' }, { 'personalization.json': asks })
    expect(template.settings.personalization.values).toEqual({ name: 'emailAddress' })
  })
})
