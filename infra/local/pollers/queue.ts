/** Feeds a function from a queue, as Lambda does. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import type { AwsClient } from '../aws/client.ts'
import { region } from '../cloudformation/place.ts'
import type { Invoke } from '../lambda/invocation.ts'
import { type BatchFailures, batchFailures } from './failures.ts'
import type { Mapping } from './mapping.ts'
import { pause } from './sleep.ts'

/** What a poller of a queue needs. */
export interface QueuePollerOptions {
  readonly mapping: Mapping
  readonly queueUrl: string
  /** Calls in the name of the function's role, as Lambda does. */
  readonly client: AwsClient
  readonly invoke: Invoke
  readonly signal: AbortSignal
}

/** How long a request waits for messages, in seconds. */
const waitSeconds = 10

const textOf = (object: JsonObject, name: string): string => String(object[name] ?? '')

const toRecord = (message: JsonObject, source: string): JsonObject => ({
  messageId: textOf(message, 'MessageId'),
  receiptHandle: textOf(message, 'ReceiptHandle'),
  body: textOf(message, 'Body'),
  attributes: message.Attributes ?? {},
  messageAttributes: message.MessageAttributes ?? {},
  md5OfBody: textOf(message, 'MD5OfBody'),
  eventSource: 'aws:sqs',
  eventSourceARN: source,
  awsRegion: region,
})

const isDone = (messageId: string, failures: BatchFailures): boolean =>
  failures === 'none' || (failures !== 'all' && !failures.has(messageId))

const receive = async ({ client, queueUrl, mapping, signal }: QueuePollerOptions): Promise<readonly JsonObject[]> => {
  const { Messages } = await client.call(
    'sqs',
    'ReceiveMessage',
    {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(mapping.batchSize, 10),
      WaitTimeSeconds: waitSeconds,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    },
    signal,
  )
  return (Array.isArray(Messages) ? Messages : []).filter((message: Json) => isObject(message))
}

const serve = async (options: QueuePollerOptions, messages: readonly JsonObject[]): Promise<void> => {
  const { mapping, invoke, client, queueUrl } = options
  const event = { Records: messages.map((message) => toRecord(message, mapping.source)) }
  const failures = batchFailures(await invoke(JSON.stringify(event)), mapping.reportsItems)
  // What failed is left alone: it shows again when its time of invisibility is over.
  const done = messages.filter((message) => isDone(textOf(message, 'MessageId'), failures))
  if (done.length === 0) return
  await client.call('sqs', 'DeleteMessageBatch', {
    QueueUrl: queueUrl,
    Entries: done.map((message, index) => ({ Id: String(index), ReceiptHandle: textOf(message, 'ReceiptHandle') })),
  })
}

/** Polls until the signal aborts. A server that does not answer is asked again. */
export const pollQueue = async (options: QueuePollerOptions): Promise<void> => {
  const { client, queueUrl, signal } = options
  // Lambda looks at the queue's settings before it reads from it.
  await client.call('sqs', 'GetQueueAttributes', { QueueUrl: queueUrl, AttributeNames: ['All'] }).catch(() => undefined)
  while (!signal.aborted) {
    try {
      const messages = await receive(options)
      if (messages.length > 0) await serve(options, messages)
    } catch {
      await pause(1000, signal)
    }
  }
}
