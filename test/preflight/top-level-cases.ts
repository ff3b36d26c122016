/** The examples for the rules on top-level keys of pass.json. */
import type { RuleCase } from './case.ts'

/** The examples. */
export const topLevelCases: readonly RuleCase[] = []
