/** All rules on what a pass shows: fields, barcodes, schemes, semantics. */
import type { FieldRule, PassRule } from '../rule.ts'
import { actionRules, userInfoRules } from './actions.ts'
import { barcodeMessageRules } from './barcode-messages.ts'
import { barcodeRules } from './barcodes.ts'
import { changeMessageFormatRules, changeMessageRules } from './field-changes.ts'
import { fieldFormatRules } from './field-formats.ts'
import { fieldKeyRules } from './field-keys.ts'
import { fieldCountRules, fieldLengthRules } from './field-room.ts'
import { fieldTextRules } from './field-texts.ts'
import { schemeRules } from './schemes.ts'
import { sealedBarcodeRules } from './sealed-barcodes.ts'
import { semanticsRules } from './semantics.ts'
import { unusedFieldKeyRules, unusedRules } from './unused.ts'
import { upcomingRules } from './upcoming.ts'
import { upcomingFieldRules } from './upcoming-fields.ts'

/** The rules on the contents of a pass as a whole. */
export const contentRules: readonly PassRule[] = [
  ...schemeRules,
  ...unusedRules,
  ...fieldKeyRules,
  ...fieldCountRules,
  ...changeMessageRules,
  ...barcodeRules,
  ...barcodeMessageRules,
  ...sealedBarcodeRules,
  ...semanticsRules,
  ...upcomingRules,
  ...upcomingFieldRules,
  ...actionRules,
  ...userInfoRules,
]

/** The rules on each field. */
export const fieldRules: readonly FieldRule[] = [
  ...fieldFormatRules,
  ...fieldTextRules,
  ...fieldLengthRules,
  ...changeMessageFormatRules,
  ...unusedFieldKeyRules,
]
