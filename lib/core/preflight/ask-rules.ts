/** Asks rules on other subjects than a pass by itself: an update of a pass, the answer of a server. */
import { type Explanation, type Finding, findingFrom, type Severity } from '../finding.ts'
import type { Place } from './rule.ts'

/** A rule on such a subject; it is equally grave in both profiles. */
export interface SubjectRule<Subject> extends Explanation {
  readonly severity: Severity
  readonly find: (subject: Subject) => Iterable<Place>
}

/** What the rules find, in their order. */
export const askRules = <Subject>(rules: readonly SubjectRule<Subject>[], subject: Subject): readonly Finding[] =>
  rules.flatMap((rule) => Array.from(rule.find(subject), (place) => findingFrom(rule, place, 'strict')))
