/** The keys of tokens and links. */
import { hasKey } from '../../core/links/keys.ts'
import type { Clock } from '../../ports/clock.ts'
import type { KeyRing, Secrets } from '../../ports/secrets.ts'
import { keepValue } from '../cache/kept-value.ts'

const second = 1000
const maxAge = 15 * 60 * second
const rest = 10 * second

/** The keys, at most 15 minutes old. A new key is in use elsewhere before that: see `with`. */
export interface Keys {
  readonly current: () => Promise<KeyRing>
  /** The keys, read anew if they lack this one, but not within 10 seconds. It may be missing nevertheless. */
  readonly with: (keyId: string) => Promise<KeyRing>
}

/** Keeps the keys of tokens and links. */
export const makeKeys = ({ secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock }): Keys => {
  const kept = keepValue(secrets.keyRing, { maxAge, rest, clock })
  return {
    current: kept.current,
    with: async (keyId) => {
      const ring = await kept.current()
      return hasKey(ring, keyId) ? ring : kept.renewed()
    },
  }
}
