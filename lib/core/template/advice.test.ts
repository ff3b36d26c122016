import { describe, expect, it } from 'vitest'
import { aTemplate, type TemplateChanges } from '../../../test/builders/template.ts'
import { templateAdvice } from './advice.ts'
import { compileTemplate } from './compile.ts'

const adviceOn = async (changes: TemplateChanges): Promise<string[]> => {
  const files = aTemplate(changes)
  return templateAdvice(files, await compileTemplate(files)).map(({ code, path }) => `${code} ${path}`)
}

const text = { type: 'string' }
const described = (names: readonly string[], required: readonly string[] = names) => ({
  values: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, text])), required },
})

describe('advice on a template', () => {
  it('is not given if there is nothing to say', async () => {
    expect(await adviceOn({})).toEqual([])
  })

  it('names a value that nothing uses', async () => {
    const settings = described(['name', 'gate'])
    expect(await adviceOn({ settings, sample: { gate: 'A' } })).toEqual([
      'value-unused template.json#/values/properties/gate',
    ])
  })

  it.each([
    ['a placeholder', { logoText: "${uppercase(gate)} ${['x'][0]}" }],
    ['$eval', { userInfo: { $eval: '{key: gate}' } }],
    ['a condition', { logoText: { $if: "defined('name') && gate == 'x'", then: 'x' } }],
    ['a case', { logoText: { $switch: { "gate == 'a'": 'x', $default: 'y' } } }],
    ['a key', { userInfo: { '${gate}': 1 } }],
    ['a search', { userInfo: { $find: ['a'], 'each(x)': 'x == gate' } }],
  ])('knows that a value is used in %s', async (_, pass) => {
    expect(await adviceOn({ pass, settings: described(['name', 'gate']), sample: { gate: 'A' } })).toEqual([])
  })

  it('knows that values are used in pass.strings, by the choice of the language, and for the nearest place', async () => {
    const settings = {
      ...described(['name', 'gate', 'language', 'home'], ['name', 'gate']),
      locales: { fromValue: 'language' },
      relevance: { locations: { near: 'home' } },
    }
    const files = { 'en.lproj/pass.strings': '"gate" = "Gate ${gate}";' }
    expect(await adviceOn({ pass: { locations: [] }, settings, sample: { gate: 'A' }, files })).toEqual([])
  })

  it('names a placeholder whose value the schema does not describe', async () => {
    const pass = { logoText: { $if: "name == 'Bob'", then: '${nickname}' } }
    expect(await adviceOn({ pass })).toEqual(['placeholder-undeclared template.json#/values'])
  })

  it('does not take what the template names itself for a value', async () => {
    const list = { $map: ['a'], 'each(word, at)': 'Word: ${word} ${at}' }
    const sorted = { $sort: [{ no: 1 }], 'by(one)': 'one.no' }
    const bound = { $let: { greeting: 'Hi' }, in: '${greeting} ${name}' }
    expect(await adviceOn({ pass: { userInfo: { list, sorted, bound } } })).toEqual([])
  })

  it('tells that records without the optional values cannot be filled', async () => {
    const pass = { logoText: '${gate}' }
    const settings = described(['name', 'gate'], ['name'])
    expect(await adviceOn({ pass, settings, sample: { gate: 'A' } })).toEqual([
      'value-optional-unguarded pass.json#/logoText',
    ])
  })

  it('asks for the texts of the default language', async () => {
    const files = { 'es.lproj/pass.strings': '"Name" = "Nombre";' }
    expect(await adviceOn({ files })).toEqual(['language-default-missing en.lproj/pass.strings'])
  })

  it.each([
    ['locales', { locales: ['en', 'fr'] }, 'template.json#/locales'],
    ['relevance.locations', { relevance: { locations: { weight: 'w' } } }, 'template.json#/relevance/locations'],
    ['relevance.beacons', { relevance: { beacons: { weight: 'w' } } }, 'template.json#/relevance/beacons'],
    ['legacyBarcode', { legacyBarcode: true }, 'template.json#/legacyBarcode'],
  ])('names the setting %s where it has no effect', async (_, settings, path) => {
    expect(await adviceOn({ settings })).toEqual([`setting-unused ${path}`])
  })
})
