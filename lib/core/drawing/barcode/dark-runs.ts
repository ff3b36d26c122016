/** The dark modules of a barcode as bars: those beside each other in a row are drawn in one piece. */
import type { BarcodeSymbol } from '../scene.ts'

/** Dark modules beside each other in a row: where they begin, and how many they are. */
export interface DarkRun {
  readonly column: number
  readonly row: number
  readonly length: number
}

/** The runs of a symbol, row by row. */
export const darkRuns = ({ columns, rows, modules }: BarcodeSymbol): readonly DarkRun[] => {
  const runs: DarkRun[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0, end = 0; column < columns; column = end + 1) {
      end = column
      while (end < columns && modules[row * columns + end] === 1) end++
      if (end > column) runs.push({ column, row, length: end - column })
    }
  }
  return runs
}
