/** Findings, as people read them. */
import type { Finding } from '../core/index.ts'
import type { Terminal } from './terminal.ts'

/** Says each finding: place and message on one line, the remedy on the next. */
export const sayFindings = (findings: readonly Finding[], terminal: Terminal): void => {
  for (const { severity, code, path, message, fix } of findings) {
    terminal.say(`${severity}  ${path || '/'}  ${message}  (${code})`)
    terminal.say(`       ${fix}`)
  }
}
