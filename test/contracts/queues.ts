/** The contract of Queues. */
import { expect } from 'vitest'
import type { BuildMessage, ImportMessage, Notification, Queues, RolloutMessage } from '../../lib/ports/queues.ts'
import { type Contract, contract, eventually, type Sentence } from './contract.ts'
import { aDevice } from './registrations-samples.ts'
import { aPass, now, unique } from './samples.ts'

/** Takes what was delivered since the last call: perhaps nothing yet, perhaps some of other tests. */
type Receive<Message> = () => Promise<readonly Message[]>

/** Queues, and the other end of them. */
export interface QueuesWorld {
  readonly queues: Queues
  /** Builds of the lane of live changes. */
  readonly receive: Receive<BuildMessage>
  /** Devices that are owed a push. */
  readonly receiveNotifications: Receive<Notification>
  /** Rollouts, and builds of their lane. */
  readonly receiveRollouts: Receive<RolloutMessage | BuildMessage>
  readonly receiveImports: Receive<ImportMessage>
}

type Work = BuildMessage | RolloutMessage | ImportMessage

const subjectOf = (message: Work): string => ('pass' in message ? message.pass.serialNumber : message.id)

const nameOf = ({ deviceLibraryIdentifier }: Notification): string => deviceLibraryIdentifier

/** Waits until each message was delivered, once or more often, and no other about the same. */
const arrive = async <Message>(
  receive: Receive<Message>,
  messages: readonly Message[],
  subject: (message: Message) => string,
): Promise<void> => {
  const own = new Set(messages.map(subject))
  const arrived = new Set<string>()
  await eventually(async () => {
    for (const message of await receive()) if (own.has(subject(message))) arrived.add(JSON.stringify(message))
    const found = [...arrived].map((text): unknown => JSON.parse(text))
    expect(found).toHaveLength(messages.length)
    expect(found).toEqual(expect.arrayContaining<unknown>([...messages]))
  })
}

const kindsOfBuilds = (): readonly BuildMessage[] => [
  { kind: 'build', pass: aPass(), version: 7 },
  { kind: 'announce', pass: aPass(), version: 7, cursor: 'WyJhIl0' },
  { kind: 'erase', pass: aPass(), createdAt: now * 1000, issue: 'aXNzdWU' },
]

/** More than fits into one request. */
const many = 25

const builds: readonly Sentence<QueuesWorld>[] = [
  {
    sentence: 'each kind of message is delivered as it was sent',
    check: async (world) => {
      const messages = kindsOfBuilds()
      await world.queues.sendBuilds(messages)
      await arrive(world.receive, messages, subjectOf)
    },
  },
  {
    sentence: 'any number of messages may be sent at once, and all are delivered',
    check: async (world) => {
      const messages = Array.from({ length: many }, (): BuildMessage => ({ kind: 'build', pass: aPass(), version: 1 }))
      await world.queues.sendBuilds([])
      await world.queues.sendBuilds(messages)
      await arrive(world.receive, messages, subjectOf)
    },
  },
  {
    sentence: 'several messages about one pass are all delivered',
    check: async (world) => {
      const pass = aPass()
      const messages = [1, 2, 3].map((version): BuildMessage => ({ kind: 'build', pass, version }))
      for (const message of messages) await world.queues.sendBuilds([message])
      await arrive(world.receive, messages, subjectOf)
    },
  },
  {
    sentence: 'builds of each lane are delivered in that lane, as they were sent, and in no other',
    check: async (world) => {
      const [live, rollout] = [kindsOfBuilds(), kindsOfBuilds()]
      const strays = { live: new Set<string>(), rollout: new Set<string>() }
      const watched =
        <Message extends Work>(receive: Receive<Message>, seen: Set<string>) =>
        async () => {
          const messages = await receive()
          for (const message of messages) seen.add(subjectOf(message))
          return messages
        }
      await world.queues.sendBuilds(rollout, 'rollout')
      await world.queues.sendBuilds(live, 'live')
      await arrive<Work>(watched(world.receiveRollouts, strays.rollout), rollout, subjectOf)
      await arrive<Work>(watched(world.receive, strays.live), live, subjectOf)
      expect(live.filter((message) => strays.rollout.has(subjectOf(message)))).toEqual([])
      expect(rollout.filter((message) => strays.live.has(subjectOf(message)))).toEqual([])
    },
  },
]

