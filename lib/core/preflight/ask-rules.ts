/** Asks rules on other subjects than a pass by itself: an update of a pass, the answer of a server. */
import type { Explanation, Finding, Severity } from '../finding.ts'
import type { Place } from './rule.ts'

/** A rule on such a subject; it is equally grave in both profiles. */
export interface SubjectRule<Subject> extends Explanation {
  readonly severity: Severity
  readonly find: (subject: Subject) => Iterable<Place>
}

/** What the rules find, in their order. */
export const askRules = <Subject>(rules: readonly SubjectRule<Subject>[], subject: Subject): readonly Finding[] =>
  rules.flatMap((rule) => {
    const { code, severity, source } = rule
    return Array.from(rule.find(subject), ({ path, message, fix = rule.fix }) => ({
      code,
      severity,
      path,
      message,
      fix,
      source,
    }))
  })
