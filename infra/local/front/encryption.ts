/** What a call asks of KMS besides, where its resource is encrypted with a key of the template. */
import { isObject, type Json } from '../../../lib/core/format/json.ts'
import { region } from '../cloudformation/place.ts'
import { type References, resolve } from '../cloudformation/resolve.ts'
import type { Template } from '../cloudformation/template.ts'
import type { Call } from './call.ts'

/** The key that a resource is encrypted with, by the resource's ARN. */
export type KeyOf = (resource: string) => string | undefined

const member = (value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined => {
  let inner = value
  for (const step of path) {
    if (Array.isArray(inner)) inner = inner[Number(step)]
    else inner = isObject(inner) ? inner[step] : undefined
  }
  return inner
}

/** Where each type of resource names its key. */
const places: Readonly<Record<string, readonly (string | number)[]>> = {
  'AWS::DynamoDB::Table': ['SSESpecification', 'KMSMasterKeyId'],
  'AWS::SQS::Queue': ['KmsMasterKeyId'],
  'AWS::SecretsManager::Secret': ['KmsKeyId'],
  'AWS::S3::Bucket': [
    ...['BucketEncryption', 'ServerSideEncryptionConfiguration', 0],
    ...['ServerSideEncryptionByDefault', 'KMSMasterKeyID'],
  ],
}

const isPartOf = (whole: string, resource: string): boolean => resource === whole || resource.startsWith(`${whole}/`)

/** Reads which resource is encrypted with which key. A stream, an index and an object take the key of their whole. */
export const readKeys = (template: Template, references: References): KeyOf => {
  const keys = [...template.resources.values()].flatMap(({ id, type, properties }) => {
    const place = places[type]
    const key = place && member(properties, ...place)
    const whole = references.attribute(id, 'Arn')
    if (key === undefined || whole === undefined) return []
    const stream = references.attribute(id, 'StreamArn')
    const arn = String(resolve(key, references))
    return [[whole, arn] as const, ...(stream === undefined ? [] : [[stream, arn] as const])]
  })
  return (resource) => keys.find(([whole]) => isPartOf(whole, resource))?.[1]
}

const reads = ['kms:Decrypt']
const writes = ['kms:GenerateDataKey']

/** The actions on the key that go with an action. DynamoDB keeps keys of its own, which it has to decrypt for anything. */
const actionsOf = (action: string): readonly string[] => {
  switch (action) {
    case 's3:GetObject':
    case 'sqs:ReceiveMessage':
    case 'secretsmanager:GetSecretValue':
      return reads
    case 's3:PutObject':
      return writes
    case 'sqs:SendMessage':
    case 'secretsmanager:PutSecretValue':
      return [...reads, ...writes]
    default:
      return action.startsWith('dynamodb:') && !action.startsWith('dynamodb:ListStreams') ? reads : []
  }
}

/** The calls to KMS that a service makes in the name of the caller. */
export const encryptionCalls = (call: Call, keyOf: KeyOf): readonly Call[] => {
  const key = keyOf(call.resource)
  if (key === undefined) return []
  const context = { 'kms:ViaService': `${call.action.split(':')[0]}.${region}.amazonaws.com` }
  return actionsOf(call.action).map((action) => ({ action, resource: key, context }))
}
