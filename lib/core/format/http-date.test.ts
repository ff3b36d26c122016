import { describe, expect, it } from 'vitest'
import { readHttpDate } from './http-date.ts'

describe('a date of HTTP', () => {
  it.each([
    ['the preferred form', 'Sun, 06 Nov 1994 08:49:37 GMT', 784_111_777],
    ['that of RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT', 784_111_777],
    ["that of C's asctime()", 'Sun Nov  6 08:49:37 1994', 784_111_777],
    ['asctime() with two digits for the day', 'Wed Nov 16 08:49:37 1994', 784_975_777],
    ['a leap day', 'Tue, 29 Feb 2028 00:00:00 GMT', 1_835_395_200],
    ['before 1970', 'Wed, 31 Dec 1969 23:59:59 GMT', -1],
    ['the last second of a day', 'Sat, 21 Nov 2026 23:59:59 GMT', 1_795_305_599],
  ])('may be %s', (_, text, seconds) => {
    expect(readHttpDate(text)).toBe(seconds)
  })

  it.each([
    'Monday, 06-Nov-95 08:49:37 GMT',
    'Tuesday, 03-Nov-26 08:49:37 GMT',
    'Wednesday, 04-Nov-26 08:49:37 GMT',
    'Thursday, 05-Nov-26 08:49:37 GMT',
    'Friday, 06-Nov-26 08:49:37 GMT',
    'Saturday, 07-Nov-26 08:49:37 GMT',
    'Sunday, 08-Nov-26 08:49:37 GMT',
  ])('with a long weekday is of the century in which it is that day: %s', (text) => {
    const year = text.includes('-95 ') ? 1995 : 2026
    expect(new Date((readHttpDate(text) ?? 0) * 1000).getUTCFullYear()).toBe(year)
  })
})

it.each([
  '',
  '0',
  '784111777',
  '1994-11-06T08:49:37Z',
  'Sun, 06 Nov 1994 08:49:37',
  'Sun, 06 Nov 1994 08:49:37 UTC',
  'Sun, 06 Nov 1994 08:49:37 +0000',
  'Sun, 06 Nov 1994 09:49:37 CET',
  'Sun, 6 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 94 08:49:37 GMT',
  'sun, 06 nov 1994 08:49:37 gmt',
  ' Sun, 06 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
  'Mon, 06 Nov 1994 08:49:37 GMT',
  'Monday, 06-Nov-94 08:49:37 GMT',
  'Sun, 06-Nov-94 08:49:37 GMT',
  'Sat, 30 Feb 2027 00:00:00 GMT',
  'Sun, 06 Nov 1994 24:00:00 GMT',
  'Sun, 06 Nov 1994 08:60:37 GMT',
  'Sun, 06 Nov 1994 08:49:60 GMT',
  'Sun, 06 Nov 1994 8:49:37 GMT',
  'Sun Nov 6 08:49:37 1994',
  'Sun, 06 Foo 1994 08:49:37 GMT',
])('%j is no date of HTTP', (text) => {
  expect(readHttpDate(text)).toBeUndefined()
})
