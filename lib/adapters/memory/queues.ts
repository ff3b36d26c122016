/** Queues in memory. */

import type { BuildMessage, ImportMessage, Notification, Queues, RolloutMessage } from '../../ports/queues.ts'
import { copyOf } from './copy.ts'
import type { Delivery } from './delivery.ts'
import { promised } from './promised.ts'

type Sender<Message> = Pick<Delivery<Message>, 'send'>

/** Where messages of each queue wait. */
export interface MemoryQueuesOptions {
  readonly builds: Sender<BuildMessage>
  readonly notifications: Sender<Notification>
  /** Steps of rollouts, and what they have built. */
  readonly rollouts: Sender<RolloutMessage | BuildMessage>
  readonly imports: Sender<ImportMessage>
  /** Does something after so many milliseconds, unless everything has ended by then. */
  readonly later: (milliseconds: number, work: () => void) => void
}

/**
 * Queues in memory, gone with the process: messages wait in deliveries, and no longer than it takes to bring them, unless
 * the sender asks for it.
 */
export const memoryQueues = ({ builds, notifications, rollouts, imports, later }: MemoryQueuesOptions): Queues => {
  const sendAfter =
    <Message>({ send }: Sender<Message>) =>
    (messages: readonly Message[], delaySeconds = 0) =>
      promised(() => {
        if (delaySeconds === 0) return send(messages)
        const copies = copyOf(messages)
        later(delaySeconds * 1000, () => send(copies))
      })
  return {
    sendBuilds: (messages, lane, delaySeconds) =>
      sendAfter<BuildMessage>(lane === 'rollout' ? rollouts : builds)(messages, delaySeconds),
    sendNotifications: sendAfter(notifications),
    sendRollouts: sendAfter(rollouts),
    sendImports: sendAfter(imports),
  }
}
