/** What a check of the doctor is: a row that says what it expects and what to do, and how it is judged. */
import type { Verdict } from '../../device/conformance/judge.ts'

/** What came of a check. */
export type Outcome = 'passed' | 'warned' | 'failed' | 'skipped'

/** One line of the diagnosis. */
export interface Diagnosis {
  /** A stable, readable slug: `tls-name`. */
  readonly check: string
  /** Which part of the examination it belongs to. */
  readonly part: string
  /** What is held against the deployment, as a sentence. */
  readonly what: string
  readonly expected: string
  /** Absent if the check was left out. */
  readonly got?: string
  readonly outcome: Outcome
  /** What to do; only where something is wrong. */
  readonly fix?: string
  /** Why it was left out. */
  readonly reason?: string
}

/** What a check says: in a few words, and with a remedy of its own where the row's does not fit. */
export type Ruling = (Verdict & { readonly fix?: string }) | { readonly missing: string }

/** A check: a row of a table. */
export interface DoctorCheck<Evidence> {
  readonly id: string
  readonly what: string
  readonly expected: string
  readonly fix: string
  /** What it means if it fails: `warning` is no reason to call the deployment ill. Default: `error`. */
  readonly severity?: 'warning'
  /** Whether nothing after this part makes sense if it fails. */
  readonly decisive?: true
  readonly judge: (evidence: Evidence) => Ruling | Promise<Ruling>
}

/** What a ruling comes to in the diagnosis. */
export const diagnose = (part: string, row: Omit<DoctorCheck<never>, 'judge'>, ruling: Ruling): Diagnosis => {
  const { id: check, what, expected } = row
  const facts = { check, part, what, expected }
  if ('missing' in ruling) return { ...facts, outcome: 'skipped', reason: ruling.missing }
  const { ok, got, fix = row.fix } = ruling
  if (ok) return { ...facts, got, outcome: 'passed' }
  return { ...facts, got, outcome: row.severity === 'warning' ? 'warned' : 'failed', fix }
}
