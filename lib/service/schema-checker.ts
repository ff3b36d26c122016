/** JSON Schemas as the one source of what is checked, documented and typed. */
import { type Schema, Validator } from '@cfworker/json-schema'
import type { Finding } from '../core/finding.ts'
import type { Json, JsonObject } from '../core/format/json.ts'
import { schemaFindings } from '../core/template/schema-findings.ts'

type RequiredNames<S> = S extends { readonly required: readonly (infer Name)[] } ? Name : never

type Members<P, R> = { readonly [Name in keyof P as Name extends R ? Name : never]: Valid<P[Name]> } & {
  readonly [Name in keyof P as Name extends R ? never : Name]?: Valid<P[Name]>
}

/** The type of the values that fit a schema, for the keywords that our own schemas use. */
export type Valid<S> = S extends { readonly enum: readonly (infer Item)[] }
  ? Item
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'integer' | 'number' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'array'; readonly items: infer Items }
          ? readonly Valid<Items>[]
          : S extends { readonly type: 'object'; readonly properties: infer Properties }
            ? Members<Properties, RequiredNames<S>>
            : S extends { readonly type: 'object'; readonly additionalProperties: infer Additional }
              ? Readonly<Record<string, Valid<Additional>>>
              : S extends { readonly type: 'object' }
                ? JsonObject
                : never

// The findings of a template's schema are worded for its author; here nobody can add to the schema.
const reworded = (finding: Finding): Finding =>
  finding.code === 'value-unknown'
    ? { ...finding, message: 'is not something that this body may hold', fix: 'leave it out' }
    : finding

/** Checks values against one schema. */
export interface Checker<Value> {
  readonly fits: (json: Json) => json is Value & Json
  /** Every fault, with its JSON pointer; none for what fits. */
  readonly faults: (json: Json) => readonly Finding[]
}

/** A checker, which looks at its schema when it is first asked. */
export const makeChecker = <const S extends JsonObject>(schema: S): Checker<Valid<S>> => {
  let validator: Validator | undefined
  const validate = (json: Json) => {
    validator ??= new Validator(schema as Schema, '2020-12', false)
    return validator.validate(json)
  }
  return {
    fits: (json): json is Valid<S> & Json => validate(json).valid,
    faults: (json) => schemaFindings(validate(json).errors, schema as Schema).map(reworded),
  }
}
