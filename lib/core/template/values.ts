/** The values of a template: checked against its schema by a validator that needs no eval. */
import { type Schema, Validator } from '@cfworker/json-schema'
import { type ErrorDetails, TemplateError } from '../errors.ts'
import { type Finding, summary } from '../finding.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { isIdentifier, isReserved } from './expressions.ts'
import { schemaFindings } from './schema-findings.ts'
import { followSchema, keywordFindings } from './schema-soundness.ts'

/** Values that the service gives besides those of a record. */
const serviceNames = ['webServiceURL', 'authenticationToken', 'sealedBarcode']

/** Checks values against one schema. */
export interface ValuesChecker {
  /** Values of the schema's own defaults, for names that a record leaves out. */
  readonly defaults: JsonObject
  /** Whether the schema describes `serialNumber` itself. */
  readonly knowsSerialNumber: boolean
  /** Every fault, with its JSON pointer; none for good values. */
  readonly check: (values: JsonObject) => readonly Finding[]
}

const refuse = (message: string, details?: ErrorDetails): never => {
  throw new TemplateError('template/schema-invalid', `template.json: the schema of the values ${message}`, details)
}

const checkNames = (names: readonly string[]): void => {
  for (const name of names) {
    if (!isIdentifier(name)) refuse(`names "${name}"; a name is letters, digits and _, and does not begin with a digit`)
    if (isReserved(name)) refuse(`names "${name}", which means something of its own in expressions; take another name`)
    if (serviceNames.includes(name)) refuse(`names "${name}", which the service fills in itself`)
  }
}

const checkKeywords = (schema: JsonObject): void => {
  if (schema.type !== 'object') refuse('must have "type": "object"')
  const findings = keywordFindings(schema)
  if (findings.length > 0) refuse(`is broken: ${summary(findings)}`, { findings })
}

/** A validator that has seen the schema whole: it has followed it once, and checked two values against all of it. */
const makeValidators = (schema: JsonObject, sample: JsonObject): Record<'quick' | 'thorough', Validator> => {
  try {
    followSchema(schema)
    const quick = new Validator(schema as Schema, '2020-12', true)
    const thorough = new Validator(schema as Schema, '2020-12', false)
    for (const values of [{}, sample]) thorough.validate(values)
    return { quick, thorough }
  } catch (cause) {
    return refuse(`is broken: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

const uncheckable: Finding = {
  code: 'value-invalid',
  severity: 'error',
  path: '',
  message: 'the values cannot be checked against the schema',
  fix: 'make the values simpler, or the schema',
  source: { kind: 'template' },
}

/**
 * Compiles the schema of the values (JSON Schema draft 2020-12).
 *
 * @param sample values to try the schema on
 * @throws TemplateError `template/schema-invalid`, with a finding for each keyword that is at fault
 */
export const compileValues = (schema: JsonObject, sample: JsonObject): ValuesChecker => {
  checkKeywords(schema)
  const properties = isObject(schema.properties) ? schema.properties : {}
  checkNames(Object.keys(properties))
  const { quick, thorough } = makeValidators(schema, sample)
  const defaults = Object.entries(properties).flatMap(([name, property]) =>
    isObject(property) && property.default !== undefined ? [[name, property.default] as const] : [],
  )
  return {
    defaults: Object.fromEntries(defaults),
    knowsSerialNumber: Object.hasOwn(properties, 'serialNumber'),
    check: (values) => {
      try {
        return quick.validate(values).valid ? [] : schemaFindings(thorough.validate(values).errors, schema as Schema)
      } catch {
        return [uncheckable]
      }
    },
  }
}
