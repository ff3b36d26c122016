/** A pace: so many things a second and no more, so that a restore leaves room for the traffic beside it. */

/** Waits until so many more things may have been done. */
export type Pace = (count: number) => Promise<void>

/** Makes a pace. @param perSecond how many things a second */
export const makePace = (perSecond: number): Pace => {
  const began = performance.now()
  let done = 0
  return async (count) => {
    done += count
    const ahead = (done / perSecond) * 1000 - (performance.now() - began)
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead))
  }
}
