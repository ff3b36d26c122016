/** What a deployment rests on in AWS: tables, buckets and queues, each asked for something small. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { isObject } from '../../core/format/json.ts'
import type { Sight, Vital, Vitals } from '../../ports/vitals.ts'
import { lazily } from '../lazy.ts'
import type { Table } from './dynamo-db.ts'
import { text } from './item.ts'
import type { QueueName } from './queues.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

/** The parts by what they are called. */
export interface AwsVitalsOptions {
  readonly tables: Readonly<Record<'passes' | 'registrations' | 'events', Table>>
  /** Names of buckets. */
  readonly buckets: Readonly<Record<'templates' | 'passes', string>>
  /** The URL of a queue. */
  readonly urlOf: (queue: QueueName) => string
}

const queues: readonly QueueName[] = ['builds', 'notifications', 'rollouts', 'imports']

const dateOf = (response: unknown): number => {
  const { headers } = isObject(response) ? response : {}
  return Date.parse(isObject(headers) ? String(headers.date) : '')
}

interface Noted {
  at?: number
}

/** Notes what the answer says of the time: the SDK keeps it to itself. */
const noting =
  (noted: Noted) =>
  <Asked, Answer extends { readonly response: unknown }>(next: (asked: Asked) => Promise<Answer>) =>
  async (asked: Asked): Promise<Answer> => {
    const answer = await next(asked)
    const at = dateOf(answer.response)
    if (Number.isFinite(at)) noted.at = at
    return answer
  }

const place = { step: 'deserialize', name: 'noteDate' } as const

const looking = async (what: string, look: (noted: Noted) => Promise<Sight>): Promise<Sight> => {
  const noted: Noted = {}
  try {
    return { ...(await look(noted)), ...noted }
  } catch (error) {
    throw unavailable(what, error)
  }
}

const table = (name: string, { client, name: TableName }: Table): Vital => ({
  ...{ kind: 'table', name },
  look: () =>
    looking(`the table ${name}`, async (noted) => {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        // There is none: what it costs is the question.
        ExpressionAttributeValues: { ':pk': text('HEALTH') },
        Limit: 1,
      })
      command.middlewareStack.add(noting(noted), place)
      await client.send(command)
      return {}
    }),
})

const s3 = lazily(async () => {
  const { ListObjectsV2Command, S3Client } = await import('@aws-sdk/client-s3')
  return { ListObjectsV2Command, client: new S3Client({ requestHandler: timeouts.messages }) }
})

const bucket = (name: string, Bucket: string): Vital => ({
  ...{ kind: 'bucket', name },
  look: () =>
    looking(`the bucket of ${name}`, async (noted) => {
      const { ListObjectsV2Command, client } = await s3()
      const command = new ListObjectsV2Command({ Bucket, Prefix: 'health/', MaxKeys: 1 })
      command.middlewareStack.add(noting(noted), place)
      await client.send(command)
      return {}
    }),
})

const sqs = lazily(async () => {
  const { GetQueueAttributesCommand, SQSClient } = await import('@aws-sdk/client-sqs')
  const client = new SQSClient({ useQueueUrlAsEndpoint: false, requestHandler: timeouts.messages })
  return { GetQueueAttributesCommand, client }
})

const queue = (name: QueueName, urlOf: AwsVitalsOptions['urlOf']): Vital => ({
  ...{ kind: 'queue', name },
  look: () =>
    looking(`the queue of ${name}`, async (noted) => {
      const { GetQueueAttributesCommand, client } = await sqs()
      const AttributeNames = ['ApproximateNumberOfMessages'] as const
      const command = new GetQueueAttributesCommand({ QueueUrl: urlOf(name), AttributeNames: [...AttributeNames] })
      command.middlewareStack.add(noting(noted), place)
      const { Attributes = {} } = await client.send(command)
      return { waiting: Number(Attributes.ApproximateNumberOfMessages) }
    }),
})

/** The parts. Clients find region, credentials and endpoints in the environment; those of S3 and SQS are made when they are needed. */
export const awsVitals = ({ tables, buckets, urlOf }: AwsVitalsOptions): Vitals => [
  ...Object.entries(tables).map(([name, each]) => table(name, each)),
  ...Object.entries(buckets).map(([name, each]) => bucket(name, each)),
  ...queues.map((name) => queue(name, urlOf)),
]
