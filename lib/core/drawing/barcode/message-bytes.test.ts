import { describe, expect, it } from 'vitest'
import { hex } from '../../bytes.ts'
import { messageBytes } from './message-bytes.ts'

const digits = (message: string, charset: string) => {
  const bytes = messageBytes(message, charset)
  return bytes && hex(bytes)
}

describe('messageBytes', () => {
  it.each([
    ['iso-8859-1', 'Grüße', '4772fcdf65'],
    ['ISO-8859-1', 'Grüße', '4772fcdf65'],
    ['us-ascii', 'A~', '417e'],
    ['utf-8', 'ž東😀', 'c5bee69db1f09f9880'],
    ['windows-1252', '€ „ü“', '802084fc93'],
    ['utf-16', 'aΩ', '006103a9'],
    ['utf-16le', 'aΩ', '6100a903'],
    ['koi8-r', 'Да', 'e4c1'],
    ['shift_jis', 'ABC-1', '4142432d31'],
  ])('writes %s', (charset, message, bytes) => {
    expect(digits(message, charset)).toBe(bytes)
  })

  it.each([
    ['a character that the charset lacks', 'iso-8859-1', '€'],
    ['a character above ASCII', 'us-ascii', 'ü'],
    ['half of a pair', 'utf-8', '\ud83d'],
    ['a character of several bytes in a charset of another standard', 'shift_jis', '東'],
    ['a charset that nobody registered', 'iso8859', 'A'],
    ['no charset', '', 'A'],
  ])('writes nothing for %s', (_, charset, message) => {
    expect(digits(message, charset)).toBeUndefined()
  })
})
