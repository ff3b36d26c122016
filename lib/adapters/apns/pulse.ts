/** Whether a connection lives: a function that was frozen holds one that may have died meanwhile, and nobody told it. */
import type { ClientHttp2Session } from 'node:http2'
import type { Clock } from '../../ports/clock.ts'
import type { ApnsLimits } from './limits.ts'

/** What is told of it. */
interface PulseListeners {
  /** A doubt was cleared up. */
  readonly onAlive: () => void
  readonly onDead: () => void
}

/** When a connection was last heard, and whether that is in doubt. */
export class Pulse {
  readonly #session: ClientHttp2Session
  readonly #limits: ApnsLimits
  readonly #clock: Clock
  readonly #listeners: PulseListeners
  #heardAt: number
  #doubted = false

  constructor(session: ClientHttp2Session, limits: ApnsLimits, clock: Clock, listeners: PulseListeners) {
    this.#session = session
    this.#limits = limits
    this.#clock = clock
    this.#listeners = listeners
    this.#heardAt = clock.now()
  }

  /** Whether a PING is under way. */
  get doubted(): boolean {
    return this.#doubted
  }

  /** Milliseconds since anything was heard. A clock that was set back counts, too. */
  get silence(): number {
    return Math.abs(this.#clock.now() - this.#heardAt)
  }

  /** Something came. */
  beat(): void {
    this.#heardAt = this.#clock.now()
  }

  /** Asks with a PING, unless one is under way. */
  doubt(): void {
    if (this.#doubted || this.#session.destroyed) return
    this.#doubted = true
    const dead = setTimeout(this.#listeners.onDead, this.#limits.ping)
    this.#session.ping((error) => {
      clearTimeout(dead)
      // A PING that was called off belongs to a session that ends.
      if (error) return
      this.#doubted = false
      this.beat()
      this.#listeners.onAlive()
    })
  }
}
