/** The roles of the functions: they may do what was done in their name, and nothing else. */
import { expect } from 'vitest'
import { resolveObject } from '../../infra/local/cloudformation/resolve.ts'
import { resourcesOf } from '../../infra/local/cloudformation/template.ts'
import { allows } from '../../infra/local/front/policy.ts'
import type { RecordedCall } from '../../infra/local/front/record.ts'
import { readRoles } from '../../infra/local/front/roles.ts'
import { readCloud, rolePoliciesOf } from './cloud.ts'
import type { Deployment } from './deployment.ts'
import { type Exemption, judgePermissions, type PolicyStatement } from './permissions.ts'
import { type Proof, serverProof } from './proof.ts'
import { recordedCalls } from './recorded.ts'

/** What no run of a test can use, and why it is needed nevertheless. */
const exemptions: readonly Exemption[] = [
  { sid: 'Log', why: 'Lambda writes to CloudWatch Logs in the name of the role; there is no CloudWatch here' },
  {
    sid: 'Trace',
    why: 'Lambda sends traces to X-Ray in the name of the role; there is no X-Ray here',
    boundless: 'X-Ray has no resource that sending traces could be bound to',
  },
  {
    role: 'ChangesRole',
    sid: 'DeadLetters',
    why: 'Lambda sends there what failed 21 times, which takes minutes; that it is the place is checked below',
  },
  {
    role: 'BuildRole',
    sid: 'Announcements',
    why: 'only a pass that more than a thousand devices hold needs it; that it is the queue is checked below',
  },
]

/** What the comparison must find. */
const unusedAndUnbounded: PolicyStatement = { Sid: 'Planted', Action: 'dynamodb:DeleteTable', Resource: '*' }
const missing: RecordedCall = { role: 'ApiRole', action: 'dynamodb:Scan', resource: 'arn:planted', allowed: false }

const exact = async (deployment: Deployment): Promise<void> => {
  const policies = rolePoliciesOf(await readCloud(deployment))
  expect(policies.map(({ role }) => role)).toHaveLength(10)
  const calls = recordedCalls(deployment)
  const nothing = { missing: [], unused: [], unbounded: [], idle: [] }
  expect(judgePermissions(policies, calls, exemptions)).toEqual(nothing)
  const planted = policies.map(({ role, statements }) => ({ role, statements: [...statements, unusedAndUnbounded] }))
  const verdict = judgePermissions(planted, [...calls, missing], exemptions)
  expect(verdict.missing).toEqual(['ApiRole: dynamodb:Scan on arn:planted'])
  expect([verdict.unused.length, verdict.unbounded.length]).toEqual([10, 10])
}

const deadLetters = async (deployment: Deployment): Promise<void> => {
  const { template, references } = await readCloud(deployment)
  const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(({ properties }) =>
    resolveObject(properties, references),
  )
  const destinations = mappings.flatMap(({ DestinationConfig: config }) => (config === undefined ? [] : [config]))
  expect(destinations).toEqual([{ OnFailure: { Destination: expect.stringContaining('ChangesDeadLetterQueue') } }])
  const resource = references.attribute('ChangesDeadLetterQueue', 'Arn') ?? ''
  const changes = [...readRoles(template, references).values()].find(({ id }) => id === 'ChangesRole')
  expect(allows(changes?.statements ?? [], { action: 'sqs:SendMessage', resource })).toBe(true)
}

const announcements = async (deployment: Deployment): Promise<void> => {
  const { template, references } = await readCloud(deployment)
  const resource = references.attribute('BuildsQueue', 'Arn') ?? ''
  const build = [...readRoles(template, references).values()].find(({ id }) => id === 'BuildRole')
  expect(allows(build?.statements ?? [], { action: 'sqs:SendMessage', resource })).toBe(true)
}

const viaServices = async (deployment: Deployment): Promise<void> => {
  const policies = rolePoliciesOf(await readCloud(deployment))
  const calls = recordedCalls(deployment).filter(({ action }) => action.startsWith('kms:'))
  for (const { role, statements } of policies) {
    const allowed = statements
      .filter(({ Sid }) => Sid === 'Key')
      .map(({ Condition }) => Condition)
      .map((condition) => JSON.stringify(condition))
    const used = new Set(calls.filter((call) => call.role === role).map(({ context }) => context?.['kms:ViaService']))
    expect(allowed).toEqual([JSON.stringify({ StringEquals: { 'kms:ViaService': [...used].sort() } })])
  }
}

/** What is true of the roles. */
export const rolePolicies: readonly Proof[] = [
  serverProof('allow everything that was done, nothing that was not, and nothing on every resource', exact),
  serverProof('allow the key to each role for the very services that it uses it through', viaServices),
  serverProof('allow the build function to go on with the next thousand devices', announcements),
  serverProof('allow Lambda to put away what cannot be followed', deadLetters),
]
