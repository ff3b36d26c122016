/** Seals what nobody may read who reads the records: encrypted with keys of its own, and bound to its pass. */
import { type Bytes, joinBytes, utf8 } from '../../core/bytes.ts'
import { canonicalJson } from '../../core/format/json.ts'
import { fromBase64url, toBase64url } from '../../core/links/base64url.ts'
import { macOf } from '../../core/links/keys.ts'
import { sameSecret } from '../../core/links/same-secret.ts'
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId } from '../../ports/records.ts'
import type { KeyRing, Secrets } from '../../ports/secrets.ts'
import { makePersonalDataKeys } from './key-ring.ts'

/** What is sealed. What is sealed for one purpose cannot be unsealed as something else. */
export type SealPurpose = 'personal-data' | 'adopted-token'

/** Seals and unseals. @throws UnavailableError if the keys cannot be read */
export interface Sealer {
  /** The sealed text: `<key id>.<IV and AES-256-GCM ciphertext, in base64url>`. Never the same twice. */
  readonly seal: (purpose: SealPurpose, pass: PassId, plain: string) => Promise<string>
  /** What was sealed. @throws UnavailableError for a text that is damaged, or was sealed for another pass or purpose */
  readonly unseal: (purpose: SealPurpose, pass: PassId, sealed: string) => Promise<string>
  /** `<key id>.<HMAC-SHA-256>` of a text of a pass: tells the same text again without being able to tell the text. */
  readonly fingerprint: (pass: PassId, plain: string) => Promise<string>
  /** Whether a fingerprint is that of this text; in constant time. @throws UnavailableError if its key is gone */
  readonly isFingerprintOf: (fingerprint: string, pass: PassId, plain: string) => Promise<boolean>
}

/** What {@link makeSealer} needs of the world. */
export interface SealerPorts {
  readonly secrets: Secrets
  readonly random: Random
  readonly clock: Clock
}

/** 96 random bits: enough for four thousand million texts under one key (NIST SP 800-38D, section 8.3). */
const ivBytes = 12
const tagBytes = 16

const rootKey = ({ keys }: KeyRing, keyId: string): Bytes => {
  const root = keys.get(keyId)
  if (root) return root
  throw new UnavailableError(`there is no key "${keyId}" for personal data: put it back, what it sealed needs it`)
}

const deriveKey = async (root: Bytes, purpose: SealPurpose): Promise<CryptoKey> => {
  const base = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveKey'])
  // The roots are random, so that no salt is needed (RFC 5869, section 3.1).
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(`passwright seal ${purpose}`) }
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

// Derived once for each root key: each fetch of an adopted pass needs one. A ring that is dropped takes its entries along.
const derivedKeys = new WeakMap<Bytes, Map<SealPurpose, Promise<CryptoKey>>>()

const derivedKey = (ring: KeyRing, keyId: string, purpose: SealPurpose): Promise<CryptoKey> => {
  const root = rootKey(ring, keyId)
  const ofRoot = derivedKeys.get(root) ?? new Map<SealPurpose, Promise<CryptoKey>>()
  derivedKeys.set(root, ofRoot)
  const key = ofRoot.get(purpose) ?? deriveKey(root, purpose)
  ofRoot.set(purpose, key)
  return key
}

const identity = ({ passTypeIdentifier, serialNumber }: PassId) => [passTypeIdentifier, serialNumber]

/** The cipher over a text of a pass: what is authenticated besides tells whose text it is, and what for. */
const cipher = (purpose: SealPurpose, pass: PassId, iv: Bytes) => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8(canonicalJson([purpose, ...identity(pass)])),
  tagLength: tagBytes * 8,
})

/** The key id, which ends at the first dot, and the rest. */
const partsOf = (text: string): readonly [keyId: string, rest: string] => {
  const at = text.indexOf('.')
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
}

const unreadable = (): UnavailableError =>
  new UnavailableError('sealed data of the pass cannot be opened: it is damaged, or belongs to another pass')

const open = async (key: CryptoKey, algorithm: AesGcmParams, sealed: Bytes): Promise<string> => {
  try {
    const plain = await crypto.subtle.decrypt(algorithm, key, sealed)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch {
    throw unreadable()
  }
}

const fingerprintWith = (ring: KeyRing, keyId: string, pass: PassId, plain: string): string =>
  `${keyId}.${toBase64url(macOf(ring, keyId, 'personal-data', [...identity(pass), plain]))}`

/** Makes the sealer. It seals with the key of the moment, and opens what any key has sealed. */
export const makeSealer = ({ secrets, random, clock }: SealerPorts): Sealer => {
  const keys = makePersonalDataKeys({ secrets, clock })
  return {
    seal: async (purpose, pass, plain) => {
      const ring = await keys.current()
      const key = await derivedKey(ring, ring.current, purpose)
      const iv = random.bytes(ivBytes)
      const sealed = await crypto.subtle.encrypt(cipher(purpose, pass, iv), key, utf8(plain))
      return `${ring.current}.${toBase64url(joinBytes([iv, new Uint8Array(sealed)]))}`
    },
    unseal: async (purpose, pass, text) => {
      const [keyId, rest] = partsOf(text)
      const sealed = fromBase64url(rest)
      if (!sealed || sealed.length < ivBytes + tagBytes) throw unreadable()
      const key = await derivedKey(await keys.with(keyId), keyId, purpose)
      return open(key, cipher(purpose, pass, sealed.slice(0, ivBytes)), sealed.slice(ivBytes))
    },
    fingerprint: async (pass, plain) => {
      const ring = await keys.current()
      return fingerprintWith(ring, ring.current, pass, plain)
    },
    isFingerprintOf: async (fingerprint, pass, plain) => {
      const [keyId] = partsOf(fingerprint)
      const ring = await keys.with(keyId)
      rootKey(ring, keyId)
      return sameSecret(fingerprintWith(ring, keyId, pass, plain), fingerprint)
    },
  }
}
