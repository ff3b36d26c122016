/** The faults that a JSON Schema finds in values, as findings with a JSON pointer each. */
import type { OutputUnit, Schema } from '@cfworker/json-schema'
import type { Finding } from '../finding.ts'
import { pointerTo } from '../format/pointer.ts'

/** Keywords that only say that something below them is at fault. */
const wrappers = new Set([
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  '$ref',
  'allOf',
  'if',
  'additionalProperties',
  'dependentSchemas',
])

const codes: Readonly<Record<string, string>> = {
  required: 'value-missing',
  false: 'value-unknown',
  type: 'value-type',
  pattern: 'value-pattern',
  format: 'value-format',
  enum: 'value-not-listed',
  const: 'value-not-listed',
  minLength: 'value-too-short',
  maxLength: 'value-too-long',
  minimum: 'value-too-small',
  exclusiveMinimum: 'value-too-small',
  maximum: 'value-too-large',
  exclusiveMaximum: 'value-too-large',
}

// The validator begins some sentences with the value itself, which may be personal.
const subject = /^(?:Instance|String|Array|-?[\d.e+-]+) /
const fullStop = /\.$/
const missingName = /"(.*)"\.$/

const decode = (location: string): string => {
  try {
    return decodeURI(location.slice(1))
  } catch {
    return location.slice(1)
  }
}

/** The subschema that a keyword stands in, as far as plain steps lead there. */
const schemaAt = (schema: Schema, keywordLocation: string): Schema | undefined => {
  const steps = decode(keywordLocation).split('/').slice(1, -1)
  let at: unknown = schema
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || step === '$ref') return undefined
    at = (at as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return typeof at === 'object' && at !== null ? (at as Schema) : undefined
}

const describe = (node: Schema | undefined): string | undefined =>
  typeof node?.description === 'string' ? node.description : undefined

const missing = (unit: OutputUnit, schema: Schema, root: string): Pick<Finding, 'path' | 'message' | 'fix'> => {
  const name = missingName.exec(unit.error)?.[1] ?? ''
  const property = schemaAt(schema, unit.keywordLocation)?.properties?.[name]
  const wanted = typeof property === 'object' ? describe(property) : undefined
  return {
    path: root + pointerTo(decode(unit.instanceLocation), name),
    message: `"${name}" is missing`,
    fix: wanted ? `give it: ${wanted}` : 'give it',
  }
}

const sentence = (unit: OutputUnit): string => {
  switch (unit.keyword) {
    case 'false':
      return 'is not a value of this template'
    case 'type':
      return unit.error
        .replace('Instance type', 'has the type')
        .replace(' is invalid. Expected', '; expected')
        .replace(fullStop, '')
    default:
      return unit.error.replace(subject, '').replace(fullStop, '')
  }
}

const present = (unit: OutputUnit, schema: Schema, root: string): Pick<Finding, 'path' | 'message' | 'fix'> => {
  const pointer = decode(unit.instanceLocation)
  const wanted = describe(schemaAt(schema, unit.keywordLocation))
  const remedy =
    unit.keyword === 'false' ? 'leave it out, or add it to the schema of the values' : 'see the schema of the values'
  return {
    path: root + pointer,
    message: sentence(unit),
    fix: wanted ? `wanted is: ${wanted}` : remedy,
  }
}

const isInside = ({ keywordLocation }: OutputUnit, alternatives: ReadonlySet<string>): boolean =>
  Array.from(alternatives).some((outer) => keywordLocation.startsWith(`${outer}/`))

/**
 * Findings for what a validator reported, one a fault, in its order. Messages never repeat a value; they may hold
 * personal data.
 *
 * @param root what stands before the pointers, such as `template.json#`
 */
export const schemaFindings = (units: readonly OutputUnit[], schema: Schema, root = ''): Finding[] => {
  // Places in the schema, of which there are few however many values are at fault.
  const alternatives = new Set(
    units.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').map((unit) => unit.keywordLocation),
  )
  return units
    .filter((unit) => !(wrappers.has(unit.keyword) || isInside(unit, alternatives)))
    .map((unit) => ({
      code: codes[unit.keyword] ?? 'value-invalid',
      severity: 'error',
      ...(unit.keyword === 'required' ? missing(unit, schema, root) : present(unit, schema, root)),
      source: { kind: 'template' },
    }))
}
