import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { fromBase45, toBase45 } from './base45.ts'

describe('base45', () => {
  it.each([
    ['', ''],
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('"%s" is written as RFC 9285 has it: "%s"', (text, written) => {
    expect(toBase45(utf8(text))).toBe(written)
    expect(fromBase45(written)).toEqual(utf8(text))
  })

  it('reads what it writes, which is all that it reads', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(Uint8Array.from(bytes))
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z $%*+\-./:]{0,12}$/), (text) => {
        const bytes = fromBase45(text)
        expect(bytes ? toBase45(bytes) : text).toBe(text)
      }),
    )
  })

  it.each([
    ['a number above two bytes', 'GGW'],
    ['a number above one byte', '::'],
    ['a character too many', 'BB8A'],
    ['small letters', 'bb8'],
    ['a line break', 'BB8\n'],
    ['letters that only look alike', 'ВВ8'],
  ])('refuses %s', (_, text) => {
    expect(fromBase45(text)).toBeUndefined()
  })
})
