/** The rotation of an API key: a new one that may do the same, beside which the old one works for a while. */
import type { StoredApiKey } from '../../ports/secrets.ts'
import { InputError } from '../errors.ts'

/** How an API key is replaced. */
export interface ApiKeyRotation {
  /** The id of the key that is replaced. */
  readonly id: string
  /** The new one; what it may do, and whose it is, are those of the old one. */
  readonly made: StoredApiKey
  /** How long the old one works beside it, in milliseconds. */
  readonly overlap: number
}

const isOver = ({ expiresAt }: StoredApiKey, now: number): boolean =>
  expiresAt !== undefined && Date.parse(expiresAt) <= now

/**
 * Adds the new key and sets the end of the old one; keys that have ended are removed. Made again on what it made, it changes
 * nothing.
 *
 * @param now milliseconds since 1970
 * @throws InputError `input/no-key`, or `input/rotation-pending` for a key that was replaced before
 */
export const withRotatedKey = (
  keys: readonly StoredApiKey[],
  { id, made, overlap }: ApiKeyRotation,
  now: number,
): readonly StoredApiKey[] => {
  if (keys.some((key) => key.id === made.id)) return keys
  const old = keys.find((key) => key.id === id && !isOver(key, now))
  if (!old) throw new InputError('input/no-key', 'there is no key of this id: passwright keys list shows them')
  if (old.expiresAt !== undefined) {
    const message = `this key was replaced before, and ends at ${old.expiresAt}: rotate the one that took its place`
    throw new InputError('input/rotation-pending', message)
  }
  const { scopes, label } = old
  const fresh = { ...made, scopes, ...(label === undefined ? {} : { label }) }
  const ending = { ...old, expiresAt: new Date(now + overlap).toISOString() }
  return [...keys.filter((key) => !isOver(key, now)).map((key) => (key === old ? ending : key)), fresh]
}
