/** The rotation of a key ring: a new key that verifies at once, and signs when everybody knows it; and the end of a key. */
import { type Bytes, sameBytes } from '../../core/bytes.ts'
import { type KeyRing, keyRingAt } from '../../ports/secrets.ts'
import { settlingTime } from '../../service/secrets/ages.ts'
import { InputError } from '../errors.ts'

const mostKeys = 255

/** No number is given twice: what was made with a key that is gone would seem to be made with the new one. */
const newId = ({ keys, retired = [] }: KeyRing): string => {
  const highest = Math.max(...[...keys.keys(), ...retired].map(Number))
  if (highest < mostKeys) return String(highest + 1)
  const message = `the ring has had ${mostKeys} keys, and what was made with them needs them: no further one has a number`
  throw new InputError('input/no-room', message)
}

/**
 * Adds a key to a ring, which becomes the current one later. Made again on what it made, it changes nothing.
 *
 * @param key 32 bytes or more that UTF-8 makes of a text
 * @param now milliseconds since 1970
 * @param wait how long it is known before it signs, in milliseconds. Default: twice the age of caches
 * @throws InputError `input/rotation-pending` while an earlier key waits for its moment
 */
export const withNewKey = (stored: KeyRing, key: Bytes, now: number, wait = settlingTime): KeyRing => {
  if (stored.next && sameBytes(stored.keys.get(stored.next.id) ?? new Uint8Array(), key)) return stored
  const ring = keyRingAt(stored, now)
  const { next, keys } = ring
  if (next) {
    const message = `key ${next.id} is new already, and signs from ${new Date(next.from).toISOString()} on: wait for it`
    throw new InputError('input/rotation-pending', message)
  }
  const id = newId(stored)
  return { ...ring, next: { id, from: now + wait }, keys: new Map([...keys, [id, key]]) }
}

const without = (keys: KeyRing['keys'], id: string): KeyRing['keys'] =>
  new Map([...keys].filter(([each]) => each !== id))

/**
 * Takes a key out of a ring for good; its id stays as that of a retired one. The next key takes over at once if it was the
 * current one. Made again on what it made, it changes nothing.
 *
 * @param now milliseconds since 1970
 * @throws InputError `input/no-key`; `input/key-in-use` for a current key that no other one waits for
 */
export const withoutKey = (stored: KeyRing, id: string, now: number): KeyRing => {
  const { current, next, keys, retired = [] } = keyRingAt(stored, now)
  if (retired.includes(id)) return stored
  if (!keys.has(id))
    throw new InputError('input/no-key', 'the ring has no key of this id: passwright keys show tells which')
  const rest = { keys: without(keys, id), retired: [...retired, id] }
  if (id === next?.id) return { current, ...rest }
  if (id !== current) return { current, ...(next && { next }), ...rest }
  if (next) return { current: next.id, ...rest }
  const message = `key ${id} is the one in use: make another one with passwright keys rotate, then retire this one`
  throw new InputError('input/key-in-use', message)
}
