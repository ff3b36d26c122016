/** The setting of a template that says what its sealed barcode tells whom. */
import { isObject, type Json } from '../format/json.ts'
import { asPath, type ValuePath } from './expressions.ts'

/** A value of the record, by the name that the template gives it: `seat`, `seat.row`. */
export interface NamedValue {
  readonly name: string
  readonly path: ValuePath
}

/** What a sealed barcode tells whom. */
export interface SealedBarcodeSettings {
  /** Whom it is for. */
  readonly audience: string
  readonly values: readonly NamedValue[]
  /** The date from which on it is good. A record that lacks it has a barcode that is good at any time before its end. */
  readonly validFrom?: NamedValue
  /** The date from which on it is good no more. A record that lacks it has a barcode that is good for ever. */
  readonly validUntil?: NamedValue
}

const named = (name: Json, place: string, refuse: (message: string) => never): NamedValue => {
  const path = typeof name === 'string' ? asPath(name) : undefined
  return path ? { name: path.join('.'), path } : refuse(`sealedBarcode.${place} must be a name of a value`)
}

/**
 * Reads the setting, whose shape was checked before.
 *
 * @param refuse throws for what is no such setting
 */
export const readSealedBarcode = (
  given: Json | undefined,
  refuse: (message: string) => never,
): SealedBarcodeSettings | undefined => {
  if (!isObject(given)) return undefined
  const { audience, values, validFrom, validUntil } = given
  const names: readonly Json[] = Array.isArray(values) ? values : []
  return {
    audience: String(audience),
    values: names.map((name) => named(name, 'values', refuse)),
    ...(validFrom === undefined ? {} : { validFrom: named(validFrom, 'validFrom', refuse) }),
    ...(validUntil === undefined ? {} : { validUntil: named(validUntil, 'validUntil', refuse) }),
  }
}

/** The values that the schema must describe, each with the place that names it: the serial number every pass has. */
export const sealedValues = (
  settings: SealedBarcodeSettings | undefined,
): readonly (readonly [place: string, path: ValuePath])[] => {
  const { values = [], validFrom, validUntil } = settings ?? {}
  const named = [
    ...values.map(({ path }) => ['sealedBarcode.values', path] as const),
    ...(validFrom ? [['sealedBarcode.validFrom', validFrom.path] as const] : []),
    ...(validUntil ? [['sealedBarcode.validUntil', validUntil.path] as const] : []),
  ]
  return named.filter(([, [first]]) => first !== 'serialNumber')
}
