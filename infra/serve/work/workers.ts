/** The work of a server: feeds functions from queues, from the table's stream and by the clock, as AWS does for Lambda. */
import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoDbClient } from '../../../lib/adapters/aws/dynamo-db.ts'
import type { Environment } from '../../../lib/adapters/aws/environment.ts'
import { tableOf } from '../../../lib/adapters/aws/named.ts'
import { logFailure } from '../../../lib/adapters/lambda/log.ts'
import { isObject } from '../../../lib/core/format/json.ts'
import type { AwsCalls } from '../../pollers/aws-calls.ts'
import type { Mapping } from '../../pollers/mapping.ts'
import { pollQueue } from '../../pollers/queue.ts'
import { followSchedule } from '../../pollers/schedule.ts'
import { pause } from '../../pollers/sleep.ts'
import { pollStream } from '../../pollers/stream.ts'
import { signedCalls } from '../aws/signed-calls.ts'
import { ServeError } from '../serve-error.ts'
import { invokes } from './invoke.ts'
import { whileLeading } from './leading.ts'
import { checkpointsIn, leadIn } from './shared-items.ts'
import { type QueueSource, queueSources, scheduled, streamSource } from './sources.ts'

/** How long a request waits for messages, in seconds. It is not cut short, so that a stop takes so long at the most. */
const waitSeconds = 5

/** In milliseconds: so long nobody leads after an instance was killed. */
const leadLasts = 30_000

const onFault = (error: unknown): void => logFailure({ code: 'serve/poll-failed', error })

interface World {
  readonly env: Environment
  readonly calls: AwsCalls
  readonly region: string
  readonly signal: AbortSignal
}

/** `https://sqs.<region>.amazonaws.com/<account>/<name>` as an ARN. */
const arnOf = (queueUrl: string, region: string): string => {
  const [, account = '', name = ''] = new URL(queueUrl).pathname.split('/')
  return `arn:aws:sqs:${region}:${account}:${name}`
}

const pollers = ({ env, calls, region, signal }: World, source: QueueSource): readonly Promise<void>[] => {
  const queueUrl = env[source.variable] ?? ''
  const mapping: Mapping = {
    ...{ source: arnOf(queueUrl, region), functionName: source.function.name, batchSize: source.batchSize },
    ...{ reportsItems: true, startingPosition: 'LATEST', bisects: false, retries: -1 },
  }
  const options = { mapping, queueUrl, client: calls, invoke: invokes(source.function), signal, waitSeconds, onFault }
  return Array.from({ length: source.atOnce }, () => pollQueue(options))
}

/** The stream of the table of passes, asked for until there is an answer. */
const findStream = async ({ env, calls }: World, signal: AbortSignal): Promise<string | undefined> => {
  while (!signal.aborted) {
    try {
      const { Table } = await calls.call('dynamodb', 'DescribeTable', { TableName: env.PASSWRIGHT_PASSES_TABLE ?? '' })
      const arn = isObject(Table) ? Table.LatestStreamArn : undefined
      if (typeof arn === 'string') return arn
      onFault(new ServeError('serve/environment', 'the table of passes has no stream: deploy the stage'))
    } catch (error) {
      onFault(error)
    }
    await pause(leadLasts, signal)
  }
  return undefined
}

const followStream = async (
  world: World,
  signal: AbortSignal,
  checkpoints: ReturnType<typeof checkpointsIn>,
): Promise<void> => {
  const source = await findStream(world, signal)
  if (source === undefined) return
  const { env, calls } = world
  const failuresUrl = env.PASSWRIGHT_CHANGES_DEAD_LETTERS_URL
  const { function: changes, batchSize, startingPosition, bisects, retries } = streamSource
  await pollStream({
    mapping: {
      ...{ source, functionName: changes.name, batchSize, reportsItems: true, startingPosition, bisects },
      retries: failuresUrl ? retries : -1,
    },
    ...{ client: calls, invoke: invokes(changes), checkpoints, functionArn: changes.name, signal, onFault },
    ...(failuresUrl ? { failuresUrl } : {}),
  })
}

const regionOf = (client: DynamoDBClient): Promise<string> =>
  client.config.region().catch((cause: unknown) => {
    throw new ServeError('serve/environment', 'the region of AWS is not known: set AWS_REGION', { cause })
  })

/** Begins the work; what it returns ends it, and resolves when what was under way is done. */
export const startWork = async (env: Environment): Promise<() => Promise<void>> => {
  const stopping = new AbortController()
  const { signal } = stopping
  const client = dynamoDbClient()
  // First: without it there is nowhere to call.
  const region = await regionOf(client)
  const world: World = { env, calls: signedCalls(client, env), region, signal }
  const events = tableOf(env, 'eventsTable', client)
  const lead = leadIn(events, randomUUID(), leadLasts)
  const leading = whileLeading({ lead, lasts: leadLasts, signal, onFault }, async (during) => {
    await Promise.all([
      followStream(world, during, checkpointsIn(events)),
      ...scheduled.map(({ function: work, every, event }) =>
        followSchedule({ every, event: () => JSON.stringify(event) }, invokes(work), during),
      ),
    ])
  })
  const running = [leading, ...queueSources.flatMap((source) => pollers(world, source))]
  return async () => {
    stopping.abort()
    await Promise.all(running)
  }
}
