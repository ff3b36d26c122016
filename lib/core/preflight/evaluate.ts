/**
 * Asks the rules. Thousands of passes are made from one template, and most of what rules look at is the same in all of
 * them: what a rule found in the template's sample is kept, and found again only where a pass differs.
 */
import type { Finding, Profile } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { styleNames } from '../format/styles.ts'
import { isKnown, memberOf, sharesKeys } from './known.ts'
import type { FieldRule, PassRule, PassSubject, Place, PlacedField, Rule } from './rule.ts'

/** A broken rule and where. */
interface Breach {
  readonly rule: Rule
  readonly place: Place
}

/** What is known of a template's sample. */
interface SampleNotes {
  readonly passRules: Map<PassRule, readonly Breach[]>
  readonly fields: Map<JsonObject, readonly Breach[]>
}

// A template that is dropped takes its notes along: files of one template are the very same map.
const notes = new WeakMap<ReadonlyMap<string, unknown>, WeakMap<JsonObject, SampleNotes>>()

const notesOn = (shared: ReadonlyMap<string, unknown>, sample: JsonObject): SampleNotes => {
  const bySample = notes.get(shared) ?? new WeakMap<JsonObject, SampleNotes>()
  notes.set(shared, bySample)
  const known = bySample.get(sample) ?? { passRules: new Map(), fields: new Map() }
  bySample.set(sample, known)
  return known
}

/** A pass and what it shares with others. */
export interface Evaluated {
  readonly subject: PassSubject
  /** The files that it shares with other passes of its template, the very same map for all of them. */
  readonly shared: ReadonlyMap<string, unknown>
  /** Whether it has files of its own besides `pass.json`. */
  readonly hasOwnFiles: boolean
  /** The sample of its template as a subject, made when it is first needed; undefined for a pass without a template. */
  readonly sample: (() => PassSubject) | undefined
  readonly samplePass: JsonObject | undefined
}

const breachesOf = (rule: PassRule, subject: PassSubject): readonly Breach[] =>
  Array.from(rule.find(subject), (place) => ({ rule, place }))

const keysRead = ({ reads }: PassRule): readonly string[] => {
  if (reads === 'sample') return []
  return reads.includes('fields') ? [...reads.filter((key) => key !== 'fields'), ...styleNames] : reads
}

const keysOf = new WeakMap<PassRule, readonly string[]>()

const cachedKeys = (rule: PassRule): readonly string[] => {
  const known = keysOf.get(rule) ?? keysRead(rule)
  keysOf.set(rule, known)
  return known
}

const evaluatePassRule = (rule: PassRule, evaluated: Evaluated): readonly Breach[] => {
  const { subject, sample, samplePass, shared, hasOwnFiles } = evaluated
  const isLikeSample =
    samplePass !== undefined &&
    !(rule.files && hasOwnFiles) &&
    subject.now === undefined &&
    sharesKeys(subject.pass, samplePass, cachedKeys(rule))
  if (!(isLikeSample && sample && samplePass)) return breachesOf(rule, subject)
  const { passRules } = notesOn(shared, samplePass)
  const known = passRules.get(rule) ?? breachesOf(rule, sample())
  passRules.set(rule, known)
  return known
}

const fieldBreaches = (rules: readonly FieldRule[], placed: PlacedField): readonly Breach[] => {
  const found: Breach[] = []
  for (const rule of rules) for (const place of rule.find(placed)) found.push({ rule, place })
  return found
}

const sampleField = (sample: JsonObject, { style, group, index }: PlacedField) => {
  const members = memberOf(sample[style], group)
  return Array.isArray(members) ? members[index] : undefined
}

const evaluateField = (rules: readonly FieldRule[], placed: PlacedField, evaluated: Evaluated): readonly Breach[] => {
  const { samplePass, shared } = evaluated
  if (!(samplePass && isKnown(placed.field, sampleField(samplePass, placed)))) return fieldBreaches(rules, placed)
  const { fields } = notesOn(shared, samplePass)
  const known = fields.get(placed.field) ?? fieldBreaches(rules, placed)
  fields.set(placed.field, known)
  return known
}

const findingOf = ({ rule, place }: Breach, profile: Profile): Finding => {
  const { code, severity, source } = rule
  const { path, message, fix = rule.fix } = place
  return { code, severity: typeof severity === 'string' ? severity : severity[profile], path, message, fix, source }
}

/** The findings of all rules on a pass: those on the whole pass first, then those on its fields. */
export const evaluate = (
  passRules: readonly PassRule[],
  fieldRules: readonly FieldRule[],
  evaluated: Evaluated,
  profile: Profile,
): Finding[] => {
  const findings: Finding[] = []
  for (const rule of passRules) {
    for (const breach of evaluatePassRule(rule, evaluated)) findings.push(findingOf(breach, profile))
  }
  for (const placed of evaluated.subject.fields) {
    for (const breach of evaluateField(fieldRules, placed, evaluated)) findings.push(findingOf(breach, profile))
  }
  return findings
}
