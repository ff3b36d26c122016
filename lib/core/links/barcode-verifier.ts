/** What a scanner does with a sealed barcode: tells whether it is one of ours, for this door and this hour. */
import { type Bytes, hex } from '../bytes.ts'
import { isObject, type Json } from '../format/json.ts'
import { type BarcodeClaims, claimsOf } from '../sealing/claims.ts'
import { envelopeOf, signedBytes } from '../sealing/envelope.ts'
import { isSignedBy } from '../sealing/sealed-barcode.ts'
import { fromBase64url } from './base64url.ts'

/** What a sealed barcode says. */
export interface SealedContents {
  /** 16 hexadecimal digits that every barcode of one pass has, and no other pass: what a list of seen ones holds. */
  readonly id: string
  /** Whom it is for. */
  readonly audience: string
  /** The values that the template chose, by name. One that the record lacks is missing. */
  readonly values: Readonly<Record<string, Json>>
  /** Not before. Default: any time. */
  readonly validFrom?: Date
  /** From then on no more. Default: for ever. */
  readonly validUntil?: Date
  /** Which key has sealed it. */
  readonly keyId: string
}

/**
 * Why a barcode is refused:
 *
 * - `malformed`: it is no sealed barcode, or was read wrong
 * - `key-unknown`: it names a key that is not in the key set: load the key set anew
 * - `key-retired`: it names a key that is not trusted any more
 * - `forged`: the signature is not that of the key
 * - `wrong-audience`: it is for others
 * - `not-yet-valid`, `expired`: it is not its time
 */
export type BarcodeRefusal =
  | 'malformed'
  | 'key-unknown'
  | 'key-retired'
  | 'forged'
  | 'wrong-audience'
  | 'not-yet-valid'
  | 'expired'

/** What came of looking at a barcode. Where its signature is good, `barcode` tells what it says, refused or not. */
export type BarcodeOutcome =
  | { readonly ok: true; readonly barcode: SealedContents }
  | { readonly ok: false; readonly reason: BarcodeRefusal; readonly barcode?: SealedContents }

/** For whom a scanner looks. */
export interface ScannerOptions {
  /** The audience that the template names. */
  readonly audience: string
  /** How far the clock of the scanner may be off, in seconds. Default: 0. */
  readonly leeway?: number
}

/** Looks at the text of a scanned barcode. @param now default: now */
export type VerifyBarcode = (message: string, now?: Date) => BarcodeOutcome

interface Keys {
  readonly keys: ReadonlyMap<string, Bytes>
  readonly retired: ReadonlySet<string>
}

const publicKeyBytes = 32

/** A key of another kind is passed over, as RFC 7517, section 5, has it. */
const publicKey = (jwk: unknown): readonly [id: string, key: Bytes] | undefined => {
  if (!isObject(jwk) || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') return undefined
  const { kid, x } = jwk
  const key = typeof x === 'string' ? fromBase64url(x) : undefined
  return typeof kid === 'string' && key?.length === publicKeyBytes ? [kid, key] : undefined
}

const readKeySet = (given: unknown): Keys => {
  if (!(isObject(given) && Array.isArray(given.keys)))
    throw new TypeError('the key set is none: give what /.well-known/passwright/keys answers, as JSON')
  const { keys, retired } = given
  const ids: readonly unknown[] = Array.isArray(retired) ? retired : []
  return {
    keys: new Map(keys.flatMap((jwk: unknown) => [publicKey(jwk)].filter((key) => key !== undefined))),
    retired: new Set(ids.filter((id) => typeof id === 'string')),
  }
}

const moment = (seconds: number): Date => new Date(seconds * 1000)

const contentsOf = (keyId: string, { id, audience, values, validFrom, validUntil }: BarcodeClaims): SealedContents => ({
  ...{ id: hex(id), audience, values },
  ...(validFrom === undefined ? {} : { validFrom: moment(validFrom) }),
  ...(validUntil === undefined ? {} : { validUntil: moment(validUntil) }),
  keyId,
})

const refused = (reason: BarcodeRefusal, barcode?: SealedContents): BarcodeOutcome => ({
  ...{ ok: false, reason },
  ...(barcode && { barcode }),
})

/** Why a barcode whose signature is good is refused all the same; undefined for a good one. */
const refusalOf = (
  claims: BarcodeClaims,
  { audience, leeway = 0 }: ScannerOptions,
  now: Date,
): BarcodeRefusal | undefined => {
  const { validFrom = Number.NEGATIVE_INFINITY, validUntil = Number.POSITIVE_INFINITY } = claims
  const seconds = now.getTime() / 1000
  if (claims.audience !== audience) return 'wrong-audience'
  if (seconds + leeway < validFrom) return 'not-yet-valid'
  return seconds - leeway < validUntil ? undefined : 'expired'
}

/**
 * Makes what a scanner verifies with. It asks nobody: load the key set while there is a network, and again at least once a
 * day. It cannot tell a barcode from its copy: see to that with a list of the ids that were seen.
 *
 * @param keySet what `/.well-known/passwright/keys` answers, parsed
 * @throws TypeError if the key set is none
 * @example
 * ```ts
 * const verify = makeBarcodeVerifier(keySet, { audience: 'gate' })
 * const outcome = verify(scannedText)
 * if (!outcome.ok) refuse(outcome.reason)
 * else if (seen.has(outcome.barcode.id)) refuse('used')
 * else seen.add(outcome.barcode.id)
 * ```
 */
export const makeBarcodeVerifier = (keySet: unknown, options: ScannerOptions): VerifyBarcode => {
  const { keys, retired } = readKeySet(keySet)
  return (message, now = new Date()) => {
    const envelope = envelopeOf(message)
    if (!envelope) return refused('malformed')
    const { keyId, payload, signature } = envelope
    if (retired.has(keyId)) return refused('key-retired')
    const key = keys.get(keyId)
    if (!key) return refused('key-unknown')
    if (!isSignedBy(key, signedBytes(keyId, payload), signature)) return refused('forged')
    const claims = claimsOf(payload)
    if (!claims) return refused('malformed')
    const barcode = contentsOf(keyId, claims)
    const reason = refusalOf(claims, options, now)
    return reason ? refused(reason, barcode) : { ok: true, barcode }
  }
}
