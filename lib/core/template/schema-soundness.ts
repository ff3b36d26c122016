/** Whether the schema of the values is one that the validator can work with, so that a broken one shows at publish. */
import { dereference, type Schema, Validator } from '@cfworker/json-schema'
import type { Finding } from '../finding.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { schemaFindings } from './schema-findings.ts'

const schema: Schema = { $ref: '#' }
const text: Schema = { type: 'string' }
const boolean: Schema = { type: 'boolean' }
const number: Schema = { type: 'number' }
const count: Schema = { type: 'integer', minimum: 0 }
const list = (items: Schema): Schema => ({ type: 'array', items })
const map = (additionalProperties: Schema): Schema => ({ type: 'object', additionalProperties })
const typeName: Schema = { enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] }

/** The keywords of JSON Schema draft 2020-12, and what each of them takes. */
const keywords: Readonly<Record<string, Schema>> = {
  $id: text,
  $ref: text,
  $anchor: text,
  $schema: text,
  $comment: text,
  $defs: map(schema),
  definitions: map(schema),
  title: text,
  description: text,
  type: { anyOf: [typeName, list(typeName)] },
  enum: { type: 'array' },
  format: text,
  pattern: text,
  minLength: count,
  maxLength: count,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: { type: 'number', exclusiveMinimum: 0 },
  required: list(text),
  properties: map(schema),
  patternProperties: map(schema),
  additionalProperties: schema,
  unevaluatedProperties: schema,
  propertyNames: schema,
  minProperties: count,
  maxProperties: count,
  dependentRequired: map(list(text)),
  dependentSchemas: map(schema),
  dependencies: map({ anyOf: [schema, list(text)] }),
  items: schema,
  prefixItems: list(schema),
  unevaluatedItems: schema,
  contains: schema,
  minContains: count,
  maxContains: count,
  minItems: count,
  maxItems: count,
  uniqueItems: boolean,
  allOf: list(schema),
  anyOf: list(schema),
  oneOf: list(schema),
  not: schema,
  if: schema,
  then: schema,
  else: schema,
}

const schemaOfSchemas: Schema = { type: ['object', 'boolean'], properties: keywords }

const validator = new Validator(schemaOfSchemas, '2020-12', false)

/** Keywords that hold something else than the keyword takes, as findings in `template.json`. */
export const keywordFindings = (values: JsonObject): Finding[] =>
  schemaFindings(validator.validate(values).errors, schemaOfSchemas, 'template.json#/values').map((finding) => ({
    ...finding,
    code: 'schema-keyword-invalid',
    fix: 'write it as JSON Schema draft 2020-12 has it',
  }))

type Node = Schema | boolean | undefined

class SchemaGraph {
  readonly #byAddress: Readonly<Record<string, Node>>
  readonly #walked = new Map<Schema, 'open' | 'done'>()

  constructor(values: JsonObject) {
    this.#byAddress = dereference(values as Schema)
  }

  check(): void {
    for (const node of Object.values(this.#byAddress)) {
      if (typeof node !== 'object') continue
      for (const pattern of [node.pattern ?? '', ...Object.keys(node.patternProperties ?? {})]) new RegExp(pattern, 'u')
      // No format of JSON Schema, but one of the validator's: some texts of 40 characters would keep it busy for hours.
      if (node.format === 'url') throw new Error('the format "url" is none of JSON Schema: take "uri"')
      if (node.$recursiveRef ?? node.$dynamicRef) throw new Error('$recursiveRef and $dynamicRef are not supported')
      this.#walk(node)
    }
  }

  /** The schemas that the same value must fit too, and so may not lead back to the first. */
  #alongside(node: Schema): Node[] {
    const { $ref, __absolute_ref__: address = '', allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = node
    const target = this.#byAddress[address]
    if ($ref !== undefined && target === undefined) throw new Error(`$ref "${$ref}" leads nowhere in the schema`)
    const more = Object.values<Node>({ ...dependentSchemas, ...node.dependencies })
    return [target, ...allOf, ...anyOf, ...oneOf, node.not, node.if, node.then, node.else, ...more]
  }

  #walk(node: Node): void {
    if (!isObject(node) || this.#walked.get(node) === 'done') return
    if (this.#walked.get(node) === 'open') throw new Error(`${node.$ref ?? 'a subschema'} refers to itself without end`)
    this.#walked.set(node, 'open')
    for (const next of this.#alongside(node)) this.#walk(next)
    this.#walked.set(node, 'done')
  }
}

/**
 * Compiles every regular expression and follows every reference.
 *
 * @throws Error saying which does not compile, leads nowhere, or leads back to itself
 */
export const followSchema = (values: JsonObject): void => new SchemaGraph(values).check()
