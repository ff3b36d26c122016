/** The key rings: the one of tokens and links, and the one of personal data. */
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

/** What the keys are read with. */
export interface KeysPorts {
  readonly secrets: Secrets
  readonly clock: Clock
}

const keepRing = (read: () => Promise<KeyRing>, clock: Clock): Keys => {
  const kept = keepValue(read, { maxAge, rest, clock })
  return {
    current: kept.current,
    with: async (keyId) => {
      const ring = await kept.current()
      return hasKey(ring, keyId) ? ring : kept.renewed()
    },
  }
}

/** Keeps the keys of tokens and links. */
export const makeKeys = ({ secrets, clock }: KeysPorts): Keys => keepRing(secrets.keyRing, clock)

/** Keeps the keys that personal data is sealed with. */
export const makePersonalDataKeys = ({ secrets, clock }: KeysPorts): Keys => keepRing(secrets.personalDataKeys, clock)
