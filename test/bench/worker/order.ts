/** What is new in each pass, the same for every contender. */

/** A field whose value is new in each pass. */
export interface FreshField {
  readonly group: 'headerFields' | 'primaryFields' | 'secondaryFields' | 'auxiliaryFields'
  /** The field's key, which is also the name of the value in Passwright's template. */
  readonly key: string
  /** What stands before the number that makes the value new. */
  readonly prefix: string
}

/** The values of one pass. */
export interface Order {
  readonly serialNumber: string
  /** By the key of the field. */
  readonly values: Readonly<Record<string, string>>
}

/** The order of pass number `index`. */
export const orderOf = (index: number, fields: readonly FreshField[]): Order => ({
  serialNumber: `BENCH-${String(index).padStart(8, '0')}`,
  values: Object.fromEntries(fields.map(({ key, prefix }, field) => [key, `${prefix}${(index + 1) * 97 + field}`])),
})
