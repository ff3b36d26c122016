/** Queues in memory. */
import type { BuildMessage, Queues } from '../../ports/queues.ts'
import type { Delivery } from './delivery.ts'
import { promised } from './promised.ts'

/** Queues in memory, gone with the process: messages wait in a delivery. */
export const memoryQueues = (builds: Pick<Delivery<BuildMessage>, 'send'>): Queues => ({
  sendBuilds: (messages) => promised(() => builds.send(messages)),
})
