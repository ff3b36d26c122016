/** Time that goes faster: what the product waits minutes for, a drill waits seconds for. */

/** Fast time. All of it in milliseconds, as the world of the drill counts them. */
export interface FastTime {
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Does something later, unless the time was stopped by then. */
  readonly later: (milliseconds: number, work: () => void) => void
  /** Nothing that was to be done later is done any more. */
  readonly stop: () => void
}

/** Time that goes `speed` times as fast as the machine's. */
export const fastTime = (speed: number): FastTime => {
  const began = Date.now()
  const start = performance.now()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const later = (milliseconds: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, milliseconds / speed)
    timers.add(timer)
  }
  return {
    now: () => Math.round(began + (performance.now() - start) * speed),
    sleep: (milliseconds) => new Promise((resolve) => later(milliseconds, resolve)),
    later,
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
