/** Pushes that are to be tried again: later each time. */
import type { Notification, Queues } from '../../../ports/queues.ts'
import type { Random } from '../../../ports/random.ts'

/** In seconds. */
const first = 5
const longest = 900

/** Between half of the wait and all of it, so that those who failed together do not come back together. In whole seconds. */
const delayAfter = (random: Random, attempt: number): number => {
  const [byte = 0] = random.bytes(1)
  const wait = Math.min(longest, first * 2 ** attempt)
  return Math.ceil(wait * (0.5 + byte / 510))
}

/** Makes what has a push tried again: after 5 seconds at most the first time, later up to 15 minutes. */
export const makeAgain =
  ({ queues, random }: { readonly queues: Pick<Queues, 'sendNotifications'>; readonly random: Random }) =>
  (notification: Notification): Promise<void> => {
    const { attempt = 0 } = notification
    return queues.sendNotifications([{ ...notification, attempt: attempt + 1 }], delayAfter(random, attempt))
  }
