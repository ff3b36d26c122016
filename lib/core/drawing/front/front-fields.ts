/** The fields that the front of a style has room for. */
import { barcodeFormats } from '../../format/barcodes.ts'
import type { FieldGroup } from '../../format/field-groups.ts'
import { type Style, styles } from '../../format/styles.ts'
import type { ShownField, ShownPass } from '../shown-pass.ts'

const formats: Readonly<Record<string, { readonly shape: 'square' | 'wide' }>> = barcodeFormats

/** Whether a format is a square code or a wide one; one that nobody knows is as good as wide. */
export const shapeOf = (format: string): 'square' | 'wide' =>
  (Object.hasOwn(formats, format) ? formats[format]?.shape : undefined) ?? 'wide'

/** Whether there is anything to show of a field. */
export const hasText = ({ label, value }: ShownField): boolean => label !== '' || value !== ''

/** The fields of a group that the style of a pass shows; none of a group that it does not show. */
export const fieldsOnFront = (shown: ShownPass, group: FieldGroup): readonly ShownField[] => {
  const style: Style = styles[shown.style]
  const fields = shown.fields[group].filter(hasText)
  const first =
    style.secondRow !== undefined && group === 'auxiliaryFields' ? fields.filter(({ row }) => row === 0) : fields
  return first.slice(0, style.shows[group] ?? 0)
}

/** The auxiliary fields that ask for a second row, where the style has one. */
export const fieldsOnSecondRow = (shown: ShownPass): readonly ShownField[] => {
  const { secondRow = 0 }: Style = styles[shown.style]
  return shown.fields.auxiliaryFields.filter((field) => field.row === 1 && hasText(field)).slice(0, secondRow)
}

/** The one row that secondary and auxiliary fields stand on together; undefined where each group has a row of its own. */
export const sharedFields = (shown: ShownPass): readonly ShownField[] | undefined => {
  const { sharedRow }: Style = styles[shown.style]
  if (!sharedRow) return undefined
  const isSquare = shown.barcode !== undefined && shapeOf(shown.barcode.format) === 'square'
  if (sharedRow.when === 'square-barcode' && !isSquare) return undefined
  const fields = [...fieldsOnFront(shown, 'secondaryFields'), ...fieldsOnFront(shown, 'auxiliaryFields')]
  return fields.slice(0, sharedRow.most)
}
