/** The rows of the table that proves every rule: a pass that breaks it, and the twin that differs in nothing else. */
import type { Finding, Severity } from '../../lib/core/finding.ts'

/** What a check came to. */
type Found = readonly Finding[] | Promise<readonly Finding[]>

/** One way to break a rule. */
export interface RuleCase {
  /** The number of the rule in our catalogue of what Wallet refuses, 1 to 80; 0 for rules beyond it. */
  readonly rule: number
  /** What is wrong, as the end of a test's name: "a date without a time zone". */
  readonly says: string
  readonly code: string
  readonly severity: Severity
  readonly path: string
  /** The findings on what breaks the rule. */
  readonly broken: () => Found
  /** The findings on its twin, which does not. */
  readonly twin: () => Found
}
