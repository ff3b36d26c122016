import { describe, expect, it } from 'vitest'
import { shownValue } from './shown-value.ts'

// Saturday, one o'clock at night in Vienna.
const vienna = { locale: 'en-US', timeZone: 'Europe/Vienna', now: Date.UTC(2026, 10, 21, 0) }
const plain = (text: string) => text

// Runtimes differ in the blank before AM and PM.
const spaced = (text: string) => text.replace(/\s/g, ' ')

const shown = (field: object, surroundings = vienna) => spaced(shownValue({ key: 'k', ...field }, plain, surroundings))

describe('a date', () => {
  const value = '2027-03-01T23:30:00Z'

  it.each([
    [{ dateStyle: 'PKDateStyleShort' }, '3/2/27'],
    [{ dateStyle: 'PKDateStyleMedium' }, 'Mar 2, 2027'],
    [{ dateStyle: 'PKDateStyleFull' }, 'Tuesday, March 2, 2027'],
    [{ timeStyle: 'PKDateStyleShort' }, '12:30 AM'],
    [{ dateStyle: 'PKDateStyleShort', timeStyle: 'PKDateStyleShort' }, '3/2/27, 12:30 AM'],
    [{ dateStyle: 'PKDateStyleNone', timeStyle: 'PKDateStyleShort' }, '12:30 AM'],
  ])('with %j is %s in Vienna', (styles, text) => {
    expect(shown({ value, ...styles })).toBe(text)
  })

  it.each([
    ['2027-03-01T23:30:00-08:00', '3/1/27, 11:30 PM'],
    ['2027-03-01T23:30:00+05:30', '3/1/27, 11:30 PM'],
    ['2027-03-01T23:30Z', '3/1/27, 11:30 PM'],
  ])('of %s that ignores time zones is shown in its own', (own, text) => {
    const styles = { dateStyle: 'PKDateStyleShort', timeStyle: 'PKDateStyleShort', ignoresTimeZone: true }
    expect(shown({ value: own, ...styles })).toBe(text)
  })

  it.each([
    ['2026-11-21T22:00:00Z', 'Today'],
    ['2026-11-21T23:30:00Z', 'Tomorrow'],
    ['2026-11-20T22:00:00Z', 'Yesterday'],
    ['2026-11-23T12:00:00Z', 'Nov 23, 2026'],
  ])('of %s that is relative is %s', (near, text) => {
    expect(shown({ value: near, dateStyle: 'PKDateStyleMedium', isRelative: true })).toBe(text)
  })

  it('that is relative keeps its time', () => {
    const styles = { dateStyle: 'PKDateStyleMedium', timeStyle: 'PKDateStyleShort', isRelative: true }
    expect(shown({ value: '2026-11-21T22:00:00Z', ...styles })).toBe('Today, 11:00 PM')
  })

  it('is written as the locale does', () => {
    const styles = { dateStyle: 'PKDateStyleLong' }
    expect(shown({ value, ...styles }, { ...vienna, locale: 'de-AT' })).toBe('2. März 2027')
  })

  it.each(['2027-03-01', 'soon', '2027-02-30T12:00:00Z'])('that is none, %s, stays as it is', (text) => {
    expect(shown({ value: text, dateStyle: 'PKDateStyleShort' })).toBe(text)
  })

  it.each(['constructor', '__proto__', 'PKDateStyleHuge'])(
    'with the style %s, which is none, stays as it is',
    (dateStyle) => {
      expect(shown({ value, dateStyle })).toBe(value)
    },
  )

  it('without a style stays as it is', () => {
    expect(shown({ value })).toBe(value)
  })
})

describe('a number', () => {
  it.each([
    [{ value: 1234.5 }, '1234.5'],
    [{ value: 1234.5, numberStyle: 'PKNumberStyleDecimal' }, '1,234.5'],
    [{ value: 0.255, numberStyle: 'PKNumberStylePercent' }, '25.5%'],
    [{ value: 12_345, numberStyle: 'PKNumberStyleScientific' }, '1.2345E4'],
    [{ value: 12, numberStyle: 'PKNumberStyleSpellOut' }, 'twelve'],
    [{ value: 12_345, numberStyle: 'PKNumberStyleSpellOut' }, '12,345'],
    [{ value: 21.5, currencyCode: 'EUR' }, '€21.50'],
    [{ value: 2150, currencyCode: 'JPY' }, '¥2,150'],
    [{ value: 21.5, currencyCode: 'euro' }, '21.5'],
    [{ value: '42', numberStyle: 'PKNumberStyleDecimal' }, '42'],
  ])('of %j is %s', (field, text) => {
    expect(shown(field)).toBe(text)
  })
})

describe('a text', () => {
  it('is looked up', () => {
    expect(shownValue({ key: 'k', value: 'gate' }, (text) => `<${text}>`, vienna)).toBe('<gate>')
  })

  it('with links stands in for a missing value, without them', () => {
    expect(shown({ attributedValue: '<a href="https://example.com">Terms</a> apply' })).toBe('Terms apply')
    expect(shown({ value: 'Terms', attributedValue: '<a href="https://example.com">Others</a>' })).toBe('Terms')
  })
})
