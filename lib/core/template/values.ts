/** The values of a template: checked against its schema by a validator that needs no eval. */
import { type Schema, Validator } from '@cfworker/json-schema'
import { TemplateError } from '../errors.ts'
import type { Finding } from '../finding.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { isValueName } from './expressions.ts'
import { schemaFindings } from './schema-findings.ts'

/** Values that the service gives besides those of a record. */
const serviceNames = ['webServiceURL', 'authenticationToken']

/** Checks values against one schema. */
export interface ValuesChecker {
  /** Values of the schema's own defaults, for names that a record leaves out. */
  readonly defaults: JsonObject
  /** Whether the schema describes `serialNumber` itself. */
  readonly knowsSerialNumber: boolean
  /** Every fault, with its JSON pointer; none for good values. */
  readonly check: (values: JsonObject) => readonly Finding[]
}

const refuse = (message: string, cause?: unknown): never => {
  throw new TemplateError('template/schema-invalid', `template.json: the schema of the values ${message}`, { cause })
}

const propertiesOf = (schema: JsonObject): JsonObject => {
  const properties = schema.properties ?? {}
  return isObject(properties) ? properties : refuse('has "properties" that are not an object')
}

const checkNames = (names: readonly string[]): void => {
  for (const name of names) {
    if (!isValueName(name)) refuse(`names "${name}"; a name is letters, digits and _, and does not begin with a digit`)
    if (serviceNames.includes(name)) refuse(`names "${name}", which the service fills in itself`)
  }
}

/** Compiles every regular expression and follows every reference once, so that a broken one shows at publish. */
const probe = (node: unknown): void => {
  if (Array.isArray(node)) node.forEach(probe)
  if (!isObject(node)) return
  const { pattern, patternProperties, $ref } = node
  if (typeof pattern === 'string') new RegExp(pattern, 'u')
  if (isObject(patternProperties)) for (const key of Object.keys(patternProperties)) new RegExp(key, 'u')
  if (typeof $ref === 'string' && !$ref.startsWith('#')) throw new Error(`$ref ${$ref} points outside of the schema`)
  Object.values(node).forEach(probe)
}

/**
 * Compiles the schema of the values (JSON Schema draft 2020-12).
 *
 * @throws TemplateError `template/schema-invalid`
 */
export const compileValues = (schema: JsonObject): ValuesChecker => {
  if (schema.type !== 'object') refuse('must have "type": "object"')
  const properties = propertiesOf(schema)
  checkNames(Object.keys(properties))
  try {
    probe(schema)
  } catch (cause) {
    refuse(`is broken: ${cause instanceof Error ? cause.message : 'unreadable'}`, cause)
  }
  const quick = new Validator(schema as Schema, '2020-12', true)
  const thorough = new Validator(schema as Schema, '2020-12', false)
  const defaults: Record<string, JsonObject[string]> = {}
  for (const [name, property] of Object.entries(properties)) {
    if (isObject(property) && property.default !== undefined) defaults[name] = property.default
  }
  return {
    defaults,
    knowsSerialNumber: Object.hasOwn(properties, 'serialNumber'),
    check: (values) =>
      quick.validate(values).valid ? [] : schemaFindings(thorough.validate(values).errors, schema as Schema),
  }
}
