/** Feeds a function from a queue, as Lambda does. */
import { isObject, type Json, type JsonObject } from '../../lib/core/format/json.ts'
import type { AwsCalls } from './aws-calls.ts'
import { type BatchFailures, batchFailures } from './failures.ts'
import type { Invoke } from './invocation.ts'
import { type Mapping, regionOf } from './mapping.ts'
import { pause } from './sleep.ts'

/** What a poller of a queue needs. */
export interface QueuePollerOptions {
  readonly mapping: Mapping
  readonly queueUrl: string
  readonly client: AwsCalls
  readonly invoke: Invoke
  readonly signal: AbortSignal
  /** How long a request waits for messages, in seconds. */
  readonly waitSeconds: number
  /** Is told of what keeps the poller from its work. */
  readonly onFault?: (error: unknown) => void
}

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
  awsRegion: regionOf(source),
})

const isDone = (messageId: string, failures: BatchFailures): boolean =>
  failures === 'none' || (failures !== 'all' && !failures.has(messageId))

const receive = async (
  { client, queueUrl, mapping, waitSeconds }: QueuePollerOptions,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> => {
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

/**
 * Polls until the signal aborts; what has been received by then is dealt with. A server that does not answer is asked
 * again.
 *
 * @param cut ends a wait for messages before its time. What comes just then stays hidden in the queue for a while: so it is
 *   for those who stop the queue as well
 */
export const pollQueue = async (options: QueuePollerOptions, cut?: AbortSignal): Promise<void> => {
  const { client, queueUrl, signal, onFault } = options
  // Lambda looks at the queue's settings before it reads from it.
  await client.call('sqs', 'GetQueueAttributes', { QueueUrl: queueUrl, AttributeNames: ['All'] }).catch(() => undefined)
  while (!signal.aborted) {
    try {
      const messages = await receive(options, cut)
      if (messages.length > 0) await serve(options, messages)
    } catch (error) {
      if (!signal.aborted) onFault?.(error)
      await pause(1000, signal)
    }
  }
}
