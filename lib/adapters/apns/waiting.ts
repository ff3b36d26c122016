/** Pushes that wait for a connection, or for their turn. */
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { PushAnswer } from '../../ports/pusher.ts'
import type { Leaving } from './connection.ts'
import type { ApnsLimits } from './limits.ts'

/** A push that somebody waits for. */
export interface Push {
  readonly token: string
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  /** How often it was sent. */
  attempts: number
  readonly resolve: (answer: PushAnswer) => void
  readonly reject: (error: UnavailableError) => void
}

/** Says that a push has no answer. */
export const noAnswer = (why: string): UnavailableError =>
  new UnavailableError(`APNs gave no answer to a push (${why}): try again later`)

/** Ends a push that nothing can be done for now. Where a certificate is at fault, that is the answer. */
const giveUp = ({ resolve, reject }: Push, { why, against }: Leaving): void => {
  if (against === undefined) reject(noAnswer(why))
  else resolve({ kind: 'misconfigured', reason: against })
}

const refused: Leaving = { why: 'it was refused each time' }

/** Pushes in the order in which they came; those that were sent already come first. */
export class Waiting {
  readonly #limits: ApnsLimits
  readonly #clock: Clock
  #pushes: Push[] = []

  constructor(limits: ApnsLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  get size(): number {
    return this.#pushes.length
  }

  /** A new one, unless too many wait already. */
  add(token: string): Promise<PushAnswer> {
    if (this.size >= this.#limits.waiting) return Promise.reject(noAnswer('too many wait already'))
    return new Promise((resolve, reject) => {
      this.#pushes.push({ token, since: this.#clock.now(), attempts: 0, resolve, reject })
    })
  }

  /** One that was sent in vain, unless that has happened often enough. @param leaving where its connection was left */
  again(push: Push, leaving: Leaving = refused): void {
    if (push.attempts >= this.#limits.attempts || leaving.against !== undefined) giveUp(push, leaving)
    else this.#pushes.unshift(push)
  }

  /** The next one. */
  take(): Push | undefined {
    return this.#pushes.shift()
  }

  giveUpAll(leaving: Leaving): void {
    for (const push of this.#pushes.splice(0)) giveUp(push, leaving)
  }

  /** Gives up those that have waited too long. */
  look(): void {
    const before = this.#clock.now() - this.#limits.wait
    const late = this.#pushes.filter(({ since }) => since <= before)
    if (late.length === 0) return
    this.#pushes = this.#pushes.filter(({ since }) => since > before)
    for (const push of late) giveUp(push, { why: 'it waited too long for its turn' })
  }
}
