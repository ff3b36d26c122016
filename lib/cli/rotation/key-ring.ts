/** The rotation of a key ring: a new key that verifies at once, and signs when everybody knows it. */
import { type Bytes, sameBytes } from '../../core/bytes.ts'
import { type KeyRing, keyRingAt } from '../../ports/secrets.ts'
import { settlingTime } from '../../service/secrets/ages.ts'
import { InputError } from '../errors.ts'

const mostKeys = 255

const newId = ({ keys }: KeyRing): string => {
  const highest = Math.max(...Array.from(keys.keys(), Number))
  if (highest < mostKeys) return String(highest + 1)
  const message = `the ring has had ${mostKeys} keys, and what was made with them needs them: no further one has a number`
  throw new InputError('input/no-room', message)
}

/**
 * Adds a key to a ring: from twice the age of caches on, it is the current one. Made again on what it made, it changes
 * nothing.
 *
 * @param key 32 bytes or more that UTF-8 makes of a text
 * @param now milliseconds since 1970
 * @throws InputError `input/rotation-pending` while an earlier key waits for its moment
 */
export const withNewKey = (stored: KeyRing, key: Bytes, now: number): KeyRing => {
  if (stored.next && sameBytes(stored.keys.get(stored.next.id) ?? new Uint8Array(), key)) return stored
  const { current, next, keys } = keyRingAt(stored, now)
  if (next) {
    const message = `key ${next.id} is new already, and signs from ${new Date(next.from).toISOString()} on: wait for it`
    throw new InputError('input/rotation-pending', message)
  }
  const id = newId(stored)
  return { current, next: { id, from: now + settlingTime }, keys: new Map([...keys, [id, key]]) }
}
