/** Secrets: signers, the keys of tokens and links, and the hashes of API keys. */
import type { Bytes } from '../core/bytes.ts'

/** A signer as it is stored: three PEM texts, the key in plain PKCS#8. */
export interface StoredSigner {
  readonly certificate: string
  readonly key: string
  readonly intermediate: string
}

/** Root keys for HMAC. What is made with one names it by its id, so that keys can be changed. */
export interface KeyRing {
  /** The id of the key that new tokens are made with: a number from 1 to 255, as text. */
  readonly current: string
  /** All keys by id; each of 32 bytes or more. */
  readonly keys: ReadonlyMap<string, Bytes>
}

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
}

/** Reads secrets. Every call asks anew; the service caches. */
export interface Secrets {
  /** The signer of a pass type; undefined if there is none, or none yet. */
  readonly signer: (passTypeIdentifier: string) => Promise<StoredSigner | undefined>
  /** @throws UnavailableError if there are no keys or they are unreadable */
  readonly keyRing: () => Promise<KeyRing>
  /** The keys that personal data is sealed with. @throws UnavailableError if there are none or they are unreadable */
  readonly personalDataKeys: () => Promise<KeyRing>
  /** All API keys; none at first. */
  readonly apiKeys: () => Promise<readonly StoredApiKey[]>
}

/** Writes secrets: what operators do, never a function. */
export interface SecretsAdmin {
  readonly putSigner: (passTypeIdentifier: string, signer: StoredSigner) => Promise<void>
  /** Replaces the API keys by what `change` makes of them. A change of somebody else meanwhile is not lost: `change` runs again. */
  readonly changeApiKeys: (change: (keys: readonly StoredApiKey[]) => readonly StoredApiKey[]) => Promise<void>
}
