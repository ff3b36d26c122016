/** Who may call: the roles of the template, each with an access key of its own and its policies. */
import { createHash, randomUUID } from 'node:crypto'
import { isObject, type Json } from '../../../lib/core/format/json.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { type Resource, resourcesOf, type Template } from '../cloudformation/template.ts'
import { LocalError } from '../errors.ts'
import { readPolicy, type Statement } from './policy.ts'

/** A role. */
export interface Role {
  /** Its logical id. */
  readonly id: string
  readonly accessKeyId: string
  readonly statements: readonly Statement[]
}

/** Nobody checks signatures here: an access key is all that a caller proves, so that nobody else may guess it. */
const salt = randomUUID()

/** The access key of a role, another one at each start: letters and digits, as AWS's are. */
export const accessKeyOf = (id: string): string =>
  `ASIA${createHash('sha256').update(salt).update(id).digest('hex').slice(0, 32).toUpperCase()}`

const documentsOf = ({ id, properties }: Resource, references: References): readonly Statement[] => {
  const { ManagedPolicyArns: managed, Policies: policies = [] } = resolveObject(properties, references)
  if (Array.isArray(managed) && managed.length > 0) {
    throw new LocalError('local/template', `the role ${id} has managed policies, whose text the local stack lacks`)
  }
  return (Array.isArray(policies) ? policies : []).flatMap((policy: Json) => {
    const document = isObject(policy) ? policy.PolicyDocument : undefined
    return isObject(document) ? readPolicy(document) : []
  })
}

/** Reads the roles of a template, by their access keys. */
export const readRoles = (template: Template, references: References): ReadonlyMap<string, Role> =>
  new Map(
    resourcesOf(template, 'AWS::IAM::Role').map((resource) => {
      const accessKeyId = accessKeyOf(resource.id)
      return [accessKeyId, { id: resource.id, accessKeyId, statements: documentsOf(resource, references) }]
    }),
  )
