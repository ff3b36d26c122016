/** The diagnosis as people read it. */
import { paragraph } from '../text-layout.ts'
import type { Diagnosis, Outcome } from './check.ts'
import type { DoctorReport } from './examine.ts'

const marks: Readonly<Record<Outcome, string>> = { passed: 'ok', warned: 'WARNING', failed: 'FAILED', skipped: '-' }

const lineOf = ({ check, outcome, got, reason }: Diagnosis): string =>
  `  ${marks[outcome].padEnd(8)}${check.padEnd(28)}${got ?? reason ?? ''}`.trimEnd()

/** What should be instead, and what to do. */
const complaint = ({ what, expected, fix = '' }: Diagnosis): readonly string[] =>
  [
    ['should be  ', what],
    ['expected   ', expected],
    ['to do      ', fix],
  ].flatMap(([title = '', text = '']) => paragraph(text, `          ${title}`))

const isWrong = ({ outcome }: Diagnosis): boolean => outcome === 'failed' || outcome === 'warned'

/** Parts of which every line says the same are told in one. */
const longPart = 40

const partLines = (name: string, checks: readonly Diagnosis[]): readonly string[] => {
  const reasons = new Set(checks.map(({ outcome, reason }) => (outcome === 'skipped' ? reason : undefined)))
  const [reason] = reasons
  if (reasons.size === 1 && reason !== undefined) return [`${name}: left out, ${reason}`]
  const shown = checks.length > longPart ? checks.filter((check) => isWrong(check)) : checks
  const good = checks.filter(({ outcome }) => outcome === 'passed').length
  const title = checks.length > longPart ? `${name}: ${good} of ${checks.length} checks passed` : name
  return [title, ...shown.flatMap((check) => [lineOf(check), ...(isWrong(check) ? complaint(check) : [])])]
}

const count = (checks: readonly Diagnosis[], outcome: Outcome): number =>
  checks.filter((check) => check.outcome === outcome).length

const verdict = ({ checks, interrupted }: DoctorReport): string => {
  const counts = `${count(checks, 'passed')} passed, ${count(checks, 'failed')} failed, ${count(checks, 'warned')} warnings, ${count(checks, 'skipped')} left out`
  return interrupted ? `broken off: ${counts}` : counts
}

/** All lines of a report. */
export const reportLines = (report: DoctorReport): readonly string[] => {
  const parts = [...new Set(report.checks.map(({ part }) => part))]
  return [
    ...parts.flatMap((name) =>
      partLines(
        name,
        report.checks.filter(({ part }) => part === name),
      ),
    ),
    '',
    verdict(report),
  ]
}
