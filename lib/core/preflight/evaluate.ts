/**
 * Asks the rules. Thousands of passes are made from one template, and most of what rules look at is the same in all of
 * them: what a rule found in the template's sample is kept, and found again only where a pass differs.
 */
import { type Finding, findingFrom, type Profile } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { isKnown, memberOf } from './known.ts'
import type { FieldRule, PassRule, PassSubject, Place, PlacedField, Rule } from './rule.ts'
import { isStyleReading, styleDifference, styleReadings } from './style-differences.ts'

/** A broken rule and where. */
interface Breach {
  readonly rule: Rule
  readonly place: Place
}

/** What is known of a template's sample. */
interface SampleNotes {
  /** What each rule on passes finds in it, by the rule's number; filled in as rules are asked. */
  readonly byRule: (readonly Breach[] | undefined)[]
  readonly byField: Map<JsonObject, readonly Breach[]>
}

/** A pass and what it shares with others. */
export interface Evaluated {
  readonly subject: PassSubject
  /** The files that it shares with other passes of its template, the very same map for all of them. */
  readonly shared: ReadonlyMap<string, unknown>
  /** Whether it has files of its own besides `pass.json`. */
  readonly hasOwnFiles: boolean
  /** The sample of its template; undefined for a pass without a template. */
  readonly sample: SampleSubject | undefined
}

/** The sample of a template. */
export interface SampleSubject {
  readonly pass: JsonObject
  /** Made when a rule is first asked about it. */
  readonly subject: () => PassSubject
}

/** So many places of one rule say all there is to say, even of a pass that was made to break it a million times. */
const mostPlaces = 500

// A template that is dropped takes its notes along: files of one template are the very same map.
const notes = new WeakMap<ReadonlyMap<string, unknown>, WeakMap<JsonObject, SampleNotes>>()

const notesOn = (shared: ReadonlyMap<string, unknown>, sample: JsonObject): SampleNotes => {
  const bySample = notes.get(shared) ?? new WeakMap<JsonObject, SampleNotes>()
  notes.set(shared, bySample)
  const known = bySample.get(sample) ?? { byRule: [], byField: new Map() }
  bySample.set(sample, known)
  return known
}

const breachesOf = (rule: PassRule, subject: PassSubject): readonly Breach[] => {
  const breaches: Breach[] = []
  for (const place of rule.find(subject)) {
    if (breaches.push({ rule, place }) === mostPlaces) break
  }
  return breaches
}

const keysRead = ({ reads }: PassRule): readonly string[] => (reads === 'sample' ? [] : reads)

/** The numbers of the rules that read a key of `pass.json`, or something of style objects. */
const readersOf = (rules: readonly PassRule[]): ReadonlyMap<string, readonly number[]> => {
  const readers = new Map<string, number[]>()
  for (const [number, rule] of rules.entries()) {
    for (const key of keysRead(rule)) readers.set(key, [...(readers.get(key) ?? []), number])
  }
  return readers
}

/** The rules that are asked. */
export interface Rules {
  readonly pass: readonly PassRule[]
  readonly field: readonly FieldRule[]
}

interface PreparedRules extends Rules {
  readonly readers: ReadonlyMap<string, readonly number[]>
}

/** For each rule, by its number: 1 if it reads what is another in the pass than in the sample. */
const concerned = ({ pass: rules, readers: all }: PreparedRules, pass: JsonObject, sample: JsonObject): Uint8Array => {
  const marks = new Uint8Array(rules.length)
  const difference = styleDifference(pass, sample)
  const isOther = (key: string): boolean => {
    if (!isStyleReading(key)) return !isKnown(pass[key], sample[key])
    return difference !== undefined && styleReadings.indexOf(key) >= styleReadings.indexOf(difference)
  }
  for (const [key, readers] of all) {
    if (isOther(key)) for (const number of readers) marks[number] = 1
  }
  return marks
}

const passBreaches = (prepared: PreparedRules, evaluated: Evaluated): readonly Breach[] => {
  const { pass: rules } = prepared
  const { subject, sample, shared, hasOwnFiles } = evaluated
  if (!sample || subject.now !== undefined) return rules.flatMap((rule) => breachesOf(rule, subject))
  const { byRule } = notesOn(shared, sample.pass)
  const marks = concerned(prepared, subject.pass, sample.pass)
  const breaches: Breach[] = []
  for (let number = 0; number < rules.length; number++) {
    const rule = rules[number]
    if (!rule) continue
    const isOfSample = !(marks[number] === 1 || (rule.files && hasOwnFiles))
    const found = isOfSample ? (byRule[number] ?? breachesOf(rule, sample.subject())) : breachesOf(rule, subject)
    if (isOfSample) byRule[number] = found
    if (found.length > 0) breaches.push(...found)
  }
  return breaches
}

const isAskedOf = ({ when }: FieldRule, field: JsonObject): boolean => {
  if (when === undefined) return true
  for (const key of when) if (field[key] !== undefined) return true
  return false
}

const breachesIn = (rules: readonly FieldRule[], placed: PlacedField): readonly Breach[] => {
  const found: Breach[] = []
  for (const rule of rules) {
    if (!isAskedOf(rule, placed.field)) continue
    for (const place of rule.find(placed)) found.push({ rule, place })
  }
  return found
}

const sampleField = (sample: JsonObject, { style, group, index }: PlacedField) => {
  const members = memberOf(sample[style], group)
  return Array.isArray(members) ? members[index] : undefined
}

const fieldBreaches = (rules: readonly FieldRule[], evaluated: Evaluated): readonly Breach[] => {
  const { subject, sample, shared } = evaluated
  const byField = sample && notesOn(shared, sample.pass).byField
  const breaches: Breach[] = []
  for (const placed of subject.fields) {
    const isOfSample = sample !== undefined && isKnown(placed.field, sampleField(sample.pass, placed))
    const found = (isOfSample ? byField?.get(placed.field) : undefined) ?? breachesIn(rules, placed)
    if (isOfSample) byField?.set(placed.field, found)
    breaches.push(...found)
    if (breaches.length >= mostPlaces * rules.length) break
  }
  return breaches
}

/** Asks all rules about a pass: what those on the whole pass find comes first, then what those on its fields find. */
export type Evaluate = (evaluated: Evaluated, profile: Profile) => Finding[]

/** Makes ready to ask these rules about any number of passes. */
export const makeEvaluate = (rules: Rules): Evaluate => {
  const prepared = { ...rules, readers: readersOf(rules.pass) }
  return (evaluated, profile) =>
    [...passBreaches(prepared, evaluated), ...fieldBreaches(rules.field, evaluated)].map(({ rule, place }) =>
      findingFrom(rule, place, profile),
    )
}
