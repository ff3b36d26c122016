import { expect, it } from 'vitest'
import { english } from './english.ts'
import { pageLanguages } from './languages.ts'

const placeholder = /\{\w+\}/g

/** Every text by its name, those of messages too. */
const textsOf = (texts: object, prefix = ''): readonly (readonly [name: string, text: string])[] =>
  Object.entries(texts).flatMap(([name, value]) => {
    if (typeof value === 'string') return [[`${prefix}${name}`, value] as const]
    return typeof value === 'object' && value !== null ? textsOf(value, `${prefix}${name}.`) : []
  })

const placeholders = (texts: object) =>
  textsOf(texts).map(([name, text]) => [name, (text.match(placeholder) ?? []).toSorted()])

it('the page speaks nine languages', () => {
  expect(pageLanguages.map(({ language }) => language)).toEqual(['en', 'de', 'es', 'fr', 'it', 'nl', 'pt', 'ar', 'he'])
  expect(pageLanguages.filter(({ rightToLeft }) => rightToLeft).map(({ language }) => language)).toEqual(['ar', 'he'])
})

it.each(pageLanguages)('$language says everything, and names what is put in as English does', (texts) => {
  expect(textsOf(texts).filter(([, text]) => text.trim() !== text || text === '')).toEqual([])
  expect(placeholders(texts)).toEqual(placeholders(english))
})

it.each(pageLanguages.slice(1))('$language says nothing in English', (texts) => {
  const known = new Map(textsOf(english))
  const same = textsOf(texts).filter(([name, text]) => known.get(name) === text && text.includes(' '))
  expect(same).toEqual([])
})
