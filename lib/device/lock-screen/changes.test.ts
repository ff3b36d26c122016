import { describe, expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import type { JsonObject } from '../../core/format/json.ts'
import { fieldChanges, shownFields } from './changes.ts'

const reader = { language: 'en', locale: 'en-US', timeZone: 'UTC', now: Date.UTC(2026, 10, 21) }

const aVersion = (content: JsonObject, strings: Readonly<Record<string, string>> = {}) => ({
  pass: { generic: content },
  files: new Map(Object.entries(strings).map(([language, text]) => [`${language}.lproj/pass.strings`, utf8(text)])),
})

const gate = (value: string, more: JsonObject = {}) =>
  aVersion({ headerFields: [{ key: 'gate', label: 'Gate', value, changeMessage: 'Gate %@', ...more }] })

describe('a field', () => {
  it('with another value has changed, and the lock screen says so', () => {
    expect(fieldChanges(gate('A1'), gate('B2'), reader)).toEqual([
      { key: 'gate', label: 'Gate', before: 'A1', value: 'B2', message: 'Gate B2' },
    ])
  })

  it('without a changeMessage changes in silence', () => {
    const [change] = fieldChanges(gate('A1'), gate('B2', { changeMessage: null }), reader)
    expect(change).not.toHaveProperty('message')
  })

  it('has its message as it is if there is no place for the value in it', () => {
    const [change] = fieldChanges(gate('A1'), gate('B2', { changeMessage: 'The gate has changed' }), reader)
    expect(change?.message).toBe('The gate has changed')
  })

  it('may have any character in its value', () => {
    const [change] = fieldChanges(gate('A1'), gate("$& $1 $'"), reader)
    expect(change?.message).toBe("Gate $& $1 $'")
  })

  it('with the same value has not changed, whatever else has', () => {
    expect(fieldChanges(gate('A1'), gate('A1', { label: 'Exit', changeMessage: 'Exit %@' }), reader)).toEqual([])
  })

  it('that is new has not changed', () => {
    expect(fieldChanges(aVersion({}), gate('A1'), reader)).toEqual([])
  })

  it('is found by its key in another group', () => {
    const after = aVersion({ backFields: [{ key: 'gate', value: 'B2', changeMessage: 'Gate %@' }] })
    expect(fieldChanges(gate('A1'), after, reader).map(({ message }) => message)).toEqual(['Gate B2'])
  })

  it('whose links change has changed', () => {
    const after = gate('A1', { attributedValue: '<a href="https://example.com">A1</a>' })
    expect(fieldChanges(gate('A1'), after, reader).map(({ message }) => message)).toEqual(['Gate A1'])
  })

  it('that is relative has not changed by the passing of time', () => {
    const field = { dateStyle: 'PKDateStyleShort', isRelative: true }
    const version = gate('2026-11-22T12:00:00Z', field)
    expect(fieldChanges(version, version, reader)).toEqual([])
  })
})

describe('the language of the device', () => {
  const texts = { en: '"gate_change" = "Gate is %@";', de: '"gate_change" = "Neues Gate: %@"; "none" = "keines";' }
  const at = (value: string, strings: Readonly<Record<string, string>> = texts) =>
    aVersion({ headerFields: [{ key: 'gate', value, changeMessage: 'gate_change' }] }, strings)
  const messageIn = (language: string, value = 'B2', strings: Readonly<Record<string, string>> = texts) =>
    fieldChanges(at('A1', strings), at(value, strings), { ...reader, language })[0]?.message

  it.each([
    ['de', 'Neues Gate: B2'],
    ['de-AT', 'Neues Gate: B2'],
    ['en-GB', 'Gate is B2'],
    ['fr', 'Gate is B2'],
  ])('%s: %s', (language, message) => {
    expect(messageIn(language)).toBe(message)
  })

  it('may be one of another region, where there is no better one', () => {
    expect(messageIn('pt', 'B2', { 'pt-BR': '"gate_change" = "Portão %@";', en: '"gate_change" = "Gate %@";' })).toBe(
      'Portão B2',
    )
  })

  it('is that of the pass, where it has but one', () => {
    expect(messageIn('fr', 'B2', { es: '"gate_change" = "Puerta %@";' })).toBe('Puerta B2')
  })

  it('counts for the value too', () => {
    expect(messageIn('de', 'none')).toBe('Neues Gate: keines')
  })

  it('makes a change of a text that a key stands for', () => {
    const other = at('none', { de: '"none" = "noch keines"; "gate_change" = "Gate: %@";' })
    expect(fieldChanges(at('none'), other, { ...reader, language: 'de' })[0]?.message).toBe('Gate: noch keines')
  })
})

it('all fields are shown in reading order', () => {
  const version = aVersion({
    backFields: [{ key: 'terms', value: 'Be kind' }],
    primaryFields: [{ key: 'name', label: 'Name', value: 'Ada' }],
  })
  expect(shownFields(version, reader)).toEqual([
    { key: 'name', label: 'Name', value: 'Ada' },
    { key: 'terms', label: '', value: 'Be kind' },
  ])
})
