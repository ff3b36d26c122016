/** A CloudFormation template as the local stack reads it: its resources, by logical id. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { LocalError } from '../errors.ts'

/** One resource of a template. */
export interface Resource {
  readonly id: string
  /** `AWS::DynamoDB::Table`. */
  readonly type: string
  readonly properties: JsonObject
}

/** A template. */
export interface Template {
  readonly resources: ReadonlyMap<string, Resource>
}

const readResource = (id: string, value: Json): Resource => {
  const { Type: type, Properties: properties = {} } = isObject(value) ? value : {}
  if (typeof type === 'string' && isObject(properties)) return { id, type, properties }
  throw new LocalError('local/template', `the resource ${id} of the packaged template is not one`)
}

/**
 * Reads a template.
 *
 * @throws LocalError `local/template`
 */
export const readTemplate = (document: unknown): Template => {
  const resources = isObject(document) ? document.Resources : undefined
  if (!isObject(resources)) throw new LocalError('local/template', 'the packaged template has no resources')
  return { resources: new Map(Object.entries(resources).map(([id, value]) => [id, readResource(id, value)])) }
}

/** The resources of one type. */
export const resourcesOf = (template: Template, type: string): readonly Resource[] =>
  [...template.resources.values()].filter((resource) => resource.type === type)
