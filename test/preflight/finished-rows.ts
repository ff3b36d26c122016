/** Rows of the table of rules on finished passes, from what a case changes in a good one. */
import type { Severity } from '../../lib/core/finding.ts'
import type { InspectOptions } from '../../lib/core/index.ts'
import type { RuleCase } from './case.ts'
import { type FinishedChanges, inspected } from './finished-pass.ts'

/** What is broken, where that shows, and what is changed instead in the twin. */
export interface FinishedExample {
  readonly rule: number
  readonly code: string
  /** Default: `error`. */
  readonly severity?: Severity
  readonly says: string
  readonly path: string
  readonly broken: FinishedChanges
  /** Default: nothing is changed. */
  readonly twin?: FinishedChanges
  readonly options?: Partial<InspectOptions>
  /** Default: as in `options`. */
  readonly twinOptions?: Partial<InspectOptions>
}

/** The cases of these examples. */
export const finishedRows = (examples: readonly FinishedExample[]): readonly RuleCase[] =>
  examples.map(({ broken, twin = {}, options, twinOptions = options, severity = 'error', ...row }) => ({
    ...row,
    severity,
    broken: () => inspected(broken, options),
    twin: () => inspected(twin, twinOptions),
  }))
