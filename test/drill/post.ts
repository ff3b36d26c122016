/** Queues and the stream of a drill: they bring everything at least once, late, some of it twice, and in no order. */
import type { StoredChange } from '../../lib/adapters/memory/records.ts'
import type { BuildMessage, Notification, Queues } from '../../lib/ports/queues.ts'
import type { Chance } from '../fuzz/chance.ts'
import type { FastTime } from './time.ts'

/** What takes messages; rejects if it could not, and is brought them again. */
export interface Receivers {
  readonly follow: (changes: readonly StoredChange[]) => Promise<void>
  readonly build: (message: BuildMessage) => Promise<void>
  readonly notify: (notification: Notification) => Promise<void>
}

/** How badly messages are brought. */
export interface PostManners {
  /** One message in so many comes twice; 0: none. */
  twiceOneIn: number
  /** How late a message may come besides what it is to wait, in milliseconds. */
  latest: number
}

/** The queues and the stream. */
export interface Post {
  readonly queues: Pick<Queues, 'sendBuilds' | 'sendNotifications'>
  readonly tell: (change: StoredChange) => void
  readonly manners: PostManners
  /** Messages that are under way or are worked on. */
  readonly underWay: () => number
  /** How many messages came twice, or late, because they were to. */
  readonly unruly: () => number
  /** How many messages were brought again because their receiver failed. */
  readonly broughtAgain: () => number
}

/** As the queue of notifications has it. */
const notificationDelay = 2000
/** How long a message is hidden while somebody works on it: short of the real three minutes, which nobody wants to wait for. */
const hidden = 20_000
/** Messages of a queue that are worked on at once. */
const atOnce = 20
/** Changes of a batch. */
const batch = 25

/** Makes them. */
export const makePost = (time: FastTime, chance: Chance, receivers: Receivers): Post => {
  const manners: PostManners = { twiceOneIn: 0, latest: 0 }
  let underWay = 0
  let again = 0
  let unruly = 0
  const waiting: Record<'build' | 'notify', (() => Promise<void>)[]> = { build: [], notify: [] }
  const working = { build: 0, notify: 0 }

  const workOn = (queue: 'build' | 'notify'): void => {
    while (working[queue] < atOnce) {
      const work = waiting[queue].shift()
      if (!work) return
      working[queue]++
      void work().finally(() => {
        working[queue]--
        workOn(queue)
      })
    }
  }

  const bring = (queue: 'build' | 'notify', delay: number, work: () => Promise<void>): void => {
    underWay++
    const attempt = async (): Promise<void> => {
      try {
        await work()
        underWay--
      } catch {
        again++
        time.later(hidden, enqueue)
      }
    }
    const enqueue = (): void => {
      waiting[queue].push(attempt)
      workOn(queue)
    }
    if (manners.latest > 0) unruly++
    time.later(delay + chance.below(manners.latest + 1), enqueue)
  }

  const send = (queue: 'build' | 'notify', delay: number, work: () => Promise<void>): void => {
    bring(queue, delay, work)
    if (manners.twiceOneIn > 0 && chance.oneIn(manners.twiceOneIn)) bring(queue, delay, work)
  }

  const changes: StoredChange[] = []
  let isFollowing = false
  const followAll = async (): Promise<void> => {
    while (changes.length > 0) {
      const some = changes.slice(0, batch)
      try {
        await receivers.follow(structuredClone(some))
        changes.splice(0, some.length)
      } catch {
        again++
        await time.sleep(1000)
      }
    }
    isFollowing = false
  }

  return {
    manners,
    queues: {
      sendBuilds: (messages) => {
        for (const message of structuredClone(messages)) send('build', 0, () => receivers.build(message))
        return Promise.resolve()
      },
      sendNotifications: (notifications, delaySeconds) => {
        const delay = delaySeconds === undefined ? notificationDelay : delaySeconds * 1000
        for (const one of structuredClone(notifications)) send('notify', delay, () => receivers.notify(one))
        return Promise.resolve()
      },
    },
    tell: (change) => {
      changes.push(change)
      if (isFollowing) return
      isFollowing = true
      time.later(0, () => void followAll())
    },
    underWay: () => underWay + changes.length,
    unruly: () => unruly,
    broughtAgain: () => again,
  }
}
