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

/** Makes a push service. */
export const makeApns = (chance: Chance, time: { readonly now: number }): Apns => {
  const good = new Map<string, () => void>()
  const goneSince = new Map<string, number>()

  const gone = (token: string): PushAnswer => {
    // It takes a while to find out.
    if (chance.oneIn(2)) return { kind: 'accepted' }
    if (chance.oneIn(3)) return { kind: 'gone' }
    const since = goneSince.get(token) ?? 0
    return { kind: 'gone', since: chance.oneIn(2) ? time.now : since + chance.below(time.now - since + 1) }
  }

  return {
    issue: (token, wake) => {
      good.set(token, wake)
      goneSince.delete(token)
    },
    revoke: (token) => {
      good.delete(token)
      goneSince.set(token, time.now)
    },
    push: (token) => {
      const wake = good.get(token)
      if (!wake) return gone(token)
      wake()
      return { kind: 'accepted' }
    },
  }
}
