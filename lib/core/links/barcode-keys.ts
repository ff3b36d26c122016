/**
 * The keys of sealed barcodes: one for each root key of their ring, and what scanners are told of them, a JWK Set
 * (RFC 7517) of Ed25519 keys (RFC 8037).
 */
import type { SealBarcode } from '../sealing/claims.ts'
import { type BarcodeKey, publicKeyOf, sealWith } from '../sealing/sealed-barcode.ts'
import { toBase64url } from './base64url.ts'
import { type RootKeys, seedOf } from './keys.ts'

/** The public half of a key, as RFC 8037 has it. */
export interface BarcodeJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly alg: 'EdDSA'
  readonly use: 'sig'
  /** The id of the key. */
  readonly kid: string
  /** The public key, 32 bytes in base64url. */
  readonly x: string
}

/** What scanners know of the keys. */
export interface BarcodeKeySet {
  readonly keys: readonly BarcodeJwk[]
  /** The ids of keys that were retired: what they have sealed is refused. Whoever knows only RFC 7517 passes over it. */
  readonly retired: readonly string[]
}

/**
 * A key of the ring.
 *
 * @throws TokenError `token/key-missing`, or `token/key-invalid` for an id that is none and for a short key
 */
const barcodeKey = (ring: RootKeys, id: string): BarcodeKey => ({
  id,
  seed: seedOf(ring, id, 'sealed-barcode'),
})

/**
 * What seals barcodes with a key of the ring: for `template.fill`.
 *
 * @param id default: that of the current one
 * @throws TokenError `token/key-missing`, or `token/key-invalid` for an id that is none and for a short key
 */
export const makeBarcodeSealer = (ring: RootKeys, id: string = ring.current): SealBarcode =>
  sealWith(barcodeKey(ring, id))

/** What scanners are to know of a ring, each key that may come to seal among it. */
export const barcodeKeySet = (ring: RootKeys, retired: readonly string[]): BarcodeKeySet => ({
  keys: Array.from(ring.keys.keys(), (kid) => ({
    ...({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid } as const),
    x: toBase64url(publicKeyOf(barcodeKey(ring, kid))),
  })),
  retired,
})
