/** Invokes functions at set times. */
import type { Invoke } from './invocation.ts'
import { pause } from './sleep.ts'

/** How often a function is invoked, and with what. */
export interface Schedule {
  /** In milliseconds. */
  readonly every: number
  /** What it is invoked with, as JSON text. */
  readonly event: () => string
}

/** How often Lambda tries again what nobody waits for, and how long it waits in between. */
const pauses = [60_000, 120_000]

const invokeWithRetries = async (invoke: Invoke, event: string, signal: AbortSignal): Promise<void> => {
  for (const wait of [...pauses, 0]) {
    if ((await invoke(event)).ok || wait === 0) return
    await pause(wait, signal)
    if (signal.aborted) return
  }
}

/** Invokes until the signal aborts; first at once, because a start may follow a long rest. */
export const followSchedule = async (
  { every, event }: Schedule,
  invoke: Invoke,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    await invokeWithRetries(invoke, event(), signal)
    await pause(every, signal)
  }
}
