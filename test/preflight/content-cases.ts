/** The examples for the rules on fields, barcodes, schemes and semantics. */
import type { RuleCase } from './case.ts'

/** The examples. */
export const contentCases: readonly RuleCase[] = []
