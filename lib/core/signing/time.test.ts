import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTime, timeForm, timeText, wholeSeconds } from './time.ts'

describe('signing times', () => {
  it('59.9995 seconds stay 59', () => {
    const milliseconds = wholeSeconds(new Date(Date.parse('2026-11-21T19:23:59Z') + 999.5))
    expect(timeText(milliseconds, 'utc')).toBe('261121192359Z')
  })

  it('a moment before 1970 is rounded down too', () => {
    expect(wholeSeconds(new Date(-1))).toBe(-1000)
  })

  it.each([
    ['2049-12-31T23:59:59Z', 'utc', '491231235959Z'],
    ['2050-01-01T00:00:00Z', 'generalized', '20500101000000Z'],
    ['1950-01-01T00:00:00Z', 'utc', '500101000000Z'],
    ['1949-12-31T23:59:59Z', 'generalized', '19491231235959Z'],
  ] as const)('%s is written as %s: %s', (iso, form, text) => {
    const milliseconds = Date.parse(iso)
    expect(timeForm(milliseconds)).toBe(form)
    expect(timeText(milliseconds, form)).toBe(text)
    expect(parseTime(text, form)?.getTime()).toBe(milliseconds)
  })

  it('what is written is read back', () => {
    const years = { min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true }
    fc.assert(
      fc.property(fc.date(years), (moment) => {
        const milliseconds = wholeSeconds(moment)
        const form = timeForm(milliseconds)
        expect(parseTime(timeText(milliseconds, form), form)?.getTime()).toBe(milliseconds)
      }),
    )
  })

  it.each([
    ['261121192360Z', 'utc'],
    ['261131192300Z', 'utc'],
    ['2611211923Z', 'utc'],
    ['261121192300+0000', 'utc'],
    ['20500101000000.5Z', 'generalized'],
    ['20500101000000', 'generalized'],
    ['00500101000000Z', 'generalized'],
    ['', 'utc'],
  ] as const)('"%s" is no signing time', (text, form) => {
    expect(parseTime(text, form)).toBeUndefined()
  })
})
