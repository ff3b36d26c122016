import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { AwsCalls } from './aws-calls.ts'
import { pollStream } from './stream.ts'

const source = 'arn:aws:dynamodb:eu-central-1:123456789012:table/passes/stream/2026'

const recordsOf = (shard: string) =>
  [1, 2].map((n) => ({ eventName: 'MODIFY', dynamodb: { SequenceNumber: `${shard}-${n}` } }))

/** A stream of two pages of shards: `parent` went on as `child`. The child is named first. */
const aStream = (): AwsCalls => ({
  call: (_, operation, input) => {
    const { ExclusiveStartShardId, ShardId, ShardIterator } = input
    const pages = ExclusiveStartShardId
      ? { Shards: [{ ShardId: 'parent' }] }
      : { Shards: [{ ShardId: 'child', ParentShardId: 'parent' }], LastEvaluatedShardId: 'child' }
    const answers: Readonly<Record<string, object>> = {
      ListStreams: {},
      DescribeStream: { StreamDescription: pages },
      GetShardIterator: { ShardIterator: String(ShardId) },
      // No iterator follows: the shard is closed.
      GetRecords: { Records: recordsOf(String(ShardIterator)) },
    }
    return Promise.resolve(JSON.parse(JSON.stringify(answers[operation])))
  },
})

describe('a stream', () => {
  it('is followed shard after shard, a child behind its parent, from where each was left', async () => {
    const stopping = new AbortController()
    const followed: string[] = []
    const reached = new Map<string, string>()
    const ended = pollStream({
      mapping: {
        ...{ source, functionName: 'changes', batchSize: 100, reportsItems: true, bisects: true, retries: -1 },
        startingPosition: 'TRIM_HORIZON',
      },
      client: aStream(),
      invoke: async (event) => {
        await sleep(20)
        const { Records } = JSON.parse(event)
        followed.push(
          ...Records.map(
            ({ awsRegion, dynamodb }: { awsRegion: string; dynamodb: { SequenceNumber: string } }) =>
              `${dynamodb.SequenceNumber} in ${awsRegion}`,
          ),
        )
        if (followed.length === 4) stopping.abort()
        return { ok: true, payload: '{"batchItemFailures":[]}' }
      },
      checkpoints: {
        get: (shard) => Promise.resolve(reached.get(shard)),
        set: (shard, sequenceNumber) => {
          reached.set(shard, sequenceNumber)
          return Promise.resolve()
        },
      },
      functionArn: 'changes',
      signal: stopping.signal,
    })
    await ended
    const region = 'eu-central-1'
    expect(followed).toEqual(['parent-1', 'parent-2', 'child-1', 'child-2'].map((name) => `${name} in ${region}`))
    expect([...reached]).toEqual([
      ['parent', 'parent-2'],
      ['child', 'child-2'],
    ])
  })
})
