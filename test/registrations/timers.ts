/** Timers that wait for their turn instead of for a time: the service waits before it repeats a write. */
import type { Scheduler } from './scheduler.ts'

/** Does work; the timers that it sets meanwhile wait for the scheduler to pick them. */
export const withTimersOf = async <Result>(scheduler: Scheduler, work: () => Promise<Result>): Promise<Result> => {
  const real = globalThis.setTimeout
  const picked = (go: () => void): number => {
    void scheduler.turn('timer').then(go)
    return 0
  }
  globalThis.setTimeout = picked as unknown as typeof setTimeout
  try {
    return await work()
  } finally {
    globalThis.setTimeout = real
  }
}
