/**
 * Keys for HMAC and AES: from each root key, one of its own for each purpose. HMAC is computed here and not by WebCrypto,
 * which hands every message to another thread: for a hundred bytes, that takes ten times as long as the HMAC.
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, utf8 } from '../bytes.ts'
import { TokenError } from '../errors.ts'

/** Root keys. What is made with one names it by its id, so that keys can be changed. */
export interface RootKeys {
  /** The id of the key that new tokens are made with: a number from 1 to 255, as text. */
  readonly current: string
  /** All keys by id; each of 32 bytes or more. They must not be changed. */
  readonly keys: ReadonlyMap<string, Bytes>
}

/** What a key is for. What is made for one purpose is worth nothing for another. */
export type Purpose =
  | 'authentication-token'
  | 'link'
  | 'sealed-link-nonce'
  | 'sealed-serial'
  | 'tombstone'
  | 'personal-data'

/** What is encrypted with a key. */
export type CipherPurpose = 'sealed-link'

/** What a key of another kind is made of. */
export type SeedPurpose = 'sealed-barcode'

const keyIdPattern = /^(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/
const leastBytes = 32

/** The root key of an id. The message of an error names the id, which is no secret. */
const rootKey = ({ keys }: RootKeys, id: string): Bytes => {
  if (!keyIdPattern.test(id))
    throw new TokenError('token/key-invalid', `"${id}" is no id of a key: use a number from 1 to 255`)
  const root = keys.get(id)
  if (!root)
    throw new TokenError('token/key-missing', `there is no HMAC key "${id}": put it back, tokens in use need it`)
  if (root.length < leastBytes)
    throw new TokenError('token/key-invalid', `the HMAC key "${id}" is too short: use ${leastBytes} bytes or more`)
  return root
}

/** An HMAC that has taken in its key; to be cloned for each message. */
type KeyedMac = ReturnType<typeof hmac.create>

/** The roots are random, so that no salt is needed. @see https://www.rfc-editor.org/rfc/rfc5869#section-3.1 */
const derivedBytes = (root: Bytes, purpose: Purpose | CipherPurpose | SeedPurpose): Bytes =>
  new Uint8Array(hkdf(sha256, root, undefined, utf8(`passwright ${purpose}`), 32))

// Derived once for each root key; a ring that is dropped takes its entries along.
const derivedMacs = new WeakMap<Bytes, Map<Purpose, KeyedMac>>()

const derivedMac = (root: Bytes, purpose: Purpose): KeyedMac => {
  const ofRoot = derivedMacs.get(root) ?? new Map<Purpose, KeyedMac>()
  derivedMacs.set(root, ofRoot)
  const mac = ofRoot.get(purpose) ?? hmac.create(sha256, derivedBytes(root, purpose))
  ofRoot.set(purpose, mac)
  return mac
}

const lengthBytes = 4

/** Each part behind its length, so that no two lists of parts make the same bytes. */
const lengthPrefixed = (parts: readonly Bytes[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + lengthBytes + part.length, 0))
  const view = new DataView(joined.buffer)
  let at = 0
  for (const part of parts) {
    view.setUint32(at, part.length)
    joined.set(part, at + lengthBytes)
    at += lengthBytes + part.length
  }
  return joined
}

/** Whether a ring has a key of this id. */
export const hasKey = ({ keys }: RootKeys, id: string): boolean => keyIdPattern.test(id) && keys.has(id)

/**
 * What a key of another kind is made of: 32 bytes.
 *
 * @throws TokenError `token/key-missing`, or `token/key-invalid` for an id that is none and for a short key
 */
export const seedOf = (ring: RootKeys, keyId: string, purpose: SeedPurpose): Bytes =>
  derivedBytes(rootKey(ring, keyId), purpose)

/**
 * HMAC-SHA-256 over the purpose and the parts, with the key that is derived for the purpose: 32 bytes.
 *
 * @throws TokenError `token/key-missing`, or `token/key-invalid` for an id that is none and for a short key
 */
export const macOf = (ring: RootKeys, keyId: string, purpose: Purpose, parts: readonly (string | Bytes)[]): Bytes => {
  const message = lengthPrefixed([purpose, ...parts].map((part) => (typeof part === 'string' ? utf8(part) : part)))
  return new Uint8Array(derivedMac(rootKey(ring, keyId), purpose).clone().update(message).digest())
}

const derivedCiphers = new WeakMap<Bytes, Map<CipherPurpose, Promise<CryptoKey>>>()

/**
 * The AES-256-GCM key that is derived for a purpose.
 *
 * @throws TokenError `token/key-missing`, or `token/key-invalid` for an id that is none and for a short key
 */
export const cipherKeyOf = (ring: RootKeys, keyId: string, purpose: CipherPurpose): Promise<CryptoKey> => {
  const root = rootKey(ring, keyId)
  const ofRoot = derivedCiphers.get(root) ?? new Map<CipherPurpose, Promise<CryptoKey>>()
  derivedCiphers.set(root, ofRoot)
  const key =
    ofRoot.get(purpose) ??
    crypto.subtle.importKey('raw', derivedBytes(root, purpose), 'AES-GCM', false, ['encrypt', 'decrypt'])
  ofRoot.set(purpose, key)
  return key
}
