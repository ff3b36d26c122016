/** The key rings: the one of tokens and links, the one of personal data, and the one of sealed barcodes. */
import { hasKey } from '../../core/links/keys.ts'
import type { Clock } from '../../ports/clock.ts'
import { type KeyRing, keyRingAt, type Secrets } from '../../ports/secrets.ts'
import { keepValue } from '../cache/kept-value.ts'
import { secretsAge } from './ages.ts'

const rest = 10 * 1000

/**
 * The keys, as they were stored at most 15 minutes ago; the current one is that of the moment. A new key verifies everywhere
 * before it signs anywhere, and should one be in use earlier all the same: see `with`.
 */
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
  const kept = keepValue(read, { maxAge: secretsAge, rest, clock })
  const now = (ring: KeyRing): KeyRing => keyRingAt(ring, clock.now())
  return {
    current: async () => now(await kept.current()),
    with: async (keyId) => {
      const ring = await kept.current()
      return now(hasKey(ring, keyId) ? ring : await kept.renewed())
    },
  }
}

/** Keeps the keys of tokens and links. */
export const makeKeys = ({ secrets, clock }: KeysPorts): Keys => keepRing(secrets.keyRing, clock)

/** Keeps the keys that personal data is sealed with. */
export const makePersonalDataKeys = ({ secrets, clock }: KeysPorts): Keys => keepRing(secrets.personalDataKeys, clock)

/** Keeps the keys that barcodes are sealed with. */
export const makeBarcodeKeys = ({ secrets, clock }: KeysPorts): Keys => keepRing(secrets.barcodeKeys, clock)
