/** The algorithms of keys and digests: one entry knows everything about one. */
import { oid } from './apple.ts'

/** What a kind of key needs from WebCrypto. */
export interface KeyAlgorithm {
  readonly name: 'RSA' | 'P-256' | 'P-384'
  /** The key's own object identifier: `rsaEncryption` or `id-ecPublicKey`. */
  readonly key: string
  /** The curve's object identifier, for EC keys. */
  readonly curve?: string
  /** For `importKey`, `sign` and `verify`. */
  readonly parameters: Algorithm & { readonly hash: 'SHA-256'; readonly namedCurve?: string }
  /** Makes a new pair of keys; the private one can be exported. */
  readonly generate: () => Promise<CryptoKeyPair>
}

const usages = ['sign', 'verify'] as const

const ec = (name: 'P-256' | 'P-384', curve: string): KeyAlgorithm => ({
  name,
  key: oid.ecPublicKey,
  curve,
  parameters: { name: 'ECDSA', namedCurve: name, hash: 'SHA-256' },
  generate: () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: name }, true, usages),
})

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const rsaSize = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }

/**
 * The keys that sign passes. Apple issues pass certificates for RSA keys of 2048 bits; EC keys are taken because Apple's
 * own builder takes them. The signature's digest is SHA-256 for all.
 */
export const keyAlgorithms = {
  RSA: {
    name: 'RSA',
    key: oid.rsaEncryption,
    parameters: rsa,
    generate: () => crypto.subtle.generateKey({ ...rsa, ...rsaSize }, true, usages),
  },
  'P-256': ec('P-256', '1.2.840.10045.3.1.7'),
  'P-384': ec('P-384', '1.3.132.0.34'),
} as const satisfies Record<string, KeyAlgorithm>

/** The name of a row of {@link keyAlgorithms}. */
export type KeyAlgorithmName = keyof typeof keyAlgorithms

/** The row for a key's object identifiers; undefined for a kind of key that signs no passes. */
export const keyAlgorithmOf = (key: string, curve: string | undefined): KeyAlgorithm | undefined =>
  Object.values<KeyAlgorithm>(keyAlgorithms).find((row) => row.key === key && (!row.curve || row.curve === curve))

const digests: ReadonlyMap<string, string> = new Map([
  [oid.sha1, 'SHA-1'],
  [oid.sha256, 'SHA-256'],
  [oid.sha384, 'SHA-384'],
  [oid.sha512, 'SHA-512'],
])

/** WebCrypto's name of a digest algorithm; undefined for one that a signature may not use. */
export const digestName = (identifier: string): string | undefined => digests.get(identifier)
