/** Starts an SQS server within this process. It keeps messages in memory. */
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import { type LocalServer, loopback } from './server.ts'

/** A queue to make. */
export interface QueueOptions {
  readonly name: string
  /** As SQS names them: `VisibilityTimeout`, `DelaySeconds`, in seconds as text. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Where a message goes that was received too often; must stand before this queue in the list. */
  readonly deadLetter?: { readonly queue: string; readonly maxReceiveCount: number }
}

/** The queues to make, and where to listen. */
export interface SqsOptions {
  readonly queues: readonly QueueOptions[]
  /** Default: a free one. */
  readonly port?: number
}

/** A queue that was made. */
export interface LocalQueue {
  readonly url: string
  readonly arn: string
}

/** An SQS server that runs. */
export interface LocalSqs extends LocalServer {
  /** By name. */
  readonly queues: ReadonlyMap<string, LocalQueue>
}

const createQueue = async (
  client: SQSClient,
  options: QueueOptions,
  others: ReadonlyMap<string, LocalQueue>,
): Promise<LocalQueue> => {
  const { name, attributes, deadLetter } = options
  const target = deadLetter && others.get(deadLetter.queue)
  if (deadLetter && !target)
    throw new Error(`the queue ${name} needs ${deadLetter.queue}, which must be made before it`)
  const redrive = deadLetter && {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: target?.arn, maxReceiveCount: deadLetter.maxReceiveCount }),
  }
  const { QueueUrl: url = '' } = await client.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes, ...redrive } }),
  )
  const { Attributes: made } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  )
  return { url, arn: made?.QueueArn ?? '' }
}

/** Starts fauxqs on the loopback address and makes the queues. */
export const startSqs = async ({ queues, port = 0 }: SqsOptions): Promise<LocalSqs> => {
  const app = buildApp({ logger: false })
  const endpoint = await app.listen({ port, host: loopback })
  const stop = async () => {
    await app.close()
  }
  const client = new SQSClient({
    endpoint,
    region: process.env.AWS_REGION ?? 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const made = new Map<string, LocalQueue>()
  try {
    for (const queue of queues) made.set(queue.name, await createQueue(client, queue, made))
  } catch (error) {
    await stop()
    throw error
  } finally {
    client.destroy()
  }
  return { endpoint, stop, queues: made }
}
