import { describe, expect, it } from 'vitest'
import { gtinCheckDigit, messageFault } from './barcode-messages.ts'

describe('gtinCheckDigit', () => {
  it.each([
    ['400638133393', 1],
    ['978020137962', 4],
    ['000000000000', 0],
  ])('of %s is %i', (digits, check) => {
    expect(gtinCheckDigit(digits)).toBe(check)
  })
})

describe('messageFault', () => {
  it('tells the article number that was meant', () => {
    expect(messageFault('PKBarcodeFormatEAN13', '4006381333932')).toEqual({
      reason: 'ends with the check digit 2 instead of 1',
      fix: 'write 4006381333931',
    })
  })

  it.each([
    ['PKBarcodeFormatEAN13', '4006381333931'],
    ['PKBarcodeFormatI2of5', '001234'],
    ['PKBarcodeFormatCode39', 'AB-1 $/+%.'],
    ['PKBarcodeFormatCodabar', 'a31117-013206375B'],
    ['PKBarcodeFormatCodabar', '31117'],
    ['PKBarcodeFormatCode128', 'any ASCII ~'],
    ['PKBarcodeFormatQR', '切符'],
    ['constructor', 'x'],
  ])('lets %s say %s', (format, message) => {
    expect(messageFault(format, message)).toBeUndefined()
  })

  it.each([
    ['PKBarcodeFormatEAN13', '12345670'],
    ['PKBarcodeFormatI2of5', '123'],
    ['PKBarcodeFormatCode39', 'ab'],
    ['PKBarcodeFormatCodabar', 'A'],
    ['PKBarcodeFormatCodabar', '12A34'],
    ['PKBarcodeFormatCode128', 'é'],
  ])('does not let %s say %s', (format, message) => {
    expect(messageFault(format, message)).toBeDefined()
  })
})
