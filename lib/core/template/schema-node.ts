/** The nodes of a JSON Schema. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'

/** A member of an object of its own; undefined if there is none. */
export const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

const decodeStep = (step: string): string => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')

const target = (root: JsonObject, reference: string): Json | undefined => {
  const [base, ...steps] = reference.split('/')
  // Names of other schemas (`$id`, `$anchor`) are left to the validator.
  return base === '#' ? steps.map(decodeStep).reduce<Json | undefined>(memberOf, root) : undefined
}

/** The schema that a node stands for: itself, or what its `$ref` within the schema `root` leads to. */
export const resolveSchema = (root: JsonObject, node: Json | undefined): JsonObject | undefined => {
  let at = node
  // Endless chains were refused with the schema, except through names of other schemas, which are read amiss here.
  for (let steps = 0; isObject(at) && typeof at.$ref === 'string' && steps < 100; steps++) at = target(root, at.$ref)
  return isObject(at) ? at : undefined
}

/** Whether a node takes text, and no object: there a text may be given per language. */
export const wantsText = (node: JsonObject): boolean => {
  const type = node.type
  return type === 'string' || (Array.isArray(type) && type.includes('string') && !type.includes('object'))
}
