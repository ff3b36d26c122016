/**
 * What a sealed barcode says, as the claims of a CBOR Web Token (RFC 8392): registered claims by their numbers, and the
 * values of the template by their names.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { type Bytes, copyBytes } from '../bytes.ts'
import type { Json } from '../format/json.ts'

/** What a sealed barcode says. */
export interface BarcodeClaims {
  /** Whom it is for: the scanners of one kind. */
  readonly audience: string
  /** Which pass it is of: 8 bytes that only this pass has. */
  readonly id: Bytes
  /** Whole seconds since 1970, of which this is the first that it is good in. Default: any time. */
  readonly validFrom?: number
  /** Whole seconds since 1970, of which this is the first that it is good in no more. Default: for ever. */
  readonly validUntil?: number
  /** What else it says, by name. */
  readonly values: Readonly<Record<string, Json>>
}

/** Makes the message of a barcode of what it is to say. */
export type SealBarcode = (claims: BarcodeClaims) => string

/** The bytes of an id. */
export const idBytes = 8

/** @see https://www.rfc-editor.org/rfc/rfc8392#section-4 */
const numbers = { audience: 3, validUntil: 4, validFrom: 5, id: 7 } as const

/** The claims as bytes: the same for the same claims, by the core rules of RFC 8949, section 4.2.1. */
export const claimsBytes = ({ audience, id, validFrom, validUntil, values }: BarcodeClaims): Bytes => {
  const claims = new Map<number | string, unknown>([
    [numbers.audience, audience],
    [numbers.id, id],
    ...Object.entries(values),
  ])
  if (validFrom !== undefined) claims.set(numbers.validFrom, validFrom)
  if (validUntil !== undefined) claims.set(numbers.validUntil, validUntil)
  return copyBytes(encode(claims, rfc8949EncodeOptions))
}

/** Nothing that JSON has no word for, and no name twice. */
const strictly = {
  ...{ strict: true, useMaps: true, rejectDuplicateMapKeys: true },
  ...{ allowIndefinite: false, allowUndefined: false, allowInfinity: false, allowNaN: false, allowBigInt: false },
}

/** One item of CBOR, with its maps as `Map`. @throws Error for what is none, for anything behind it, and for what JSON lacks */
export const readCbor = (bytes: Uint8Array): unknown => decode(bytes, strictly)

const asJson = (value: unknown): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map(asJson)
  if (value instanceof Map) return objectOf(value)
  throw new TypeError('a claim is nothing that JSON has')
}

const objectOf = (map: ReadonlyMap<unknown, unknown>): Record<string, Json> =>
  Object.fromEntries(
    Array.from(map, ([name, value]) => {
      if (typeof name === 'string') return [name, asJson(value)]
      throw new TypeError('a name is no text')
    }),
  )

const isMoment = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === 'number' && Number.isFinite(value))

/** Claims that we do not know are not ours to judge: RFC 8392, section 3, has them ignored. */
const readClaims = (bytes: Bytes): BarcodeClaims | undefined => {
  const claims = readCbor(bytes)
  if (!(claims instanceof Map)) return undefined
  const map: ReadonlyMap<unknown, unknown> = claims
  const { audience, validFrom, validUntil, id } = {
    ...{ audience: map.get(numbers.audience), id: map.get(numbers.id) },
    ...{ validFrom: map.get(numbers.validFrom), validUntil: map.get(numbers.validUntil) },
  }
  if (typeof audience !== 'string' || !(id instanceof Uint8Array)) return undefined
  if (!(isMoment(validFrom) && isMoment(validUntil))) return undefined
  const values = objectOf(new Map(Array.from(map).filter(([name]) => typeof name === 'string')))
  return {
    ...{ audience, id: copyBytes(id), values },
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  }
}

/** The claims of some bytes; undefined if they are none. */
export const claimsOf = (bytes: Bytes): BarcodeClaims | undefined => {
  try {
    return readClaims(bytes)
  } catch {
    return undefined
  }
}
