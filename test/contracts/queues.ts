/** The contract of Queues. */
import { expect } from 'vitest'
import type { BuildMessage, Queues } from '../../lib/ports/queues.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import { type Contract, contract, eventually, type Sentence } from './contract.ts'
import { aDevice } from './registrations-samples.ts'
import { aPass, now } from './samples.ts'

/** Queues, and the other end of them. */
export interface QueuesWorld {
  readonly queues: Queues
  /** Messages of builds that were delivered since the last call, perhaps none yet, perhaps some of other tests. */
  readonly receive: () => Promise<readonly BuildMessage[]>
  /** The same of devices that are owed a push. */
  readonly receiveNotifications: () => Promise<readonly DeviceId[]>
}

const serialOf = ({ pass }: BuildMessage): string => pass.serialNumber

const nameOf = ({ deviceLibraryIdentifier }: DeviceId): string => deviceLibraryIdentifier

/** Waits until each message was delivered, once or more often, and no other about the same. */
const arrive = async <Message>(
  receive: () => Promise<readonly Message[]>,
  messages: readonly Message[],
  subjectOf: (message: Message) => string,
): Promise<void> => {
  const own = new Set(messages.map(subjectOf))
  const arrived = new Set<string>()
  await eventually(async () => {
    for (const message of await receive()) if (own.has(subjectOf(message))) arrived.add(JSON.stringify(message))
    const found = [...arrived].map((text): unknown => JSON.parse(text))
    expect(found).toHaveLength(messages.length)
    expect(found).toEqual(expect.arrayContaining<unknown>([...messages]))
  })
}

/** Everything that Queues promises. */
export const queuesSentences: readonly Sentence<QueuesWorld>[] = [
  {
    sentence: 'each kind of message is delivered as it was sent',
    check: async (world) => {
      const messages: readonly BuildMessage[] = [
        { kind: 'build', pass: aPass(), version: 7 },
        { kind: 'announce', pass: aPass(), version: 7, cursor: 'WyJhIl0' },
        { kind: 'erase', pass: aPass(), createdAt: now * 1000, issue: 'aXNzdWU' },
      ]
      await world.queues.sendBuilds(messages)
      await arrive(world.receive, messages, serialOf)
    },
  },
  {
    sentence: 'any number of messages may be sent at once, and all are delivered',
    check: async (world) => {
      const messages = Array.from({ length: 25 }, (): BuildMessage => ({ kind: 'build', pass: aPass(), version: 1 }))
      await world.queues.sendBuilds([])
      await world.queues.sendBuilds(messages)
      await arrive(world.receive, messages, serialOf)
    },
  },
  {
    sentence: 'several messages about one pass are all delivered',
    check: async (world) => {
      const pass = aPass()
      const messages = [1, 2, 3].map((version): BuildMessage => ({ kind: 'build', pass, version }))
      for (const message of messages) await world.queues.sendBuilds([message])
      await arrive(world.receive, messages, serialOf)
    },
  },
  {
    sentence: 'any number of devices may be named as owed a push, and all are delivered as they were named',
    check: async (world) => {
      const devices = Array.from({ length: 25 }, aDevice)
      await world.queues.sendNotifications([])
      await world.queues.sendNotifications(devices)
      await arrive(world.receiveNotifications, devices, nameOf)
    },
  },
]

/** Registers a test for each promise of Queues. */
export const queuesContract: Contract<QueuesWorld> = contract('queues', queuesSentences)
