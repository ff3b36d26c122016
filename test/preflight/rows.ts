/** Rows of the table of rules, from what a case changes in a good pass. */
import type { Severity } from '../../lib/core/finding.ts'
import { type FindingsOptions, findingsOf } from './a-pass.ts'
import type { RuleCase } from './case.ts'

/** What is broken, where that shows, and what is changed instead in the twin. */
export interface Example {
  readonly says: string
  /** What is changed in a good store card, or in the pass that the options name. */
  readonly broken: object
  /** Default: nothing is changed. */
  readonly twin?: object
  readonly path: string
  readonly options?: FindingsOptions
  /** Default: as in `options`. */
  readonly twinOptions?: FindingsOptions
}

/** Several ways to break one rule, all of which are found alike. */
export const rows = (
  rule: number,
  code: string,
  severity: Severity,
  examples: readonly Example[],
): readonly RuleCase[] =>
  examples.map(({ says, broken, twin = {}, path, options, twinOptions = options }) => ({
    rule,
    says,
    code,
    severity,
    path,
    broken: () => findingsOf(broken, options),
    twin: () => findingsOf(twin, twinOptions),
  }))
