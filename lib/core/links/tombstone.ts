/** Tombstones: what remains of an erased pass, `<key id>.<MAC>`. They say nothing to whoever lacks the key. */
import { hex } from '../bytes.ts'
import { macOf, type RootKeys } from './keys.ts'
import type { PassIdentity } from './pass-identity.ts'

const tombstoneWith = (ring: RootKeys, keyId: string, { passTypeIdentifier, serialNumber }: PassIdentity): string =>
  `${keyId}.${hex(macOf(ring, keyId, 'tombstone', [passTypeIdentifier, serialNumber]))}`

/**
 * The tombstone to write for a pass that is erased now, with the current key.
 *
 * @throws TokenError `token/key-missing`, `token/key-invalid`
 */
export const tombstoneOf = (ring: RootKeys, pass: PassIdentity): string => tombstoneWith(ring, ring.current, pass)

/**
 * Every tombstone that a pass may have been given: one for each key, the current key's first. A key that is taken out of
 * the ring takes its tombstones along.
 *
 * @throws TokenError `token/key-missing`, `token/key-invalid`
 */
export const tombstonesOf = (ring: RootKeys, pass: PassIdentity): readonly string[] => {
  const keyIds = new Set([ring.current, ...ring.keys.keys()])
  return Array.from(keyIds, (keyId) => tombstoneWith(ring, keyId, pass))
}
