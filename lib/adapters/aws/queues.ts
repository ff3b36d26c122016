/** Queues in SQS. */
import type { SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs'
import { UnavailableError } from '../../ports/errors.ts'
import type { Queues } from '../../ports/queues.ts'
import { eachOf } from '../../service/each-of.ts'
import { lazily } from '../lazy.ts'
import { buildMessageText } from './build-message.ts'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import { sendInParts } from './in-parts.ts'
import { notificationText } from './notification-message.ts'
import { stepText } from './step-message.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

// Only for who sends: most functions do not.
const sdk = () => import('@aws-sdk/client-sqs')

/** It goes to the endpoint of the environment, not to the host of the queue's URL. */
const sqsClient = async (config: ClientConfig): Promise<SQSClient> => {
  const { SQSClient } = await sdk()
  return new SQSClient({ useQueueUrlAsEndpoint: false, requestHandler: timeouts.messages, ...config('SQS') })
}

const mostEntries = 10
/** Batches that are sent at once: a thousand devices of one pass make a hundred of them. */
const atOnce = 10
const attempts = 6

type Send = (entries: readonly SendMessageBatchRequestEntry[]) => Promise<readonly SendMessageBatchRequestEntry[]>

/** Sends entries and gives back those that were not taken. */
const sender =
  (client: () => Promise<SQSClient>, url: string): Send =>
  async (entries) => {
    const [{ SendMessageBatchCommand }, sqs] = await Promise.all([sdk(), client()])
    const command = new SendMessageBatchCommand({ QueueUrl: url, Entries: [...entries] })
    const { Failed = [] } = await sqs.send(command).catch((error: unknown) => {
      throw unavailable('the queue', error)
    })
    if (Failed.some(({ SenderFault }) => SenderFault)) throw new UnavailableError('the queue refuses a message')
    return entries.filter(({ Id }) => Failed.some((failed) => failed.Id === Id))
  }

const sendAll = async (send: Send, bodies: readonly string[], delaySeconds?: number): Promise<void> => {
  const starts = Array.from({ length: Math.ceil(bodies.length / mostEntries) }, (_, batch) => batch * mostEntries)
  await eachOf(starts, atOnce, (start) => {
    const batch = bodies.slice(start, start + mostEntries)
    const entries = batch.map((body, index) => ({
      Id: String(index),
      MessageBody: body,
      ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
    }))
    return sendInParts(entries, { send, receiver: 'the queue', attempts })
  })
}

/** The queues. */
export type QueueName = 'builds' | 'notifications' | 'rollouts' | 'imports'

/** Where the queues are, and how they are reached. */
export interface AwsQueuesOptions {
  /** The URL of a queue, asked for when something is to be sent there. */
  readonly urlOf: (queue: QueueName) => string
  /** Default: a client that `config` tells where to go, made when it is first needed. */
  readonly client?: () => Promise<SQSClient>
  /** Default: what the environment of the process names. */
  readonly config?: ClientConfig
}

/** Queues in SQS. How long a message is held back says the queue itself, unless it is to be longer. */
export const awsQueues = ({
  urlOf,
  config = foundByTheSdk,
  client = lazily(() => sqsClient(config)),
}: AwsQueuesOptions): Queues => ({
  sendBuilds: async (messages, lane = 'live', delaySeconds) => {
    const queue = urlOf(lane === 'live' ? 'builds' : 'rollouts')
    await sendAll(sender(client, queue), messages.map(buildMessageText), delaySeconds)
  },
  sendNotifications: async (notifications, delaySeconds) => {
    await sendAll(sender(client, urlOf('notifications')), notifications.map(notificationText), delaySeconds)
  },
  sendRollouts: async (messages, delaySeconds) => {
    await sendAll(sender(client, urlOf('rollouts')), messages.map(stepText), delaySeconds)
  },
  sendImports: async (messages, delaySeconds) => {
    await sendAll(sender(client, urlOf('imports')), messages.map(stepText), delaySeconds)
  },
})
