/** Feeds a function from the stream of a table, as Lambda does: shard after shard, in order, batch by batch. */
import { isObject, type Json, type JsonObject } from '../../lib/core/format/json.ts'
import { type AwsCalls, isAwsError } from './aws-calls.ts'
import type { Checkpoints } from './checkpoints.ts'
import type { Invocation, Invoke } from './invocation.ts'
import { type Mapping, regionOf } from './mapping.ts'
import { pause } from './sleep.ts'
import { dealWith, type StreamRecord } from './stream-batch.ts'

/** What a poller of a stream needs. */
export interface StreamPollerOptions {
  readonly mapping: Mapping
  readonly client: AwsCalls
  readonly invoke: Invoke
  readonly checkpoints: Checkpoints
  /** The URL of the queue that takes what failed for good, if there is one. */
  readonly failuresUrl?: string
  readonly functionArn: string
  readonly signal: AbortSignal
  /** Is told of what keeps the poller from its work. */
  readonly onFault?: (error: unknown) => void
}

/** Lambda asks four times a second. */
const pollMilliseconds = 250

/** New shards come to be every few hours. */
const describeMilliseconds = 30_000

const longestBackOff = 10_000

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? value : []).filter((item: Json) => isObject(item))

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** In the event AWS writes the identity's members in lower case; DynamoDB Local has capitals. */
const identityOf = (identity: Json | undefined): JsonObject =>
  isObject(identity)
    ? {
        userIdentity: {
          principalId: identity.principalId ?? identity.PrincipalId ?? null,
          type: identity.type ?? identity.Type ?? null,
        },
      }
    : {}

const toRecord = (record: JsonObject, source: string): StreamRecord => {
  const { userIdentity, ...rest } = record
  const change = isObject(record.dynamodb) ? record.dynamodb : {}
  return {
    sequenceNumber: textOf(change.SequenceNumber) ?? '',
    record: {
      ...rest,
      awsRegion: regionOf(source),
      eventSource: 'aws:dynamodb',
      eventSourceARN: source,
      ...identityOf(userIdentity),
    },
  }
}

interface Shard {
  readonly id: string
  /** The one that it goes on from. */
  readonly parent: string | undefined
}

const shardsOf = async ({ client, mapping }: StreamPollerOptions): Promise<readonly Shard[]> => {
  const shards: Shard[] = []
  let last: string | undefined
  do {
    const page = last === undefined ? {} : { ExclusiveStartShardId: last }
    const answer = await client.call('streams', 'DescribeStream', { StreamArn: mapping.source, ...page })
    const description = isObject(answer.StreamDescription) ? answer.StreamDescription : {}
    for (const { ShardId, ParentShardId } of listOf(description.Shards)) {
      const id = textOf(ShardId)
      if (id !== undefined) shards.push({ id, parent: textOf(ParentShardId) })
    }
    last = textOf(description.LastEvaluatedShardId)
  } while (last !== undefined)
  return shards
}

/** Those whose turn it is: a shard comes behind the one that it goes on from. */
const dueOf = (shards: readonly Shard[], finished: ReadonlySet<string>): readonly string[] => {
  const open = new Set(shards.map(({ id }) => id).filter((id) => !finished.has(id)))
  return shards.filter(({ id, parent }) => open.has(id) && !(parent && open.has(parent))).map(({ id }) => id)
}

const iteratorOf = async (options: StreamPollerOptions, shard: string): Promise<string | undefined> => {
  const { client, mapping, checkpoints } = options
  const ask = async (position: JsonObject) => {
    const input = { StreamArn: mapping.source, ShardId: shard, ...position }
    return textOf((await client.call('streams', 'GetShardIterator', input)).ShardIterator)
  }
  const last = await checkpoints.get(shard)
  if (last === undefined) return await ask({ ShardIteratorType: mapping.startingPosition })
  try {
    return await ask({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last })
  } catch (error) {
    // What was read last is older than a day, and gone.
    if (!isAwsError(error, 'TrimmedDataAccessException')) throw error
    return await ask({ ShardIteratorType: 'TRIM_HORIZON' })
  }
}

/** What Lambda tells of a batch that it gave up: where it is in the stream, and nothing of its contents. */
const failureMessage = (
  options: StreamPollerOptions,
  shard: string,
  records: readonly StreamRecord[],
  { payload }: Invocation,
): JsonObject => ({
  version: '1.0',
  timestamp: new Date().toISOString(),
  requestContext: { functionArn: options.functionArn, condition: 'RetryAttemptsExhausted' },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: payload === '' ? null : 'Unhandled' },
  DDBStreamBatchInfo: {
    shardId: shard,
    startSequenceNumber: records[0]?.sequenceNumber ?? null,
    endSequenceNumber: records.at(-1)?.sequenceNumber ?? null,
    batchSize: records.length,
    streamArn: options.mapping.source,
  },
})

const deal = async (options: StreamPollerOptions, shard: string, records: readonly StreamRecord[]): Promise<void> => {
  const { mapping, invoke, checkpoints, client, failuresUrl, signal } = options
  await dealWith(records, {
    mapping,
    invoke,
    advance: (sequenceNumber) => checkpoints.set(shard, sequenceNumber),
    giveUp: async (given, outcome) => {
      if (failuresUrl === undefined) return
      const MessageBody = JSON.stringify(failureMessage(options, shard, given, outcome))
      await client.call('sqs', 'SendMessage', { QueueUrl: failuresUrl, MessageBody })
    },
    backOff: async (attempt) => {
      await pause(Math.min(100 * 2 ** attempt, longestBackOff), signal)
      return !signal.aborted
    },
  })
}

/** Reads one shard to its end. */
const readShard = async (options: StreamPollerOptions, shard: string): Promise<void> => {
  const { client, mapping, signal } = options
  let iterator = await iteratorOf(options, shard)
  while (iterator !== undefined && !signal.aborted) {
    const { Records, NextShardIterator } = await client.call(
      'streams',
      'GetRecords',
      { ShardIterator: iterator, Limit: mapping.batchSize },
      signal,
    )
    const records = listOf(Records).map((record) => toRecord(record, mapping.source))
    if (records.length > 0) await deal(options, shard, records)
    else await pause(pollMilliseconds, signal)
    iterator = textOf(NextShardIterator)
  }
}

/** Polls until the signal aborts. A shard is read again from its last checkpoint when something goes wrong. */
export const pollStream = async (options: StreamPollerOptions): Promise<void> => {
  const { client, mapping, signal, onFault } = options
  const [, table = ''] = mapping.source.split('/')
  // Lambda looks for the stream before it reads from it.
  await client.call('streams', 'ListStreams', { TableName: table }).catch(() => undefined)
  const finished = new Set<string>()
  const reading = new Map<string, Promise<void>>()
  while (!signal.aborted) {
    const shards = await shardsOf(options).catch((error: unknown) => {
      onFault?.(error)
      return []
    })
    for (const shard of dueOf(shards, finished).filter((id) => !reading.has(id))) {
      const work = readShard(options, shard)
        .then(() => {
          finished.add(shard)
        })
        .catch(async (error: unknown) => {
          if (!signal.aborted) onFault?.(error)
          await pause(1000, signal)
        })
        .finally(() => reading.delete(shard))
      reading.set(shard, work)
    }
    await Promise.race([pause(reading.size === 0 ? 1000 : describeMilliseconds, signal), ...reading.values()])
  }
  await Promise.all(reading.values())
}
