import { describe, expect, it } from 'vitest'
import { aPng } from '../../../test/builders/png.ts'
import { utf8 } from '../bytes.ts'
import { TemplateError } from '../errors.ts'
import { compileTemplate } from '../template/compile.ts'
import { fromPassDesigner, isPassDesigner } from './pass-designer.ts'

const designed = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.dogs',
  teamIdentifier: 'ABCDE12345',
  serialNumber: '',
  organizationName: 'Example',
  description: 'Card of a dog',
  webServiceURL: '',
  logoText: 'pays in ${US}',
  barcodes: [{ format: 'PKBarcodeFormatQR', message: '123456789', messageEncoding: 'iso-8859-1' }],
  generic: {
    headerFields: [{ key: 'number', label: 'No.', value: 7, _id: 'F1' }],
    primaryFields: [{ key: 'DOG_NAME', label: 'Name', value: 'Rex ${1}', _id: 'F2' }],
  },
  posterGeneric: { primaryFields: [{ key: 'DOG_NAME', label: 'Name', value: 'Rex ${1}' }] },
}

const aDesign = (changes: object = {}): Map<string, Uint8Array> =>
  new Map([
    ['pass.json', utf8(JSON.stringify({ ...designed, ...changes }))],
    ['tooling.json', utf8('{"designerVersion":"1.0","automaticallyGenerateCompatiblePass":false}')],
    ['icon@2x.png', aPng({ comment: '2' })],
    ['en.lproj/pass.strings', utf8('"Name" = "Name of ${it}";')],
    ['.DS_Store', utf8('junk')],
  ])

const refusal = (changes: object): unknown => {
  try {
    return fromPassDesigner(aDesign(changes))
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return error.findings.map(({ code, path }) => `${code} ${path}`)
  }
}

describe('a template of Pass Designer', () => {
  it('is told by its tooling.json', () => {
    expect(isPassDesigner(aDesign())).toBe(true)
    expect(isPassDesigner(aDesign().set('template.json', utf8('{}')))).toBe(false)
  })

  it('shows what was designed, where a record says nothing else', async () => {
    const template = await compileTemplate(fromPassDesigner(aDesign()))
    const { pass } = template.fill({ serialNumber: 'D-1', barcodeMessage: 'D1' })
    expect(pass).toMatchObject({
      serialNumber: 'D-1',
      logoText: 'pays in ${US}',
      barcodes: [{ message: 'D1' }],
      generic: {
        headerFields: [{ key: 'number', label: 'No.', value: 7 }],
        primaryFields: [{ key: 'DOG_NAME', label: 'Name', value: 'Rex ${1}' }],
      },
    })
    expect(JSON.stringify(pass)).not.toMatch(/_id|webServiceURL/)
  })

  it('takes the value of each field by its key, in all styles', async () => {
    const template = await compileTemplate(fromPassDesigner(aDesign()))
    const { pass } = template.fill({ serialNumber: 'D-1', barcodeMessage: 'D1', DOG_NAME: 'Bo', number_value: 9 })
    expect(pass).toMatchObject({
      generic: { headerFields: [{ value: 9 }], primaryFields: [{ value: 'Bo' }] },
      posterGeneric: { primaryFields: [{ value: 'Bo' }] },
    })
  })

  it('runs nothing of what was designed', async () => {
    const design = aDesign({ logoText: '${1+1}', userInfo: { $eval: '1+1' } })
    design.set('personalization.json', utf8('{"description":"${1+1}","requiredPersonalizationFields":[]}'))
    const { pass, shared, own } = (await compileTemplate(fromPassDesigner(design))).fill({
      serialNumber: 'D-1',
      barcodeMessage: 'D1',
    })
    expect(pass).toMatchObject({ logoText: '${1+1}', userInfo: { $eval: '1+1' } })
    const text = (path: string) => new TextDecoder().decode(own.get(path) ?? shared.get(path))
    expect(text('personalization.json')).toContain('${1+1}')
    expect(text('en.lproj/pass.strings')).toContain('Name of ${it}')
  })

  it('wants what the barcode says for each pass', async () => {
    const template = await compileTemplate(fromPassDesigner(aDesign()))
    expect(() => template.fill({ serialNumber: 'D-1' })).toThrow(/barcodeMessage/)
  })

  it('keeps its files but those of the tool', () => {
    expect([...fromPassDesigner(aDesign()).keys()]).toEqual([
      'template.json',
      'pass.json',
      'icon@2x.png',
      'en.lproj/pass.strings',
    ])
  })

  it.each([
    [{ name: 'Dog Club.v2' }, 'dog-club-v2'],
    [{ name: '狗' }, 'card-of-a-dog'],
    [{}, 'card-of-a-dog'],
  ])('called %j gets a name that a template may have', async (options, name) => {
    const { settings } = await compileTemplate(fromPassDesigner(aDesign(), options))
    expect(settings.name).toBe(name)
  })

  it('is refused with all that is missing of its identity', () => {
    expect(refusal({ passTypeIdentifier: 'pass.', teamIdentifier: '' })).toEqual([
      'designer-identifier-missing /passTypeIdentifier',
      'designer-identifier-missing /teamIdentifier',
    ])
    expect(refusal({ passTypeIdentifier: 'pass.com.example' })).toEqual([
      'designer-identifier-missing /passTypeIdentifier',
    ])
  })

  it('takes its identity from elsewhere, or makes one up for a look', async () => {
    const open = aDesign({ passTypeIdentifier: 'pass.', teamIdentifier: '' })
    const given = { passTypeIdentifier: 'pass.com.example.x', teamIdentifier: 'ZZZZZ99999' }
    expect((await compileTemplate(fromPassDesigner(open, given))).settings).toMatchObject(given)
    expect((await compileTemplate(fromPassDesigner(open, { anyIdentity: true }))).settings.name).toBe('card-of-a-dog')
  })

  it('without a pass.json that can be read is refused', () => {
    expect(() => fromPassDesigner(new Map())).toThrow(/pass\.json is missing/)
    expect(() => fromPassDesigner(new Map([['pass.json', utf8('{"a"}')]]))).toThrow(/line 1, column 5/)
  })
})
