/** The stream of records and the queues: bring everything at least once, late, some of it twice, the queues in no order. */
import type { BuildMessage, Queues } from '../../lib/ports/queues.ts'
import type { RecordChange } from '../../lib/service/work/work-service.ts'
import type { Chance } from '../fuzz/chance.ts'
import type { Offer } from './scheduler.ts'
import type { Server, Servers } from './server.ts'

/** What deliveries need of the world. */
export interface DeliveriesWorld {
  readonly servers: Servers
  readonly chance: Chance
  readonly time: { now: number }
}

/** The deliveries. */
export interface Deliveries {
  readonly queues: Queues
  /** Takes a change of a record. */
  readonly tell: (change: RecordChange) => void
  readonly offers: () => readonly Offer[]
  /** When messages are to be brought, those of the past as well. */
  readonly dueTimes: () => readonly number[]
}

interface Message {
  readonly name: string
  readonly work: (server: Server) => Promise<unknown>
  dueAt: number
  isBrought: boolean
  /** How often it is brought again after it was done. */
  copies: number
}

/** The changes of one record, in order. */
interface Shard {
  readonly changes: RecordChange[]
  isBrought: boolean
}

/** In seconds. */
const notificationDelay = 2

const noSteps = () => Promise.reject(new Error('there are neither rollouts nor imports'))

const makeStream = ({ servers, chance }: DeliveriesWorld) => {
  const shards = new Map<string, Shard>()

  const bring = async (shard: Shard): Promise<void> => {
    shard.isBrought = true
    const batch = shard.changes.slice(0, 1 + chance.below(3))
    const done = await servers.ask('follow', (server) => server.follow(structuredClone(batch)))
    // What was done may be brought again, and what follows it then, too.
    if (done && !chance.oneIn(8)) shard.changes.splice(0, batch.length)
    shard.isBrought = false
  }

  return {
    tell: (change: RecordChange) => {
      const { serialNumber = '' } = change.after ?? change.before ?? {}
      const shard = shards.get(serialNumber) ?? { changes: [], isBrought: false }
      shard.changes.push(change)
      shards.set(serialNumber, shard)
    },
    offers: (): Offer[] =>
      [...shards].flatMap(([serialNumber, shard]) =>
        shard.changes.length > 0 && !shard.isBrought
          ? { name: `follow ${serialNumber}`, begin: () => bring(shard) }
          : [],
      ),
  }
}

const makeQueues = ({ servers, chance, time }: DeliveriesWorld) => {
  const messages = new Set<Message>()

  const send = (name: string, delaySeconds: number, work: Message['work']): void => {
    const copies = chance.oneIn(8) ? 1 : 0
    messages.add({ name, work, copies, dueAt: time.now + delaySeconds * 1000, isBrought: false })
  }

  const bring = async (message: Message): Promise<void> => {
    message.isBrought = true
    const done = await servers.ask(message.name, message.work)
    message.isBrought = false
    if (!done) return
    if (message.copies === 0) messages.delete(message)
    message.copies -= 1
  }

  const queues: Queues = {
    sendBuilds: (builds: readonly BuildMessage[], lane = 'live', delaySeconds = 0) => {
      for (const message of structuredClone(builds))
        send(`${message.kind} ${message.pass.serialNumber}`, delaySeconds, (server) => server.build(message, lane))
      return Promise.resolve()
    },
    sendNotifications: (notifications, delaySeconds = notificationDelay) => {
      for (const notification of structuredClone(notifications))
        send(`notify ${notification.deviceLibraryIdentifier}`, delaySeconds, (server) => server.notify(notification))
      return Promise.resolve()
    },
    sendRollouts: noSteps,
    sendImports: noSteps,
  }

  return {
    queues,
    dueTimes: (): number[] => [...messages].map(({ dueAt }) => dueAt),
    offers: (): Offer[] =>
      [...messages]
        .filter(({ isBrought, dueAt }) => !isBrought && dueAt <= time.now)
        .map((message) => ({ name: message.name, begin: () => bring(message) })),
  }
}

/** Makes the deliveries. */
export const makeDeliveries = (world: DeliveriesWorld): Deliveries => {
  const stream = makeStream(world)
  const { queues, dueTimes, offers } = makeQueues(world)
  return { queues, dueTimes, tell: stream.tell, offers: () => [...stream.offers(), ...offers()] }
}
