/** Findings, as people read them. */
import type { Finding, Severity } from '../core/finding.ts'
import type { Terminal } from './terminal.ts'

/** Each finding in two lines: place and message, then the remedy. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ severity, code, path, message, fix }) => [
    `${severity}  ${path || '/'}  ${message}  (${code})`,
    `       ${fix}`,
  ])

/** Says each finding on standard error: for commands whose result is something else. */
export const sayFindings = (findings: readonly Finding[], terminal: Terminal): void => {
  for (const line of findingLines(findings)) terminal.say(line)
}

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>

/** Counts findings. */
export const countFindings = (findings: readonly Finding[]): Counts => {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}

const several = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** The counts in words: `2 errors, 1 warning`. Remarks are told only where there are any. */
export const countsText = ({ error, warning, info }: Counts): string =>
  [several(error, 'error'), several(warning, 'warning'), ...(info > 0 ? [several(info, 'remark')] : [])].join(', ')
