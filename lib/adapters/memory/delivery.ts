/** Brings items to a listener: later, in order, and again when the listener fails, as streams and queues do. */
import { copyOf } from './copy.ts'

/** Takes items. What it rejects is brought again. */
export type Listener<Item> = (items: readonly Item[]) => Promise<void>

/** How a delivery goes about it. */
export interface DeliveryOptions {
  /** At most so many items at once. */
  readonly batch: number
  /** Whether items wait for a listener; otherwise what comes while there is none is lost. */
  readonly waits: boolean
  /** Is told of every failure. */
  readonly failed: (failure: DeliveryFailure) => void
}

/** A batch that a listener rejected. */
export interface DeliveryFailure {
  readonly error: unknown
  /** Whether it was the last attempt: the batch is given up. */
  readonly givenUp: boolean
}

/** Items on their way to a listener. */
export interface Delivery<Item> {
  readonly send: (items: readonly Item[]) => void
  /** Takes the place of the listener before. */
  readonly listen: (listener: Listener<Item>) => void
  /** Whether something is on its way. */
  readonly busy: () => boolean
  /** Resolves when nothing is. */
  readonly idle: () => Promise<void>
  /** Brings nothing any more; resolves when the listener has ended. */
  readonly close: () => Promise<void>
}

/** How often a batch is brought, as a queue with a dead-letter queue does. */
const attempts = 5

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Items on their way to a listener, each brought until it is taken, but at most five times. */
export const makeDelivery = <Item>({ batch, waits, failed }: DeliveryOptions): Delivery<Item> => {
  const waiting: Item[] = []
  let listener: Listener<Item> | undefined
  let running: Promise<void> | undefined
  let closed = false

  const bring = async (items: readonly Item[]): Promise<void> => {
    for (let attempt = 1; attempt <= attempts && !closed; attempt++) {
      try {
        // A copy for each attempt: a listener may have meddled with the one before.
        return await listener?.(copyOf(items))
      } catch (error) {
        failed({ error, givenUp: attempt === attempts })
        if (attempt < attempts) await pause(5 * 2 ** attempt)
      }
    }
  }

  const run = async (): Promise<void> => {
    // Whoever made the write gets its answer first.
    await pause(0)
    while (waiting.length > 0 && !closed) await bring(waiting.splice(0, batch))
    running = undefined
  }

  const start = (): void => {
    if (listener && waiting.length > 0 && !closed) running ??= run()
  }

  return {
    send: (items) => {
      if (!(listener || waits)) return
      waiting.push(...copyOf(items))
      start()
    },
    listen: (next) => {
      listener = next
      start()
    },
    busy: () => running !== undefined,
    idle: async () => {
      await running
    },
    close: async () => {
      closed = true
      await running
    },
  }
}
