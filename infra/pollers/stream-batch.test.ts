import { describe, expect, it } from 'vitest'
import { dealWith } from './stream-batch.ts'

const records = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ sequenceNumber: String(index + 1), record: { n: index + 1 } }))

const names = (event: string): number[] => JSON.parse(event).Records.map(({ n }: { n: number }) => n)

type Behaviour = (batch: number[], call: number) => unknown

/** Runs a batch of records through a function that behaves so; what it was called with, and what came of it. */
const run = async (count: number, behaviour: Behaviour, mapping = {}) => {
  const calls: number[][] = []
  const givenUp: string[] = []
  let reached = ''
  await dealWith(records(count), {
    mapping: { reportsItems: true, bisects: true, retries: 3, ...mapping },
    invoke: (event) => {
      const batch = names(event)
      calls.push(batch)
      const outcome = behaviour(batch, calls.length)
      return Promise.resolve({ ok: outcome !== 'throw', payload: JSON.stringify(outcome ?? null) })
    },
    advance: (sequenceNumber) => {
      reached = sequenceNumber
      return Promise.resolve()
    },
    giveUp: (failed) => {
      givenUp.push(...failed.map(({ sequenceNumber }) => sequenceNumber))
      return Promise.resolve()
    },
    backOff: () => Promise.resolve(true),
  })
  return { calls, givenUp, reached }
}

const failing = (...identifiers: string[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
})

describe('a batch of a stream', () => {
  it('that succeeds is handed over once', async () => {
    expect(await run(3, () => undefined)).toEqual({ calls: [[1, 2, 3]], givenUp: [], reached: '3' })
  })

  it('goes on from the lowest record that is reported as failed', async () => {
    const { calls, reached } = await run(4, (_, call) => (call === 1 ? failing('3', '2') : undefined))
    expect(calls).toEqual([
      [1, 2, 3, 4],
      [2, 3, 4],
    ])
    expect(reached).toBe('4')
  })

  it('that fails as a whole is halved, in order', async () => {
    const { calls } = await run(4, (_, call) => (call === 1 ? 'throw' : undefined))
    expect(calls).toEqual([
      [1, 2, 3, 4],
      [1, 2],
      [3, 4],
    ])
  })

  it('is not halved unless that is asked for', async () => {
    const { calls } = await run(2, (_, call) => (call === 1 ? 'throw' : undefined), { bisects: false })
    expect(calls).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('has a record given up after all retries, and goes on behind it', async () => {
    const { givenUp, reached } = await run(4, (batch) => (batch.includes(2) ? 'throw' : undefined))
    expect(givenUp).toEqual(['2'])
    expect(reached).toBe('4')
  })

  it('a report of a name that is no record of the batch means the whole batch', async () => {
    const { calls } = await run(2, (_, call) => (call === 1 ? failing('77') : undefined), { bisects: false })
    expect(calls).toEqual([
      [1, 2],
      [1, 2],
    ])
  })
})
