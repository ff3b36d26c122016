import { describe, expect, it } from 'vitest'
import { watchDensity } from './barcode-density.ts'
import { charsetOf } from './charsets.ts'

const density = (format: string, message: string, charset = 'iso-8859-1') => {
  const known = charsetOf(charset)
  return known && watchDensity(`PKBarcodeFormat${format}`, message, known)
}

describe('watchDensity', () => {
  it.each([
    ['213 bytes', 'x'.repeat(213)],
    ['310 capitals', 'X'.repeat(310)],
    ['512 digits', '7'.repeat(512)],
  ])('has room for %s in a QR code, and for no more', (_, message) => {
    expect(density('QR', message)).toBeLessThanOrEqual(1)
    expect(density('QR', message + message.slice(0, 2))).toBeGreaterThan(1)
  })

  it('counts bytes, not characters', () => {
    expect(density('QR', 'é'.repeat(110))).toBeLessThan(1)
    expect(density('QR', 'é'.repeat(110), 'utf-8')).toBeGreaterThan(1)
  })

  it('has room for a boarding pass of two legs, with security data, in Aztec and PDF417', () => {
    const bcbp = `M2EXAMPLE/ADA          EABC123 VIEOSLXX 0123 060Y014C0042 ${'X1'.repeat(70)}`
    expect(density('Aztec', bcbp)).toBeLessThan(1)
    expect(density('PDF417', bcbp)).toBeLessThan(1)
  })

  it('does not judge formats of one dimension', () => {
    expect(density('Code128', 'x'.repeat(500))).toBeUndefined()
  })
})
