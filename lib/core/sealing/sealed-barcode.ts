/** Seals barcodes: signs what they say, so that a scanner believes it without asking anybody. */
import { ed25519 } from '@noble/curves/ed25519.js'
import type { Bytes } from '../bytes.ts'
import { claimsBytes, type SealBarcode } from './claims.ts'
import { sealedMessage, signedBytes } from './envelope.ts'

/** A key that barcodes are sealed with. */
export interface BarcodeKey {
  /** A number from 1 to 255, as text. */
  readonly id: string
  /** The seed of an Ed25519 key: 32 bytes (RFC 8032, section 5.1.5). */
  readonly seed: Bytes
}

/** The public half of a key: 32 bytes. */
export const publicKeyOf = ({ seed }: BarcodeKey): Bytes => new Uint8Array(ed25519.getPublicKey(seed))

/** Seals with a key. Ed25519 takes no random numbers: the same claims make the same message. */
export const sealWith =
  ({ id: keyId, seed }: BarcodeKey): SealBarcode =>
  (claims) => {
    const payload = claimsBytes(claims)
    const signature = new Uint8Array(ed25519.sign(signedBytes(keyId, payload), seed))
    return sealedMessage({ keyId, payload, signature })
  }

/** Whether a signature is that of a key. */
export const isSignedBy = (publicKey: Bytes, signed: Uint8Array, signature: Bytes): boolean => {
  try {
    // As RFC 8032 has it, not as ZIP 215, which lets more pass.
    return ed25519.verify(signature, signed, publicKey, { zip215: false })
  } catch {
    return false
  }
}

/** A message as long as a sealed one, which no scanner takes: to look at a pass without having a key. */
export const specimenOf: SealBarcode = (claims) =>
  sealedMessage({ keyId: '0', payload: claimsBytes(claims), signature: new Uint8Array(64) })
