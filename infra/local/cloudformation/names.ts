/** What resources are called here: their physical names, ARNs and other attributes, by type. */
import { createHash } from 'node:crypto'
import type { Json } from '../../../lib/core/format/json.ts'
import { account, arn, region } from './place.ts'
import { type References, resolve } from './resolve.ts'
import type { Resource, Template } from './template.ts'

/** What the names of resources depend on besides the template. */
export interface Surroundings {
  /** The name of the stack: `passwright-local`. */
  readonly stackName: string
  /** Where the AWS services are reached: the URLs of queues begin with it. */
  readonly endpoint: string
  /** The ARN of a table's stream, once the table is there. */
  readonly streamArn: (tableName: string) => string | undefined
}

interface Attributes {
  readonly ref: string
  readonly [attribute: string]: string
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Secrets Manager puts six random characters behind the name; here they depend on the name, so that they stay. */
export const secretArn = (name: string): string => arn('secretsmanager', `secret:${name}-${digest(name).slice(0, 6)}`)

const groups = /^(.{8})(.{4})(.{4})(.{4})/

/** An id of the shape of a UUID that depends on a name, so that it stays. */
const steadyId = (name: string): string => digest(name).slice(0, 32).replace(groups, '$1-$2-$3-$4-')

const named = (service: string, kind: string) => (name: string) => ({ ref: name, Arn: arn(service, kind + name) })

const queue = (name: string, { endpoint }: Surroundings): Attributes => ({
  ref: `${endpoint}/${account}/${name}`,
  Arn: arn('sqs', name),
  QueueName: name,
  QueueUrl: `${endpoint}/${account}/${name}`,
})

const table = (name: string, { streamArn }: Surroundings): Attributes => {
  const stream = streamArn(name)
  return { ref: name, Arn: arn('dynamodb', `table/${name}`), ...(stream === undefined ? {} : { StreamArn: stream }) }
}

/** The property that names a resource of a type, and the attributes that follow from the name. */
const kinds: Readonly<
  Record<string, { readonly property: string; readonly of: (name: string, around: Surroundings) => Attributes }>
> = {
  'AWS::DynamoDB::Table': { property: 'TableName', of: table },
  'AWS::SQS::Queue': { property: 'QueueName', of: queue },
  'AWS::S3::Bucket': { property: 'BucketName', of: (name) => ({ ref: name, Arn: `arn:aws:s3:::${name}` }) },
  'AWS::SecretsManager::Secret': {
    property: 'Name',
    of: (name) => ({ ref: secretArn(name), Id: secretArn(name), Arn: secretArn(name) }),
  },
  'AWS::KMS::Key': {
    property: 'KeyId',
    of: (name) => ({ ref: steadyId(name), KeyId: steadyId(name), Arn: arn('kms', `key/${steadyId(name)}`) }),
  },
  'AWS::IAM::Role': {
    property: 'RoleName',
    of: (name) => ({ ref: name, Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: name }),
  },
  'AWS::Lambda::Function': { property: 'FunctionName', of: named('lambda', 'function:') },
  'AWS::Logs::LogGroup': {
    property: 'LogGroupName',
    of: (name) => ({ ref: name, Arn: arn('logs', `log-group:${name}:*`) }),
  },
  // The ARN of a rule names its bus, too; nobody here compares it.
  'AWS::Events::Rule': { property: 'Name', of: named('events', 'rule/') },
  'AWS::Events::EventBus': { property: 'Name', of: named('events', 'event-bus/') },
  'AWS::ApiGatewayV2::Api': {
    property: 'ApiId',
    of: (name, { endpoint }) => ({ ref: name, ApiId: name, ApiEndpoint: endpoint }),
  },
}

const other = { property: 'Name', of: (name: string): Attributes => ({ ref: name, Arn: arn('local', name) }) }

const pseudoParameters = (stackName: string): Readonly<Record<string, string>> => ({
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': 'aws',
  'AWS::StackName': stackName,
  'AWS::StackId': arn('cloudformation', `stack/${stackName}/${steadyId(stackName)}`),
  'AWS::URLSuffix': 'amazonaws.com',
})

/** A name where the template gives none. Buckets take only lower case. */
const madeUpName = ({ id, type }: Resource, stackName: string): string => {
  const name = `${stackName}-${id}`
  return type === 'AWS::S3::Bucket' ? name.toLowerCase().slice(0, 63) : name
}

/** What the references of a template lead to on this machine. */
export const localReferences = (template: Template, around: Surroundings): References => {
  const pseudo = pseudoParameters(around.stackName)

  const attributesOf = (id: string): Attributes | undefined => {
    const resource = template.resources.get(id)
    if (!resource) return undefined
    const kind = kinds[resource.type] ?? other
    const given: Json = resolve(resource.properties[kind.property] ?? null, references)
    return kind.of(typeof given === 'string' ? given : madeUpName(resource, around.stackName), around)
  }

  const references: References = {
    ref: (name) => pseudo[name] ?? attributesOf(name)?.ref,
    attribute: (id, name) => (name === 'ref' ? undefined : attributesOf(id)?.[name]),
  }
  return references
}
