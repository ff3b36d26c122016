/** How each barcode format is drawn: one row knows all. */
import {
  azteccode,
  code39,
  code128,
  type DrawingContext,
  ean13,
  interleaved2of5,
  pdf417,
  qrcode,
  type RenderOptions,
  rationalizedCodabar,
} from 'bwip-js/generic'
import type { barcodeFormats } from '../../format/barcodes.ts'
import type { ModuleGrid } from './module-grid.ts'

/** What it takes to draw a format. */
export interface Symbology {
  readonly encode: (options: RenderOptions, drawing: DrawingContext<ModuleGrid>) => ModuleGrid
  /** What bwip-js is told besides the message. */
  readonly options?: Readonly<Record<string, string | number>>
  /** What the message lacks that must be drawn. */
  readonly complete?: (message: string) => string
  /** For a format whose shape can be chosen: how many columns of code words are at most as wide as so many modules. */
  readonly columnsWithin?: (modules: number) => number
  /** The clear room that its standard asks for, in modules. */
  readonly quietZone: number
  /** The longest message, in bytes: more does not fit, or makes bars too thin to be seen. */
  readonly most: number
}

const linear = { quietZone: 10, most: 200 } as const

const codabarGuards = /^[A-D].*[A-D]$/

/**
 * How each format is drawn; one that is not here yet is not drawn. By ISO/IEC 18004, 24778, 15438, 15417, 16388 and 16390, GS1 General Specifications 5.2, and EN 798.
 */
export const symbologies: Readonly<Partial<Record<keyof typeof barcodeFormats, Symbology>>> = {
  PKBarcodeFormatQR: { encode: qrcode, options: { eclevel: 'M' }, quietZone: 4, most: 5596 },
  // The standard asks for none; one module keeps the symbol off whatever frames it.
  PKBarcodeFormatAztec: { encode: azteccode, quietZone: 1, most: 3832 },
  PKBarcodeFormatPDF417: {
    encode: pdf417,
    // Start and stop patterns and row indicators are 69 modules, a column is 17.
    columnsWithin: (modules) => Math.max(1, Math.floor((modules - 69) / 17)),
    quietZone: 2,
    most: 2710,
  },
  PKBarcodeFormatCode128: { encode: code128, ...linear },
  PKBarcodeFormatCode39: { encode: code39, ...linear },
  PKBarcodeFormatCodabar: {
    encode: rationalizedCodabar,
    complete: (message) => (codabarGuards.test(message.toUpperCase()) ? message.toUpperCase() : `A${message}A`),
    ...linear,
  },
  // The wider of its two quiet zones is on the left.
  PKBarcodeFormatEAN13: { encode: ean13, quietZone: 11, most: 13 },
  PKBarcodeFormatI2of5: { encode: interleaved2of5, ...linear },
}
