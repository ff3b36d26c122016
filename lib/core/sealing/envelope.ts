/**
 * The envelope of a sealed barcode: `COSE_Sign1` (RFC 9052, section 4.2) with EdDSA, as Base45 behind a prefix that tells what
 * it is.
 */
import { encode } from 'cborg'
import { type Bytes, copyBytes, joinBytes, sameBytes, utf8 } from '../bytes.ts'
import { fromBase45, toBase45 } from './base45.ts'
import { readCbor } from './claims.ts'
import { sealedPrefix } from './prefix.ts'

/** The tag of COSE_Sign1, 18, as the byte that CBOR makes of it. */
const tag = 0xd2

/** @see https://www.rfc-editor.org/rfc/rfc9052#section-3.1 and https://www.rfc-editor.org/rfc/rfc9053#section-2.2 */
const headers = { algorithm: 1, keyId: 4 } as const
const edDsa = -8

const signatureBytes = 64

/** More characters than any barcode holds: a QR code of version 40 has 4,296 of these. */
const mostCharacters = 4300

const keyIdPattern = /^\d{1,3}$/

/** A sealed barcode, taken apart; nothing of it was verified. */
export interface Envelope {
  readonly keyId: string
  readonly payload: Bytes
  readonly signature: Bytes
}

/** Which key signed, and how: a part of what is signed. */
const protectedHeader = (keyId: string): Uint8Array =>
  encode(
    new Map<number, unknown>([
      [headers.algorithm, edDsa],
      [headers.keyId, utf8(keyId)],
    ]),
  )

/** What the signature is made over: RFC 9052, section 4.4. */
export const signedBytes = (keyId: string, payload: Bytes): Uint8Array =>
  encode(['Signature1', protectedHeader(keyId), new Uint8Array(), payload])

/** The message of a barcode. */
export const sealedMessage = ({ keyId, payload, signature }: Envelope): string => {
  const envelope = encode([protectedHeader(keyId), new Map(), payload, signature])
  return sealedPrefix + toBase45(joinBytes([[tag], envelope]))
}

const keyIdOf = (header: Uint8Array): string | undefined => {
  const members = readCbor(header)
  const given: unknown = members instanceof Map ? members.get(headers.keyId) : undefined
  if (!(given instanceof Uint8Array)) return undefined
  const keyId = String.fromCharCode(...given.subarray(0, 4))
  // There is one way to write it, so that nothing is signed that is not looked at.
  return keyIdPattern.test(keyId) && sameBytes(header, protectedHeader(keyId)) ? keyId : undefined
}

const readEnvelope = (bytes: Bytes): Envelope | undefined => {
  const parts = bytes[0] === tag ? readCbor(bytes.subarray(1)) : undefined
  if (!Array.isArray(parts) || parts.length !== 4) return undefined
  const [header, unsigned, payload, signature]: readonly unknown[] = parts
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array))
    return undefined
  if (!(unsigned instanceof Map && unsigned.size === 0 && signature.length === signatureBytes)) return undefined
  const keyId = keyIdOf(header)
  return keyId === undefined ? undefined : { keyId, payload: copyBytes(payload), signature: copyBytes(signature) }
}

/** The envelope of a message; undefined for any text that is none. */
export const envelopeOf = (message: string): Envelope | undefined => {
  if (message.length > mostCharacters || !message.startsWith(sealedPrefix)) return undefined
  const bytes = fromBase45(message.slice(sealedPrefix.length))
  try {
    return bytes && readEnvelope(bytes)
  } catch {
    return undefined
  }
}
