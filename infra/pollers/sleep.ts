/** Waiting that can be cut short. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Waits, or less when the signal aborts; never rejects. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined)
