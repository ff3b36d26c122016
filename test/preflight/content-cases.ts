/** The examples for the rules on fields, barcodes, schemes and semantics. */
import { barcodeCases } from './barcode-cases.ts'
import type { RuleCase } from './case.ts'
import { fieldCases } from './field-cases.ts'
import { schemeCases } from './scheme-cases.ts'
import { sealedBarcodeCases } from './sealed-barcode-cases.ts'
import { semanticsCases } from './semantics-cases.ts'

/** The examples. */
export const contentCases: readonly RuleCase[] = [
  ...fieldCases,
  ...barcodeCases,
  ...sealedBarcodeCases,
  ...schemeCases,
  ...semanticsCases,
]
