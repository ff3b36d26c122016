/** Stops what was started, the last first, each within a few seconds. */

/** What is to be stopped. */
export interface Stopper {
  readonly add: (stop: () => Promise<void>) => void
  /** Stops everything; what fails or takes too long does not keep the others from being stopped. May be called twice. */
  readonly stop: () => Promise<void>
}

const patience = 3000

const within = async (promise: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  await Promise.race([promise.catch(() => undefined), limit])
  clearTimeout(timer)
}

/** Makes a stopper with nothing to stop yet. What is added after the stop is stopped at once. */
export const makeStopper = (): Stopper => {
  const stops: (() => Promise<void>)[] = []
  let stopping: Promise<void> | undefined

  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await within(stop())
  }

  return {
    add: (stop) => {
      if (stopping) stopping = stopping.then(() => within(stop()))
      else stops.push(stop)
    },
    stop: () => {
      stopping ??= stopAll()
      return stopping
    },
  }
}
