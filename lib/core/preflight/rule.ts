/** A rule of preflight: its name, weight and source stand beside the function that finds its faults. */
import type { Finding, Severity, Source } from '../finding.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { type FieldGroup, fieldGroups, type StyleName, styleNames } from '../format/styles.ts'

/** What a rule looks at: a pass before it is signed. */
export interface PassSubject {
  readonly pass: JsonObject
  /** The style keys that the pass has. */
  readonly styles: readonly StyleName[]
  /** The fields of the pass, in reading order. */
  readonly fields: readonly PlacedField[]
  /** Whether the package holds a file. */
  readonly hasFile: (path: string) => boolean
  /** The paths of files that are called PNG and are none. */
  readonly brokenImages: readonly string[]
}

/** A place at which a rule is broken. */
export interface Place {
  readonly path: string
  readonly message: string
  readonly fix: string
}

/** A rule. */
export interface Rule {
  readonly code: string
  readonly severity: Severity
  /** Why the rule exists, for people. */
  readonly why: string
  readonly source: Source
  readonly find: (subject: PassSubject) => Iterable<Place>
}

/** The findings of rules, in their order. */
export const findingsOf = (rules: readonly Rule[], subject: PassSubject): Finding[] => {
  const findings: Finding[] = []
  for (const { code, severity, source, find } of rules) {
    for (const place of find(subject)) findings.push({ code, severity, ...place, source })
  }
  return findings
}

/** The style keys that a pass has. */
export const stylesOf = (pass: JsonObject): StyleName[] => styleNames.filter((name) => Object.hasOwn(pass, name))

/** A field and where it stands: the place is spelled out by {@link pathOf} for what is at fault. */
export interface PlacedField {
  readonly field: JsonObject
  readonly style: StyleName
  readonly group: FieldGroup
  readonly index: number
}

/** The JSON pointer of a field. */
export const pathOf = ({ style, group, index }: PlacedField): string => `/${style}/${group}/${index}`

/** All fields of a pass with these styles, in reading order; what is no field is left to the tables. */
export const fieldsOf = (pass: JsonObject, styles: readonly StyleName[]): PlacedField[] => {
  const fields: PlacedField[] = []
  for (const style of styles) {
    const content = pass[style]
    if (!isObject(content)) continue
    for (const group of fieldGroups) {
      const members = content[group]
      if (!Array.isArray(members)) continue
      for (let index = 0; index < members.length; index++) {
        const field: Json = members[index]
        if (isObject(field)) fields.push({ field, style, group, index })
      }
    }
  }
  return fields
}
