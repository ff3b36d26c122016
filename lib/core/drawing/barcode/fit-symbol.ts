/** How large a barcode is drawn in the room that there is. */
import type { BarcodeSymbol, Box, Size } from '../scene.ts'

/** The room for a barcode, in points. */
export interface SymbolRoom extends Size {
  /** The least clear room on all sides, where the quiet zone is smaller. */
  readonly air: number
  /** How long bars are at the most: a code of bars has no height of its own. */
  readonly bars: number
  /** The size of a pixel where the drawing is shown: modules are whole pixels then. Default: of any size. */
  readonly pixel?: number
}

/** A symbol in its box, without a place as yet; it stands in the middle. */
export interface FittedSymbol {
  readonly symbol: Size
  /** The symbol with its quiet zone or `air`, whichever is more: no larger than the room. */
  readonly box: Size
}

/** Modules of whole pixels: some readers fail where modules differ by a pixel. No smaller than one for all that. */
const snapped = (module: number, pixel: number | undefined): number =>
  pixel === undefined || module < pixel ? module : Math.floor(module / pixel) * pixel

const fitMatrix = (
  { columns, rows, quietZone }: BarcodeSymbol,
  { width, height, air, pixel }: SymbolRoom,
): FittedSymbol => {
  const largest = Math.min(
    width / (columns + 2 * quietZone),
    (width - 2 * air) / columns,
    height / (rows + 2 * quietZone),
    (height - 2 * air) / rows,
  )
  const module = snapped(largest, pixel)
  const clear = Math.max(module * quietZone, air)
  const symbol = { width: columns * module, height: rows * module }
  return { symbol, box: { width: symbol.width + 2 * clear, height: symbol.height + 2 * clear } }
}

const fitBars = ({ columns, quietZone }: BarcodeSymbol, { width, height, air, bars }: SymbolRoom): FittedSymbol => {
  const module = Math.min(width / (columns + 2 * quietZone), (width - 2 * air) / columns)
  const symbol = { width: columns * module, height: Math.min(bars, height - 2 * air) }
  const clear = Math.max(module * quietZone, air)
  return { symbol, box: { width: symbol.width + 2 * clear, height: symbol.height + 2 * air } }
}

/** The largest drawing of a symbol whose clear room stays in the room. Modules are square, bars as long as they may be. */
export const fitSymbol = (symbol: BarcodeSymbol, room: SymbolRoom): FittedSymbol =>
  symbol.rows === 1 ? fitBars(symbol, room) : fitMatrix(symbol, room)

/** The box of the modules of a fitted symbol whose own box has its upper left corner here. */
export const symbolBox = ({ symbol, box }: FittedSymbol, x: number, y: number): Box => ({
  x: x + (box.width - symbol.width) / 2,
  y: y + (box.height - symbol.height) / 2,
  ...symbol,
})
