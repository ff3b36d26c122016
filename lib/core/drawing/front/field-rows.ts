/** The rows of fields below the primary ones. */
import type { ShownPass } from '../shown-pass.ts'
import { type CellLook, type CellText, cellHeight, drawCells } from './cells.ts'
import { innerWidth, margin } from './frame.ts'
import type { Part } from './front.ts'
import { fieldsOnFront, fieldsOnSecondRow, sharedFields } from './front-fields.ts'

const rowGap = 10

const smallLook: CellLook = { labelSize: 11, valueSize: 15 }
const largeLook: CellLook = { labelSize: 11, valueSize: 17 }

/** A row of fields with some air above it; nothing if there are none. */
export const rowOf =
  (name: string, look: CellLook, fieldsOf: (shown: ShownPass) => readonly CellText[]): Part =>
  ({ shown, palette, size }) => {
    const fields = fieldsOf(shown)
    if (fields.length === 0) return undefined
    const { rightToLeft } = shown
    const height = cellHeight(look)
    return {
      height: height + rowGap,
      draw: (top) => {
        const box = { x: margin, y: top + rowGap, width: innerWidth(size.width), height }
        return [drawCells({ name, fields, box, look, palette, rightToLeft })]
      },
    }
  }

/** The secondary fields. */
export const secondaryRow = rowOf('secondary', smallLook, (shown) => fieldsOnFront(shown, 'secondaryFields'))

/** The auxiliary fields. */
export const auxiliaryRow = rowOf('auxiliary', smallLook, (shown) => fieldsOnFront(shown, 'auxiliaryFields'))

/** The auxiliary fields of the second row. */
export const secondAuxiliaryRow = rowOf('auxiliary-1', smallLook, fieldsOnSecondRow)

/** The secondary and the auxiliary fields on one row, where the style or the barcode wants them on one. */
export const sharedRow = rowOf('secondary', largeLook, (shown) => sharedFields(shown) ?? [])

/** The secondary fields of a style whose rows are shared only beside a square barcode. */
export const unsharedSecondaryRow = rowOf('secondary', smallLook, (shown) =>
  sharedFields(shown) ? [] : fieldsOnFront(shown, 'secondaryFields'),
)

/** The auxiliary fields of a style whose rows are shared only beside a square barcode. */
export const unsharedAuxiliaryRow = rowOf('auxiliary', smallLook, (shown) =>
  sharedFields(shown) ? [] : fieldsOnFront(shown, 'auxiliaryFields'),
)
