/** Preflight: everything that would make Wallet refuse a pass, found before it is signed. */
import { PassError } from '../errors.ts'
import { type Finding, hasErrors, summary } from '../finding.ts'
import { passTable } from '../format/pass.ts'
import type { FilledPass } from '../template/filled-pass.ts'
import { passRules } from './pass-rules.ts'
import { fieldsOf, findingsOf } from './rule.ts'
import { shapeFindings } from './shape.ts'

/** All findings on a filled pass, errors and warnings, at once. */
export const preflight = ({ pass, shared, own }: FilledPass): readonly Finding[] => {
  const subject = { pass, fields: fieldsOf(pass), hasFile: (path: string) => own.has(path) || shared.has(path) }
  return [...shapeFindings(passTable, pass), ...passRules.flatMap((rule) => findingsOf(rule, subject))]
}

/**
 * Preflight that refuses: the findings of a pass that may be signed, all of them warnings.
 *
 * @throws PassError `pass/refused` with every finding, if any is an error
 */
export const assertInstallable = (filled: FilledPass): readonly Finding[] => {
  const findings = preflight(filled)
  if (!hasErrors(findings)) return findings
  throw new PassError('pass/refused', `Wallet would refuse this pass: ${summary(findings)}`, { findings })
}
