/** Secrets: signers, the keys of tokens and links, and the hashes of API keys. */
import type { Bytes } from '../core/bytes.ts'

/** A signer as it is stored: three PEM texts, the key in plain PKCS#8. */
export interface StoredSigner {
  readonly certificate: string
  readonly key: string
  readonly intermediate: string
  /** What `skeletonText` made of the three, in base64: who has it signs without laying out a signature anew. It may be missing. */
  readonly skeleton?: string
}

/** The signers of one pass type: one that is in use, and while it is being replaced, the one beside it. */
export interface StoredSigners {
  readonly current: StoredSigner
  /** Takes over at a moment, in milliseconds since 1970. Everybody knows it before that. */
  readonly next?: { readonly signer: StoredSigner; readonly from: number }
  /** The one before `current`, to go back to. */
  readonly previous?: StoredSigner
}

/** The signers as they are at a moment, in milliseconds since 1970: a next one whose moment has come is the current one. */
export const signersAt = (stored: StoredSigners, now: number): StoredSigners =>
  stored.next && stored.next.from <= now ? { current: stored.next.signer, previous: stored.current } : stored

/** The signer that signs and pushes at a moment, in milliseconds since 1970. */
export const signerAt = (stored: StoredSigners, now: number): StoredSigner => signersAt(stored, now).current

/** Root keys. What is made with one names it by its id, so that keys can be changed. */
export interface KeyRing {
  /** The id of the key that new tokens are made with: a number from 1 to 255, as text. */
  readonly current: string
  /** A key that takes over at a moment, in milliseconds since 1970. What is made with it is good at once. */
  readonly next?: { readonly id: string; readonly from: number }
  /** All keys by id; each of 32 bytes or more. */
  readonly keys: ReadonlyMap<string, Bytes>
  /** The ids of keys that were taken out, and whose work is not trusted any more. Default: none. */
  readonly retired?: readonly string[]
}

/** The ring as it is at a moment, in milliseconds since 1970: with a next key whose moment has come as the current one. */
export const keyRingAt = (ring: KeyRing, now: number): KeyRing =>
  ring.next && ring.next.from <= now
    ? { current: ring.next.id, keys: ring.keys, ...(ring.retired && { retired: ring.retired }) }
    : ring

/** The key rings: that of tokens and links, that of personal data, and that of sealed barcodes. */
export type KeyRingName = 'hmac-keys' | 'personal-data-keys' | 'barcode-keys'

/** What an API key is allowed to do. */
export const scopes = [
  'templates:read',
  'templates:write',
  'passes:read',
  'passes:write',
  'passes:erase',
  'passes:adopt',
  'passes:import',
  'rollouts:read',
  'rollouts:write',
  'personal-data:read',
  'personal-data:erase',
  'links:write',
  'packages:inspect',
  'health:read',
] as const

/** One permission of an API key. */
export type Scope = (typeof scopes)[number]

/** What is kept of an API key: never the key itself. */
export interface StoredApiKey {
  /** Begins the key and is no secret: 8 lowercase letters and digits. */
  readonly id: string
  /** SHA-256 of the whole key, in lowercase hexadecimal. The key holds 256 random bits, so a plain hash is enough. */
  readonly hash: string
  readonly scopes: readonly Scope[]
  /** Whose key it is, for people. */
  readonly label?: string
  /** ISO 8601. */
  readonly createdAt: string
  /** From this moment on it opens nothing. ISO 8601. Default: it does not end. */
  readonly expiresAt?: string
}

/** Reads secrets. Every call asks anew; the service caches. */
export interface Secrets {
  /** The signers of a pass type; undefined if there is none, or none yet. */
  readonly signers: (passTypeIdentifier: string) => Promise<StoredSigners | undefined>
  /** @throws UnavailableError if there are no keys or they are unreadable */
  readonly keyRing: () => Promise<KeyRing>
  /** The keys that personal data is sealed with. @throws UnavailableError if there are none or they are unreadable */
  readonly personalDataKeys: () => Promise<KeyRing>
  /** The keys that barcodes are sealed with. @throws UnavailableError if there are none or they are unreadable */
  readonly barcodeKeys: () => Promise<KeyRing>
  /** All API keys; none at first. */
  readonly apiKeys: () => Promise<readonly StoredApiKey[]>
}

/**
 * Writes secrets: what operators do, never a function. Each method replaces what is stored by what `change` makes of it; a
 * change of somebody else meanwhile is not lost: `change` runs again, on theirs. What it throws comes back, and nothing changes.
 */
export interface SecretsAdmin {
  readonly changeSigners: (
    passTypeIdentifier: string,
    change: (stored: StoredSigners | undefined) => StoredSigners,
  ) => Promise<void>
  /** @throws UnavailableError if there are no keys or they are unreadable */
  readonly changeKeyRing: (name: KeyRingName, change: (ring: KeyRing) => KeyRing) => Promise<void>
  readonly changeApiKeys: (change: (keys: readonly StoredApiKey[]) => readonly StoredApiKey[]) => Promise<void>
}
