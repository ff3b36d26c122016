/** Functions as the template defines them. */
import { isObject, type Json } from '../../../lib/core/format/json.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { type Resource, resourcesOf, type Template } from '../cloudformation/template.ts'
import { LocalError } from '../errors.ts'

/** One function. */
export interface FunctionDefinition {
  /** Its logical id in the template. */
  readonly id: string
  /** What people call it: `api`. */
  readonly name: string
  /** What AWS calls it: `passwright-local-api`. */
  readonly functionName: string
  readonly arn: string
  /** File and export: `index.handler`. */
  readonly handler: string
  /** In seconds. */
  readonly timeout: number
  /** In MB. */
  readonly memory: number
  readonly environment: Readonly<Record<string, string>>
  /** The logical id of its role. */
  readonly role: string
}

const roleOf = ({ id, properties }: Resource): string => {
  const role = isObject(properties.Role) ? properties.Role['Fn::GetAtt'] : undefined
  const [roleId] = Array.isArray(role) ? role : []
  if (typeof roleId === 'string') return roleId
  throw new LocalError('local/template', `the function ${id} has no role of its own in the template`)
}

const environmentOf = (environment: Json | undefined): Readonly<Record<string, string>> => {
  const variables = isObject(environment) ? environment.Variables : undefined
  return Object.fromEntries(
    Object.entries(isObject(variables) ? variables : {}).map(([name, value]) => [name, String(value)]),
  )
}

const archiveName = /([^/]+)\.zip$/

/** The name of a function's archive is what people call it. */
const nameOf = (code: Json | undefined, id: string): string => {
  const key = isObject(code) ? code.S3Key : undefined
  const [, name] = typeof key === 'string' ? (archiveName.exec(key) ?? []) : []
  if (name !== undefined) return name
  throw new LocalError('local/template', `the code of the function ${id} is no zip archive in the template`)
}

const readFunction = (resource: Resource, references: References): FunctionDefinition => {
  const { id } = resource
  const properties = resolveObject(resource.properties, references)
  return {
    id,
    name: nameOf(properties.Code, id),
    functionName: references.ref(id) ?? id,
    arn: references.attribute(id, 'Arn') ?? id,
    handler: String(properties.Handler),
    timeout: Number(properties.Timeout ?? 3),
    memory: Number(properties.MemorySize ?? 128),
    environment: environmentOf(properties.Environment),
    role: roleOf(resource),
  }
}

/** The functions of a template. */
export const readFunctions = (template: Template, references: References): readonly FunctionDefinition[] =>
  resourcesOf(template, 'AWS::Lambda::Function').map((resource) => readFunction(resource, references))
