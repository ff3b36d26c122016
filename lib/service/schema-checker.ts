/** JSON Schemas as the one source of what is checked, documented and typed. */
import { type Schema, Validator } from '@cfworker/json-schema'
import type { Finding } from '../core/finding.ts'
import type { Json, JsonObject } from '../core/format/json.ts'
import { jsonFault } from '../core/format/json-value.ts'
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

/** The first place that is no text. */
const textFindings = (json: Json): readonly Finding[] => {
  const fault = jsonFault(json)
  if (!fault) return []
  const { code, pointer: path, reason: message } = fault
  return [{ code, severity: 'error', path, message, fix: 'give what JSON can hold', source: { kind: 'template' } }]
}

/** Checks values against one schema. */
export interface Checker<Value> {
  readonly fits: (json: Json) => json is Value & Json
  /** Every fault, with its JSON pointer; none for what fits. */
  readonly faults: (json: Json) => readonly Finding[]
}

/** A checker, which looks at its schema when it is first asked. */
export const makeChecker = <const S extends JsonObject>(schema: S): Checker<Valid<S>> => {
  let validator: Validator | undefined
  /** Undefined if a name has half of a surrogate pair: the validator makes URIs of names, which have no such. */
  const validate = (json: Json) => {
    validator ??= new Validator(schema as Schema, '2020-12', false)
    try {
      return validator.validate(json)
    } catch (error) {
      if (error instanceof URIError) return undefined
      throw error
    }
  }
  return {
    fits: (json): json is Valid<S> & Json => validate(json)?.valid === true,
    faults: (json) => {
      const result = validate(json)
      return result ? schemaFindings(result.errors, schema as Schema).map(reworded) : textFindings(json)
    },
  }
}
