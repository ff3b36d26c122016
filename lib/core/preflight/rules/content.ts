/** All rules on what a pass shows: fields, barcodes, schemes, semantics. */
import type { FieldRule, PassRule } from '../rule.ts'
import { barcodeRules } from './barcodes.ts'
import { fieldSetRules, fieldRules as rulesOnFields } from './fields.ts'

/** The rules on the contents of a pass as a whole. */
export const contentRules: readonly PassRule[] = [...fieldSetRules, ...barcodeRules]

/** The rules on each field. */
export const fieldRules: readonly FieldRule[] = rulesOnFields
