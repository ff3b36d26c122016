/** The closing report of `npm test`: a table of the steps, what was left out and why, what failed, and the counts. */
import type { StepResult } from './step.ts'

const columns = (result: { readonly [column in 'name' | 'passed' | 'failed' | 'skipped' | 'seconds']: string }) =>
  [
    result.name.padEnd(62),
    result.passed.padStart(8),
    result.failed.padStart(8),
    result.skipped.padStart(8),
    result.seconds.padStart(9),
  ].join('')

const heading = columns({ name: 'step', passed: 'passed', failed: 'failed', skipped: 'skipped', seconds: 'seconds' })

const row = (result: StepResult): string =>
  columns({
    name: result.name.length > 60 ? `${result.name.slice(0, 59)}…` : result.name,
    passed: String(result.passed),
    failed: String(result.failures.length),
    skipped: String(result.skipped.length),
    seconds: result.seconds.toFixed(1),
  })

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0)

/** The counts of all steps as one line that any continuous integration can read. */
const counts = (results: readonly StepResult[]): string => {
  const passed = sum(results.map((result) => result.passed))
  const failed = sum(results.map((result) => result.failures.length))
  const skipped = sum(results.map((result) => result.skipped.length))
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** The whole report as text; its last line holds nothing but the counts. */
export const summary = (results: readonly StepResult[]): string =>
  [
    '',
    '── Summary',
    heading,
    ...results.map(row),
    ...section(
      'Left out:',
      results.flatMap((result) => result.skipped.map(({ test, reason }) => `${test}: ${reason}`)),
    ),
    ...section(
      'Failed:',
      results.flatMap((result) => result.failures),
    ),
    '',
    counts(results),
    '',
  ].join('\n')
