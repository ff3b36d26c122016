/** The dark modules of a barcode as one path. */
import type { BarcodeSymbol } from '../scene.ts'

/** How many modules from a place on are dark, to the end of the row at most. */
const darkFrom = (modules: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end && modules[at] === 1) at++
  return at - start
}

/** Path data in modules: a rectangle for each run of dark ones in a row. */
export const barcodePath = ({ columns, rows, modules }: BarcodeSymbol): string => {
  let data = ''
  for (let row = 0; row < rows; row++) {
    const begin = row * columns
    for (let column = 0; column < columns; ) {
      const length = darkFrom(modules, begin + column, begin + columns)
      if (length > 0) data += `M${column} ${row}h${length}v1h-${length}z`
      column += length + 1
    }
  }
  return data
}
