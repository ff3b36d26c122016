/** A rule of preflight: what is known of it stands beside the function that finds where it is broken. */
import type { Bytes } from '../bytes.ts'
import type { Explanation } from '../finding.ts'
import { type FieldGroup, fieldGroups } from '../format/field-groups.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { type StyleName, styleNames } from '../format/styles.ts'

/** What rules look at: a pass before it is signed. */
export interface PassSubject {
  readonly pass: JsonObject
  /** The style keys that the pass has. */
  readonly styles: readonly StyleName[]
  /** The fields of all styles, in reading order. */
  readonly fields: readonly PlacedField[]
  /** Every file of the package by path, `pass.json` too; without `manifest.json` and `signature`. */
  readonly files: ReadonlyMap<string, Bytes>
  /** When the pass is looked at; undefined where the passing of time must not matter. */
  readonly now: Date | undefined
}

/** A place at which a rule is broken. */
export interface Place {
  /** As in a finding: a JSON pointer into `pass.json`, or a file. */
  readonly path: string
  /** What is wrong there, as a sentence whose subject is the place. */
  readonly message: string
  /** Default: the `fix` of the rule. */
  readonly fix?: string
}

/**
 * A rule on the pass as a whole. `reads` and `files` say what its findings depend on: a pass that has all of that in
 * common with its template's sample has the sample's findings too, and the rule is not asked again.
 */
export interface PassRule extends Explanation {
  readonly on: 'pass'
  /**
   * The keys of `pass.json` that the rule reads. `styles` stands for which style objects there are, `layout` for their
   * contents but for the values of fields, `fields` for all of their contents. `sample`: what it finds in the sample
   * stands for all passes of the template that have the same files.
   */
  readonly reads: readonly string[] | 'sample'
  /** Whether it looks at files of the package besides `pass.json`. Default: no. */
  readonly files?: true
  readonly find: (subject: PassSubject) => Iterable<Place>
}

/** A rule on each field by itself: what it finds depends on the field, its group and its style alone. */
export interface FieldRule extends Explanation {
  readonly on: 'field'
  /** It is asked only of fields that have one of these keys. Default: of all fields. */
  readonly when?: readonly string[]
  readonly find: (placed: PlacedField) => Iterable<Place>
}

/** A rule. */
export type Rule = PassRule | FieldRule

/** The style keys that a pass has; one with null says no more than one that is left out. */
export const stylesOf = (pass: JsonObject): StyleName[] =>
  styleNames.filter((name) => Object.hasOwn(pass, name) && pass[name] !== null)

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
