import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, pngStub, rejectionOf } from '../../../test/builders/template.ts'
import { readStrings } from '../format/strings.ts'
import { compileTemplate } from './compile.ts'
import type { FilledPass } from './filled-pass.ts'
import type { FillExtras } from './template.ts'

const files = {
  'en.lproj/pass.strings': '"hi" = "Hello ${name}";\n"bye" = "Bye";',
  'es.lproj/pass.strings': '"hi" = "Hola ${name}";\n"bye" = "Adiós";',
  'pt-BR.lproj/pass.strings': '"hi" = "Oi ${name}";\n"bye" = "Tchau";',
  'zh-Hant.lproj/pass.strings': '"hi" = "您好 ${name}";\n"bye" = "再見";',
  'es.lproj/logo.png': pngStub('es'),
  'en.lproj/logo.png': pngStub('en'),
}
const values = {
  name: { type: 'string' },
  language: { type: 'string' },
  languages: { type: 'array', items: { type: 'string' } },
}
const schema = { type: 'object', properties: values }
const names = { en: 'Friend', es: 'Amigo', fr: 'Ami' }

const foldersOf = ({ own, shared }: FilledPass): string[] => {
  const folders = [...own.keys(), ...shared.keys()].flatMap((path) => /^(.*)\.lproj\//.exec(path)?.[1] ?? [])
  return [...new Set(folders)].sort()
}

const filled = async (locales: unknown, record: object = {}, extras: FillExtras = {}, more = files) => {
  const settings = { values: schema, ...(locales === undefined ? {} : { locales }) }
  const template = await compileTemplate(aTemplate({ files: more, settings }))
  return template.fill({ serialNumber: 'A', name: 'Ada', ...record }, extras)
}

const value = ({ pass }: FilledPass): unknown => {
  const { primaryFields } = pass.generic as { primaryFields: { value: unknown }[] }
  return primaryFields[0]?.value
}

describe('the languages of a pass', () => {
  it('are all unless template.json says something else', async () => {
    expect(foldersOf(await filled(undefined))).toEqual(['en', 'es', 'pt-BR', 'zh-Hant'])
  })

  it('are those of the list in template.json, with their images', async () => {
    const pass = await filled(['es', 'zh-hant'])
    expect(foldersOf(pass)).toEqual(['es', 'zh-Hant'])
    expect(pass.shared.has('es.lproj/logo.png')).toBe(true)
    expect(pass.shared.has('en.lproj/logo.png')).toBe(false)
  })

  it('may be asked for with each pass', async () => {
    expect(foldersOf(await filled(['es'], {}, { locales: 'all' }))).toEqual(['en', 'es', 'pt-BR', 'zh-Hant'])
    expect(foldersOf(await filled(undefined, {}, { locales: ['pt-BR', 'en'] }))).toEqual(['en', 'pt-BR'])
    expect(foldersOf(await filled(undefined, {}, { locales: [] }))).toEqual(['en'])
  })

  it.each([
    ['es', 'es'],
    ['ES', 'es'],
    ['es-MX', 'es'],
    ['es_MX', 'es'],
    ['pt-BR', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh-TW', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['fr', 'en'],
    ['Klingon', 'en'],
    ['../es', 'en'],
  ])('are the nearest to the customer, who asks for %s: %s', async (language, folder) => {
    expect(foldersOf(await filled({ fromValue: 'language' }, { language }))).toEqual([folder])
  })

  it('are several for a customer who reads several', async () => {
    const pass = await filled({ fromValue: 'languages' }, { languages: ['es-AR', 'pt', 'es'] })
    expect(foldersOf(pass)).toEqual(['es', 'pt-BR'])
  })

  it.each([[{}], [{ language: '' }]])('are all for a customer whose language is not known: %j', async (record) => {
    expect(foldersOf(await filled({ fromValue: 'language' }, record))).toHaveLength(4)
  })

  it('are none if the customer reads the default language, and that stands in pass.json', async () => {
    const spanish = { 'es.lproj/pass.strings': '"Name" = "Nombre";' } as typeof files
    expect(foldersOf(await filled(undefined, {}, { locales: ['en'] }, spanish))).toEqual([])
    expect(foldersOf(await filled(undefined, {}, { locales: ['es'] }, spanish))).toEqual(['es'])
  })

  it('bring along the texts of their fallback if they have none themselves', async () => {
    const more = { ...files, 'es-MX.lproj/logo.png': pngStub('mx') }
    expect(foldersOf(await filled(undefined, {}, { locales: ['es-MX'] }, more))).toEqual(['es', 'es-MX'])
  })

  it('share their files with the other passes in these languages', async () => {
    const template = await compileTemplate(aTemplate({ files, settings: { values: schema } }))
    const sharedBy = (name: string) => template.fill({ serialNumber: 'A', name }, { locales: ['es', 'en'] }).shared
    expect(sharedBy('Ada')).toBe(sharedBy('Bob'))
  })
})

describe('values per language', () => {
  it('are written for the chosen languages only', async () => {
    const pass = await filled(['es', 'fr'], { name: names })
    expect(foldersOf(pass)).toEqual(['es', 'fr'])
    const key = String(value(pass))
    const texts = (language: string) => readStrings(pass.own.get(`${language}.lproj/pass.strings`) ?? new Uint8Array())
    expect(texts('es').get(key)).toBe('Amigo')
    expect(texts('fr').get(key)).toBe('Ami')
  })

  it('stand in pass.json itself if there is one language only', async () => {
    const pass = await filled(['es'], { name: names })
    expect(value(pass)).toBe('Amigo')
    const strings = readStrings(pass.own.get('es.lproj/pass.strings') ?? new Uint8Array())
    expect([...strings]).toEqual([
      ['bye', 'Adiós'],
      ['hi', 'Hola Amigo'],
    ])
    expect(foldersOf(pass)).toEqual(['es'])
  })

  it('are checked in all languages, whichever are chosen', async () => {
    const properties = { name: { type: 'string', minLength: 1 } }
    const template = await compileTemplate(aTemplate({ settings: { values: { type: 'object', properties } } }))
    const record = { serialNumber: 'A', name: { en: 'Friend', es: '' } }
    expect(faultOf(() => template.fill(record, { locales: ['en'] }))?.paths).toEqual(['/name'])
  })
})

describe('the setting of the languages', () => {
  it.each([[[]], [['English']], ['customer'], [{ fromValue: 'a b' }], [{ fromValue: 'nobody' }], [3]])(
    'is refused if it is %j',
    async (locales) => {
      const fault = await rejectionOf(compileTemplate(aTemplate({ settings: { locales } })))
      expect(fault?.code).toBe('template/settings-invalid')
      expect(fault?.message).toContain('locales')
    },
  )
})
