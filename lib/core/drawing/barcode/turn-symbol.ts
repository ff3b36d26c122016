/** Barcodes in portrait orientation. */
import type { BarcodeSymbol } from '../scene.ts'

// A single row of bars becomes a single column, which has no width: it takes that of this many rows.
const barRows = 40

/** A symbol, turned clockwise by a quarter. Bars get a length of their own, since they are rows of modules now. */
export const turnSymbol = ({ columns, rows, modules, quietZone }: BarcodeSymbol): BarcodeSymbol => {
  const width = rows === 1 ? barRows : rows
  const turned = new Uint8Array(width * columns)
  for (let y = 0; y < columns; y++) {
    for (let x = 0; x < width; x++) {
      const row = rows === 1 ? 0 : rows - 1 - x
      turned[y * width + x] = modules[row * columns + y] ?? 0
    }
  }
  return { columns: width, rows: columns, modules: turned, quietZone }
}
