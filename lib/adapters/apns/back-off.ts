/** When another connection may be opened: whoever connects again and again is taken for an attacker. */
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { ApnsLimits } from './limits.ts'

/** Counts connections in a row that came to nothing. */
export class BackOff {
  readonly #limits: ApnsLimits
  readonly #clock: Clock
  readonly #random: Random
  #failures = 0
  #until = Number.NEGATIVE_INFINITY

  constructor(limits: ApnsLimits, clock: Clock, random: Random) {
    this.#limits = limits
    this.#clock = clock
    this.#random = random
  }

  /** Milliseconds until the next connection may be opened; 0: now. */
  get left(): number {
    return Math.max(0, this.#until - this.#clock.now())
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(): void {
    this.#failures += 1
    // The first may have been a connection that the server was about to end.
    if (this.#failures === 1) return
    const { backOff, longestBackOff } = this.#limits
    const [byte = 0] = this.#random.bytes(1)
    // Half of the time is left to chance, so that many functions do not come at once.
    const wait = Math.min(longestBackOff, backOff * 2 ** (this.#failures - 2)) * (0.5 + byte / 510)
    this.#until = this.#clock.now() + wait
  }
}
