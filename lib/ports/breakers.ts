/** Breakers: what is broken for all, such as a certificate, is noted once, and not tried anew for each pass or device. */

/** What a breaker is about: `sign pass.com.example.flight`, `push pass.com.example.flight`. */
export type BreakerName = `${'sign' | 'push'} ${string}`

/** An open breaker. */
export interface Breaker {
  readonly name: BreakerName
  /** A code or reason that tells what is broken. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly since: number
  /** From then on, one may try whether it is mended: milliseconds since 1970. */
  readonly probeAt: number
}

/** How many of the latest pushes of a pass type were answered how. Older ones are forgotten by and by. */
export interface PushTally {
  readonly answered: number
  /** Those among them that said that the push token is gone. */
  readonly gone: number
}

/** The store of breakers. Every method may be repeated after an `UnavailableError`. */
export interface Breakers {
  /** The breaker, if it is open. May lag by a moment. */
  readonly find: (name: BreakerName) => Promise<Breaker | undefined>
  /** All that are open. May lag. */
  readonly list: () => Promise<readonly Breaker[]>
  /** Opens it. One that is open keeps `since`, and is given the new reason and `probeAt`. Whether it was closed before. */
  readonly open: (breaker: Breaker) => Promise<boolean>
  /** Moves `probeAt` on, if it is not later than `now`: whoever is answered true is the one to try. Atomic. */
  readonly probe: (name: BreakerName, now: number, probeAt: number) => Promise<boolean>
  /** Closes it. Whether it was open. */
  readonly close: (name: BreakerName) => Promise<boolean>
  /**
   * Adds answers of pushes of a pass type to its tally, and returns the tally with them. Once it counts more than 500
   * answers, both figures are halved, before more are added. A repeated call may count twice.
   */
  readonly tally: (passTypeIdentifier: string, answers: PushTally) => Promise<PushTally>
}
