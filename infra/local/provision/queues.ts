/** Creates the queues of a template. */
import { isObject, type JsonObject } from '../../../lib/core/format/json.ts'
import type { AwsClient } from '../aws/client.ts'

const attributeNames = [
  'DelaySeconds',
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
] as const

/** A queue to create: its name, and the properties of `AWS::SQS::Queue`, resolved. */
export interface QueuePlan {
  readonly name: string
  readonly properties: JsonObject
}

const attributesOf = (properties: JsonObject): JsonObject =>
  Object.fromEntries(
    attributeNames.flatMap((name) => {
      const value = properties[name]
      return value === undefined ? [] : [[name, String(value)] as const]
    }),
  )

/**
 * Creates queues, then ties them to their dead-letter queues, which need to be there by then.
 *
 * @returns their URLs, as the server knows them, by name
 */
export const createQueues = async (
  admin: AwsClient,
  queues: readonly QueuePlan[],
): Promise<ReadonlyMap<string, string>> => {
  const urls = await Promise.all(
    queues.map(async ({ name, properties }) => {
      const { QueueUrl } = await admin.call('sqs', 'CreateQueue', {
        QueueName: name,
        Attributes: attributesOf(properties),
      })
      return String(QueueUrl)
    }),
  )
  await Promise.all(
    queues.map(async ({ properties: { RedrivePolicy: policy } }, index) => {
      if (!isObject(policy)) return
      await admin.call('sqs', 'SetQueueAttributes', {
        QueueUrl: urls[index] ?? '',
        Attributes: { RedrivePolicy: JSON.stringify(policy) },
      })
    }),
  )
  return new Map(queues.map(({ name }, index) => [name, urls[index] ?? '']))
}