const notifications: readonly Sentence<QueuesWorld>[] = [
  {
    sentence: 'any number of devices may be named as owed a push, and all are delivered as they were named',
    check: async (world) => {
      const devices = Array.from({ length: many }, aDevice)
      await world.queues.sendNotifications([])
      await world.queues.sendNotifications(devices)
      await arrive(world.receiveNotifications, devices, nameOf)
    },
  },
  {
    sentence: 'how often a push was tried is delivered with it',
    check: async (world) => {
      const tried = [0, 1, 12].map((attempt): Notification => ({ ...aDevice(), attempt }))
      await world.queues.sendNotifications(tried)
      await arrive(world.receiveNotifications, tried, nameOf)
    },
  },
]

const steps: readonly Sentence<QueuesWorld>[] = [
  {
    sentence: 'any number of steps of rollouts may be sent at once, and all are delivered as they were sent',
    check: async (world) => {
      const messages = Array.from(
        { length: many },
        (_, step): RolloutMessage => ({ kind: 'rollout', id: unique(), step }),
      )
      await world.queues.sendRollouts([])
      await world.queues.sendRollouts(messages)
      await arrive<Work>(world.receiveRollouts, messages, subjectOf)
    },
  },
  {
    sentence: 'any number of steps of imports may be sent at once, and all are delivered as they were sent',
    check: async (world) => {
      const messages = Array.from(
        { length: many },
        (_, step): ImportMessage => ({ kind: 'import', id: unique(), step }),
      )
      await world.queues.sendImports([])
      await world.queues.sendImports(messages)
      await arrive<Work>(world.receiveImports, messages, subjectOf)
    },
  },
]

/** In milliseconds. Clocks of servers differ from ours by a little, and they round. */
const nearlyASecond = 700

/** Everything that Queues promises, but for delays. */
export const queuesSentences: readonly Sentence<QueuesWorld>[] = [...builds, ...notifications, ...steps]

/** What Queues promises of delays, which takes its time. */
export const queueDelays: readonly Sentence<QueuesWorld>[] = [
  {
    sentence: 'a message of any queue is delivered after the delay that was asked for, and not before',
    check: async ({ queues, ...world }) => {
      const live: BuildMessage = { kind: 'build', pass: aPass(), version: 1 }
      const held: BuildMessage = { kind: 'build', pass: aPass(), version: 1 }
      const rollout: RolloutMessage = { kind: 'rollout', id: unique(), step: 1 }
      const work: ImportMessage = { kind: 'import', id: unique(), step: 1 }
      const device: Notification = aDevice()
      const sentAt = Date.now()
      await Promise.all([
        queues.sendBuilds([live], 'live', 1),
        queues.sendBuilds([held], 'rollout', 1),
        queues.sendRollouts([rollout], 1),
        queues.sendImports([work], 1),
        queues.sendNotifications([device], 1),
      ])
      const late = async (arrival: Promise<void>): Promise<void> => {
        await arrival
        expect(Date.now() - sentAt).toBeGreaterThan(nearlyASecond)
      }
      await Promise.all([
        late(arrive<Work>(world.receive, [live], subjectOf)),
        late(arrive<Work>(world.receiveRollouts, [held, rollout], subjectOf)),
        late(arrive<Work>(world.receiveImports, [work], subjectOf)),
        late(arrive(world.receiveNotifications, [device], nameOf)),
      ])
    },
  },
]

/** Registers a test for each promise of Queues, but for delays. */
export const queuesContract: Contract<QueuesWorld> = contract('queues', queuesSentences)

/** Registers a test for what is promised of delays. */
export const queueDelaysContract: Contract<QueuesWorld> = contract('delays of queues', queueDelays)
