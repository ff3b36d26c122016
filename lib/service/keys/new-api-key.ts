/** Makes API keys. */
import { utf8 } from '../../core/bytes.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { Scope, StoredApiKey } from '../../ports/secrets.ts'
import { randomText } from '../random-text.ts'
import { sha256Hex } from '../sha256.ts'

/** What a key is made of. */
export interface NewApiKey {
  readonly scopes: readonly Scope[]
  /** Whose key it is, for people. */
  readonly label?: string
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
const idCharacters = 8
const secretBytes = 32

/** The id is no secret, so it does not matter that some characters are a little more frequent. */
const newId = (random: Random): string =>
  Array.from(random.bytes(idCharacters), (byte) => alphabet[byte % alphabet.length]).join('')

/** A new key, which nobody can tell later, and what is kept of it. */
export const newApiKey = async (
  { scopes, label }: NewApiKey,
  { random, clock }: { readonly random: Random; readonly clock: Clock },
): Promise<{ readonly key: string; readonly stored: StoredApiKey }> => {
  const id = newId(random)
  const key = `pwk_${id}_${randomText(random, secretBytes)}`
  const stored = {
    id,
    hash: await sha256Hex(utf8(key)),
    scopes,
    ...(label === undefined ? {} : { label }),
    createdAt: new Date(clock.now()).toISOString(),
  }
  return { key, stored }
}
