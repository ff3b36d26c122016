/** The contract of Queues. */
import { expect } from 'vitest'
import type { BuildMessage, Queues } from '../../lib/ports/queues.ts'
import { type Contract, contract, eventually, type Sentence } from './contract.ts'
import { aPass, now } from './samples.ts'

/** Queues, and the other end of them. */
export interface QueuesWorld {
  readonly queues: Queues
  /** Messages that were delivered since the last call, perhaps none yet, perhaps some of other tests. */
  readonly receive: () => Promise<readonly BuildMessage[]>
}

const serialOf = ({ pass }: BuildMessage): string => pass.serialNumber

/** Waits until each message was delivered, once or more often, and nothing else for these passes. */
const arrive = async ({ receive }: QueuesWorld, messages: readonly BuildMessage[]): Promise<void> => {
  const own = new Set(messages.map(serialOf))
  const arrived = new Set<string>()
  await eventually(async () => {
    for (const message of await receive()) if (own.has(serialOf(message))) arrived.add(JSON.stringify(message))
    const found = [...arrived].map((text): unknown => JSON.parse(text))
    expect(found).toHaveLength(messages.length)
    expect(found).toEqual(expect.arrayContaining([...messages]))
  })
}

/** Everything that Queues promises. */
export const queuesSentences: readonly Sentence<QueuesWorld>[] = [
  {
    sentence: 'each kind of message is delivered as it was sent',
    check: async (world) => {
      const messages: readonly BuildMessage[] = [
        { kind: 'build', pass: aPass(), version: 7 },
        { kind: 'erase', pass: aPass(), createdAt: now * 1000 },
      ]
      await world.queues.sendBuilds(messages)
      await arrive(world, messages)
    },
  },
  {
    sentence: 'any number of messages may be sent at once, and all are delivered',
    check: async (world) => {
      const messages = Array.from({ length: 25 }, (): BuildMessage => ({ kind: 'build', pass: aPass(), version: 1 }))
      await world.queues.sendBuilds([])
      await world.queues.sendBuilds(messages)
      await arrive(world, messages)
    },
  },
  {
    sentence: 'several messages about one pass are all delivered',
    check: async (world) => {
      const pass = aPass()
      const messages = [1, 2, 3].map((version): BuildMessage => ({ kind: 'build', pass, version }))
      for (const message of messages) await world.queues.sendBuilds([message])
      await arrive(world, messages)
    },
  },
]

/** Registers a test for each promise of Queues. */
export const queuesContract: Contract<QueuesWorld> = contract('queues', queuesSentences)
