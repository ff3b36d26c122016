import { describe, expect, it } from 'vitest'
import { spelledNumber } from './spelled-numbers.ts'

describe('a number in words', () => {
  it.each([
    ['en', [0, 5, 21, 40, 100, 342], 'zero, five, twenty-one, forty, one hundred, three hundred forty-two'],
    ['de-AT', [1, 21, 30, 100, 101], 'eins, einundzwanzig, dreißig, einhundert, einhunderteins'],
    [
      'fr',
      [21, 71, 75, 80, 81, 91, 200],
      'vingt-et-un, soixante-et-onze, soixante-quinze, quatre-vingts, quatre-vingt-un, quatre-vingt-onze, deux cents',
    ],
    ['fr', [22, 60, 70, 99, 100, 201], 'vingt-deux, soixante, soixante-dix, quatre-vingt-dix-neuf, cent, deux cent un'],
    ['es', [16, 22, 31, 100, 101, 500], 'dieciséis, veintidós, treinta y uno, cien, ciento uno, quinientos'],
    ['it', [3, 21, 23, 28, 100, 200], 'tre, ventuno, ventitré, ventotto, cento, duecento'],
    ['nl', [21, 22, 24, 100, 300], 'eenentwintig, tweeëntwintig, vierentwintig, honderd, driehonderd'],
    ['pt', [16, 21, 100, 101, 242], 'dezesseis, vinte e um, cem, cento e um, duzentos e quarenta e dois'],
    ['pt-PT', [16, 19], 'dezasseis, dezanove'],
  ])('in %s: %j is %s', (locale, numbers, text) => {
    expect(numbers.map((number) => spelledNumber(number, locale)).join(', ')).toBe(text)
  })

  it.each([
    [1000, 'en'],
    [-1, 'en'],
    [1.5, 'en'],
    [5, 'ja'],
    [5, 'constructor'],
  ])('is none for %s in %s', (number, locale) => {
    expect(spelledNumber(number, locale)).toBeUndefined()
  })
})
