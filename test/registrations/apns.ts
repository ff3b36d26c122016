/** A push service: wakes devices by their tokens, and tells of tokens that are gone, late and not always. */
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import type { Chance } from '../fuzz/chance.ts'

/** The push service. */
export interface Apns {
  /** A push token of a device, good from now on. The same device may have had it before. */
  readonly issue: (token: string, wake: () => void) => void
  /** From now on the token is good for nothing. */
  readonly revoke: (token: string) => void
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

  const answerOf = ({ since, noticedAt }: Gone): PushAnswer => {
    if (time.now < noticedAt) return { kind: 'accepted' }
    if (chance.oneIn(3)) return { kind: 'gone' }
    return { kind: 'gone', since: chance.oneIn(2) ? time.now : since + chance.below(time.now - since + 1) }
  }

  return {
    issue: (token, wake) => {
      good.set(token, wake)
      gone.delete(token)
    },
    revoke: (token) => {
      good.delete(token)
      gone.set(token, { since: time.now, noticedAt: time.now + (chance.oneIn(2) ? 0 : chance.below(slowest)) })
    },
    push: (token) => {
      good.get(token)?.()
      const isGone = gone.get(token)
      return isGone ? answerOf(isGone) : { kind: 'accepted' }
    },
  }
}
