/** What the packaged template of a deployment says, with its references resolved as they are there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localReferences } from '../../infra/local/cloudformation/names.ts'
import { type References, resolveObject } from '../../infra/local/cloudformation/resolve.ts'
import { readTemplate, resourcesOf, type Template } from '../../infra/local/cloudformation/template.ts'
import { isObject, type JsonObject } from '../../lib/core/format/json.ts'
import { type Deployment, ownerIn } from './deployment.ts'
import { names } from './owner.ts'
import type { PolicyStatement, RolePolicy } from './permissions.ts'

/** A template, and where its references lead. */
export interface Cloud {
  readonly template: Template
  readonly references: References
}

const templateFile = join('.local', 'package', 'package', 'cloudformation-template-update-stack.json')

/** Reads the template that the deployment was started from. */
export const readCloud = async (deployment: Deployment): Promise<Cloud> => {
  const owner = ownerIn(deployment)
  const template = readTemplate(JSON.parse(readFileSync(join(deployment.folder, templateFile), 'utf8')))
  const { Table } = await owner.call('dynamodb', 'DescribeTable', { TableName: names.passes })
  const stream = isObject(Table) ? String(Table.LatestStreamArn) : ''
  const references = localReferences(template, {
    stackName: 'passwright-local',
    endpoint: owner.endpoint,
    streamArn: (table) => (table === names.passes ? stream : undefined),
  })
  return { template, references }
}

const isStatement = (value: unknown): value is PolicyStatement =>
  isObject(value) && value.Effect === 'Allow' && typeof value.Sid === 'string' && value.NotAction === undefined

const statementsOf = (properties: JsonObject): readonly PolicyStatement[] => {
  const { Policies: policies } = properties
  return (Array.isArray(policies) ? policies : []).flatMap((policy) => {
    const document = isObject(policy) ? policy.PolicyDocument : undefined
    const statements = isObject(document) ? document.Statement : undefined
    if (!(Array.isArray(statements) && statements.every(isStatement))) throw new Error('a policy of an unknown shape')
    return statements
  })
}

/** The policies of the roles. */
export const rolePoliciesOf = ({ template, references }: Cloud): readonly RolePolicy[] =>
  resourcesOf(template, 'AWS::IAM::Role').map(({ id, properties }) => ({
    role: id,
    statements: statementsOf(resolveObject(properties, references)),
  }))
