/** The examples for the rules on images, languages, personalization, updates and delivery. */
import type { RuleCase } from './case.ts'

/** The examples. */
export const packageCases: readonly RuleCase[] = []
