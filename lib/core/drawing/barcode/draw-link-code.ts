/** The QR code of a link, with which a computer hands it over to a telephone. */
import type { Scene } from '../scene.ts'
import { fitSymbol, symbolBox } from './fit-symbol.ts'
import { symbolOf } from './symbol-of.ts'

const side = 240

/** A QR code of an address, on white. Undefined for one that is too long for a QR code, above some 2,300 bytes. */
export const drawLinkCode = (url: string): Scene | undefined => {
  const symbol = symbolOf({ format: 'PKBarcodeFormatQR', message: url, messageEncoding: 'utf-8', altText: '' })
  if (!symbol) return undefined
  const fitted = fitSymbol(symbol, { width: side, height: side, air: 0, bars: 0 })
  return {
    width: side,
    height: side,
    title: url,
    language: 'und',
    shapes: [
      { kind: 'rect', box: { x: 0, y: 0, width: side, height: side }, fill: '#ffffff' },
      { kind: 'barcode', box: symbolBox(fitted, 0, 0), symbol },
    ],
  }
}
