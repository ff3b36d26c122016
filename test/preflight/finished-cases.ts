/** The examples for the rules on archive, manifest, signature and certificate. */
import type { RuleCase } from './case.ts'

/** The examples. */
export const finishedCases: readonly RuleCase[] = []
