/** Holds what roles may do against what was done in their name: nothing missing, nothing unused, nothing for everything. */
import { matchesAction, matchesResource } from '../../infra/local/front/policy.ts'
import type { RecordedCall } from '../../infra/local/front/record.ts'
import type { Json } from '../../lib/core/format/json.ts'

/** A statement of a role's policy, with its references resolved. */
export interface PolicyStatement {
  readonly Sid: string
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Json
}

/** A role: its logical id and the statements of its policies. */
export interface RolePolicy {
  readonly role: string
  readonly statements: readonly PolicyStatement[]
}

/** A permission that need not be used here, and why. */
export interface Exemption {
  /** Default: every role. */
  readonly role?: string
  readonly sid: string
  readonly why: string
  /** Why it has to be about every resource, if it has to be. */
  readonly boundless?: string
}

/** What is wrong; all empty if nothing is. */
export interface Verdict {
  /** Calls that no policy allowed: `ApiRole: s3:GetObject on arn:…`. */
  readonly missing: readonly string[]
  /** Permissions that nothing needed: `ApiRole Records: dynamodb:Scan on arn:…`. */
  readonly unused: readonly string[]
  /** Statements about every resource: `ApiRole Everything`. */
  readonly unbounded: readonly string[]
  /** Exemptions that no role has a statement for. */
  readonly idle: readonly string[]
}

const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

interface Grant {
  readonly role: string
  readonly sid: string
  readonly action: string
  readonly resource: string
}

/** Each action with each resource. */
const grantsOf = ({ role, statements }: RolePolicy): readonly Grant[] =>
  statements.flatMap(({ Sid: sid, Action, Resource }) =>
    listOf(Action).flatMap((action) => listOf(Resource).map((resource) => ({ role, sid, action, resource }))),
  )

const isUse =
  ({ role, action, resource }: Grant) =>
  (call: RecordedCall): boolean =>
    call.role === role && call.allowed && matchesAction(action, call.action) && matchesResource(resource, call.resource)

const isFor = ({ role, sid }: Exemption, grant: Grant): boolean =>
  sid === grant.sid && (role === undefined || role === grant.role)

const told = (lines: readonly string[]): readonly string[] => [...new Set(lines)].sort()

/** Judges the roles by the calls. */
export const judgePermissions = (
  roles: readonly RolePolicy[],
  calls: readonly RecordedCall[],
  exemptions: readonly Exemption[],
): Verdict => {
  const grants = roles.flatMap(grantsOf)
  const refused = calls.filter(({ allowed }) => !allowed)
  const unused = grants.filter(
    (grant) => !(calls.some(isUse(grant)) || exemptions.some((exemption) => isFor(exemption, grant))),
  )
  return {
    missing: told(refused.map(({ role, action, resource }) => `${role}: ${action} on ${resource}`)),
    unused: told(unused.map(({ role, sid, action, resource }) => `${role} ${sid}: ${action} on ${resource}`)),
    unbounded: told(
      grants
        .filter(({ resource }) => resource === '*')
        .filter((grant) => !exemptions.some((exemption) => exemption.boundless && isFor(exemption, grant)))
        .map(({ role, sid }) => `${role} ${sid}`),
    ),
    idle: told(
      exemptions
        .filter((exemption) => !grants.some((grant) => isFor(exemption, grant)))
        .map(({ role = 'any role', sid }) => `${role} ${sid}`),
    ),
  }
}
