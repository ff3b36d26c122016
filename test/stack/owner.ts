/** The owner of a local stack, who may look behind the service: into tables, buckets, queues and secrets. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { type AwsClient, awsClient } from '../../infra/local/aws/client.ts'
import { account } from '../../infra/local/cloudformation/place.ts'
import { isObject, type Json, type JsonObject } from '../../lib/core/format/json.ts'

/** Names of what the template creates. */
export const names = {
  passes: 'passwright-local-PassesTable',
  events: 'passwright-local-EventsTable',
  registrations: 'passwright-local-RegistrationsTable',
  templatesBucket: 'passwright-local-templatesbucket',
  passesBucket: 'passwright-local-passesbucket',
  builds: 'passwright-local-BuildsQueue',
  buildsDeadLetters: 'passwright-local-BuildsDeadLetterQueue',
  notifications: 'passwright-local-NotificationsQueue',
  notificationsDeadLetters: 'passwright-local-NotificationsDeadLetterQueue',
  rollouts: 'passwright-local-RolloutsQueue',
  rolloutsDeadLetters: 'passwright-local-RolloutsDeadLetterQueue',
  ingest: 'passwright-local-IngestQueue',
  ingestDeadLetters: 'passwright-local-IngestDeadLetterQueue',
  imports: 'passwright-local-ImportsQueue',
  importsDeadLetters: 'passwright-local-ImportsDeadLetterQueue',
  changesDeadLetters: 'passwright-local-ChangesDeadLetterQueue',
} as const

type Bucket = 'passesBucket' | 'templatesBucket'

/** The queues. */
export const queues = [
  'builds',
  'buildsDeadLetters',
  'notifications',
  'notificationsDeadLetters',
  'rollouts',
  'rolloutsDeadLetters',
  'ingest',
  'ingestDeadLetters',
  'imports',
  'importsDeadLetters',
  'changesDeadLetters',
] as const

/** What the owner may do. */
export interface Owner {
  /** The address of all services. */
  readonly endpoint: string
  /** The variables with which the AWS SDK and the `passwright` command reach the services. */
  readonly environment: Readonly<Record<string, string>>
  readonly call: AwsClient['call']
  /** The record of a pass as it is stored. */
  readonly record: (type: string, serial: string) => Promise<JsonObject | undefined>
  /** All items of a partition of the events. */
  readonly events: (type: string, serial: string) => Promise<readonly JsonObject[]>
  /** All items of the table of registrations. */
  readonly registrations: () => Promise<readonly JsonObject[]>
  /** Changes attributes of the record of a pass, around the service. */
  readonly changeRecord: (type: string, serial: string, attributes: JsonObject) => Promise<void>
  readonly keys: (bucket: Bucket, prefix: string) => Promise<readonly string[]>
  readonly object: (bucket: Bucket, key: string) => Promise<Buffer>
  readonly putObject: (bucket: Bucket, key: string, bytes: Uint8Array) => Promise<void>
  readonly removeObject: (bucket: Bucket, key: string) => Promise<void>
  readonly secret: (name: string) => Promise<string>
  readonly putSecret: (name: string, value: string) => Promise<void>
  readonly send: (queue: 'builds' | 'ingest', body: string) => Promise<void>
  /** The bodies of what waits in a queue; it stays there. */
  readonly peek: (queue: (typeof queues)[number]) => Promise<readonly string[]>
}

const exported = /^export (\w+)='(.*)'$/gm

const readEnvironment = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const text = await readFile(join(folder, '.local', 'aws.env'), 'utf8')
  return Object.fromEntries([...text.matchAll(exported)].map(([, name = '', value = '']) => [name, value]))
}

const passKey = (type: string, serial: string) => `PASS#${type}#${serial}`
const recordKey = (type: string, serial: string) => ({ pk: { S: passKey(type, serial) }, sk: { S: 'RECORD' } })

const objectsOf = (s3: S3Client): Pick<Owner, 'keys' | 'object' | 'putObject' | 'removeObject'> => ({
  keys: async (bucket, Prefix) => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: names[bucket], Prefix }))
    return Contents.map(({ Key = '' }) => Key)
  },
  object: async (bucket, Key) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names[bucket], Key }))
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  },
  putObject: async (bucket, Key, Body) => {
    await s3.send(new PutObjectCommand({ Bucket: names[bucket], Key, Body: Buffer.from(Body) }))
  },
  removeObject: async (bucket, Key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: names[bucket], Key }))
  },
})

const objectsIn = (items: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(items) ? items : []).filter((item) => isObject(item))

const itemsOf = ({ call }: AwsClient): Pick<Owner, 'record' | 'events' | 'registrations' | 'changeRecord'> => ({
  record: async (type, serial) => {
    const input = { TableName: names.passes, Key: recordKey(type, serial), ConsistentRead: true }
    const { Item } = await call('dynamodb', 'GetItem', input)
    return isObject(Item) ? Item : undefined
  },
  events: async (type, serial) => {
    const { Items } = await call('dynamodb', 'Query', {
      TableName: names.events,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: passKey(type, serial) } },
      ConsistentRead: true,
    })
    return objectsIn(Items)
  },
  registrations: async () => {
    const { Items } = await call('dynamodb', 'Scan', { TableName: names.registrations, ConsistentRead: true })
    return objectsIn(Items)
  },
  changeRecord: async (type, serial, attributes) => {
    const all = Object.entries(attributes)
    await call('dynamodb', 'UpdateItem', {
      TableName: names.passes,
      Key: recordKey(type, serial),
      UpdateExpression: `SET ${all.map((_, index) => `#${index} = :${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(all.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(all.map(([, value], index) => [`:${index}`, value])),
    })
  },
})

const queuesOf = ({ call }: AwsClient, endpoint: string): Pick<Owner, 'send' | 'peek'> => ({
  send: async (queue, MessageBody) => {
    await call('sqs', 'SendMessage', { QueueUrl: `${endpoint}/${account}/${names[queue]}`, MessageBody })
  },
  peek: async (queue) => {
    const QueueUrl = `${endpoint}/${account}/${names[queue]}`
    const { Messages } = await call('sqs', 'ReceiveMessage', {
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
    })
    return (Array.isArray(Messages) ? Messages : []).map((message) => JSON.stringify(message))
  },
})

const secretsOf = ({ call }: AwsClient): Pick<Owner, 'secret' | 'putSecret'> => ({
  secret: async (name) => {
    const { SecretString } = await call('secretsmanager', 'GetSecretValue', { SecretId: `passwright/local/${name}` })
    return String(SecretString)
  },
  putSecret: async (name, value) => {
    await call('secretsmanager', 'PutSecretValue', { SecretId: `passwright/local/${name}`, SecretString: value })
  },
})

/** The owner of the stack that runs in a folder. */
export const ownerOf = async (folder: string): Promise<Owner> => {
  // Its advice is for whoever installs the SDK of 2027; the one that comes with this project runs on this Node.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const environment = await readEnvironment(folder)
  const {
    AWS_ENDPOINT_URL_S3: endpoint = '',
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_REGION: region = '',
  } = environment
  const client = awsClient(endpoint, accessKeyId)
  const s3 = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    endpoint,
    environment,
    call: client.call,
    ...itemsOf(client),
    ...objectsOf(s3),
    ...queuesOf(client, endpoint),
    ...secretsOf(client),
  }
}
