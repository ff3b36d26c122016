/**
 * A push service: wakes devices by their tokens, and tells of tokens that are gone, late and not always. Now and then it
 * wants to be asked later, or takes no push at all for a while.
 */
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import type { Chance } from '../fuzz/chance.ts'

/** The push service. */
export interface Apns {
  /** A push token of a device, good from now on. The same device may have had it before. */
  readonly issue: (token: string, wake: () => void) => void
  /** From now on the token is good for nothing. */
  readonly revoke: (token: string) => void
  /** Until then no push is taken: the certificate is not the right one. */
  readonly breakUntil: (time: number) => void
  readonly push: (token: string) => PushAnswer
}

interface Gone {
  readonly since: number
  /** Until then what is pushed to it is accepted, and lost. */
  readonly noticedAt: number
}

/** The longest that it takes to notice that a token is gone, in milliseconds. */
const slowest = 20_000

/** Makes a push service. */
export const makeApns = (chance: Chance, time: { readonly now: number }): Apns => {
  const good = new Map<string, () => void>()
  const gone = new Map<string, Gone>()

  let brokenUntil = 0

  const answerOf = ({ since, noticedAt }: Gone): PushAnswer => {
    if (time.now < noticedAt) return { kind: 'accepted' }
    if (chance.oneIn(10)) return { kind: 'refused', reason: 'NotToBeWoken' }
    const gone = { kind: 'gone', reason: 'Unregistered' } as const
    if (chance.oneIn(3)) return gone
    return { ...gone, since: chance.oneIn(2) ? time.now : since + chance.below(time.now - since + 1) }
  }

  const later = (): PushAnswer => ({
    kind: 'later',
    scope: chance.oneIn(2) ? 'token' : 'service',
    reason: 'TooManyRequests',
  })

  return {
    issue: (token, wake) => {
      good.set(token, wake)
      gone.delete(token)
    },
    revoke: (token) => {
      good.delete(token)
      gone.set(token, { since: time.now, noticedAt: time.now + (chance.oneIn(2) ? 0 : chance.below(slowest)) })
    },
    breakUntil: (until) => {
      brokenUntil = until
    },
    push: (token) => {
      if (time.now < brokenUntil) return { kind: 'misconfigured', reason: 'BadCertificate' }
      if (chance.oneIn(20)) return later()
      good.get(token)?.()
      const isGone = gone.get(token)
      return isGone ? answerOf(isGone) : { kind: 'accepted' }
    },
  }
}
