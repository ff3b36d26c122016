/** The time, as a port: tests set it. */

/** Tells the time. */
export interface Clock {
  /** Now, in milliseconds since 1970. */
  readonly now: () => number
}

/** A moment as Apple's protocols count it: whole seconds since 1970, rounded down. */
export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)
