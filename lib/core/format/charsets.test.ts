import { describe, expect, it } from 'vitest'
import { byteLength, charsetMeant, charsetOf, firstUnwritable } from './charsets.ts'

const named = (name: string) => {
  const charset = charsetOf(name)
  if (!charset) throw new Error(`no charset ${name}`)
  return charset
}

describe('charsetOf', () => {
  it('knows a charset by all its registered names, in whatever case', () => {
    expect(['ISO-8859-1', 'latin1', 'iso_8859-1:1987'].map((name) => charsetOf(name)?.name)).toEqual([
      'iso-8859-1',
      'iso-8859-1',
      'iso-8859-1',
    ])
  })

  it.each(['utf8', 'ISO8859-1', 'unicode', ''])('does not know %j', (name) => {
    expect(charsetOf(name)).toBeUndefined()
  })
})

describe('charsetMeant', () => {
  it.each([
    ['utf8', 'utf-8'],
    ['ISO8859-1', 'iso-8859-1'],
    ['8859-1', 'iso-8859-1'],
    ['iso-88591', 'iso-8859-1'],
    ['Latin 1', 'iso-8859-1'],
    ['unicode', undefined],
  ])('takes %s for %s', (name, meant) => {
    expect(charsetMeant(name)?.name).toBe(meant)
  })
})

describe('firstUnwritable', () => {
  it.each([
    ['us-ascii', 'Grüße', 'ü'],
    ['iso-8859-1', 'Grüße \u0081', undefined],
    ['iso-8859-1', '5 €', '€'],
    ['windows-1252', '5 €', undefined],
    ['windows-1252', '\u0081', '\u0081'],
    ['utf-8', '切符 🎫', undefined],
    ['utf-8', 'a\ud800b', '\ud800'],
    ['shift_jis', '切符', undefined],
  ])('finds in %s what %j has and it lacks', (name, text, char) => {
    expect(firstUnwritable(named(name), text)).toBe(char)
  })
})

describe('byteLength', () => {
  it.each([
    ['iso-8859-1', 'Grüße', 5],
    ['utf-8', 'Grüße 🎫', 12],
    ['utf-16', 'a🎫', 6],
    ['shift_jis', 'a切', 3],
  ])('of %s text %s is %i', (name, text, bytes) => {
    expect(byteLength(named(name), text)).toBe(bytes)
  })
})
