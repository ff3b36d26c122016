import { describe, expect, it } from 'vitest'
import { languageOf, localeFor, textsFor, wishesOf } from './wishes.ts'

const asking = (header: string, search = '') =>
  wishesOf(new Request(`https://passes.example/p/t${search}`, { headers: { 'accept-language': header } }))

describe('the languages that somebody asks for', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', ['de-AT', 'de', 'en']],
    ['en;q=0.5, PT-br', ['pt-BR', 'en']],
    ['fr;q=0, nl', ['nl']],
    ['*', []],
    ['', []],
    ['<script>, de;q=high, fr;q=1.5, it', ['it']],
    ['en;q=0.5, de;Q=0.9', ['de', 'en']],
    ['zh-Hans-CN', ['zh-Hans-CN']],
    [`${'x-,'.repeat(10_000)}de`, []],
  ])('are read from %s', (header, wishes) => {
    expect(asking(header)).toEqual(wishes)
  })

  it('are the one of the address, if it has one', () => {
    expect(asking('de', '?lang=he')).toEqual(['he'])
    expect(asking('de', '?lang=%3Cscript%3E')).toEqual(['de'])
  })
})

describe('the language of the page', () => {
  it.each([
    [['de-AT'], 'en', 'de'],
    [['ja', 'fr'], 'en', 'fr'],
    [['ja'], 'es', 'es'],
    [['ja'], 'ko', 'en'],
    [[], undefined, 'en'],
  ])('for wishes %j of a pass in %s is %s', (wishes, otherwise, language) => {
    expect(textsFor(wishes, otherwise).language).toBe(language)
  })
})

describe('the language of the pass', () => {
  const passIn = (...languages: readonly string[]) => ({
    pass: {},
    files: new Map(languages.map((language) => [`${language}.lproj/pass.strings`, new Uint8Array()])),
  })

  it.each([
    ['the first wish that it has, with its region', ['ja', 'es-MX', 'en'], ['en', 'es'], 'es-MX'],
    ['the first wish that it has in another region', ['de', 'en'], ['en', 'de-CH'], 'de'],
    ['the first wish that it has in a script, as folders name it', ['zh-CN', 'en'], ['en', 'zh-Hans'], 'zh-CN'],
    ['that of its template if it has none of them', ['ja'], ['en', 'es'], 'en'],
    ['for dates and numbers the first wish, if it is in one language only', ['ja', 'de'], [], 'ja'],
    ['that of its template if nobody wishes anything', [], [], 'en'],
  ])('is %s', (_, wishes, languages, locale) => {
    expect(localeFor(wishes, passIn(...languages), 'en')).toBe(locale)
  })

  it('is not that of the visitor where it has only one', () => {
    expect(languageOf(passIn(), 'de', 'en')).toBe('en')
    expect(languageOf(passIn('de', 'en'), 'de', 'en')).toBe('de')
  })
})
