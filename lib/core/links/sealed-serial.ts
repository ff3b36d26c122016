/** Serial numbers that sealed links make of their contents: the same contents make the same pass. */

import { isSerialNumber, type SerialNumber } from '../format/identifiers.ts'
import { canonicalJson, type JsonObject } from '../format/json.ts'
import { toBase64url } from './base64url.ts'
import { macOf, type RootKeys } from './keys.ts'
import type { CommonHeader } from './link-header.ts'

const serialBytes = 16

const serialOf = (ring: RootKeys, keyId: string, parts: readonly string[]): SerialNumber => {
  const text = toBase64url(macOf(ring, keyId, 'sealed-serial', parts).subarray(0, serialBytes))
  if (isSerialNumber(text)) return text
  throw new TypeError('a MAC makes no serial number')
}

/**
 * The serial number of a pass of a template with these values: 128 bits that nobody can tell without the key.
 *
 * @throws TokenError `token/key-missing`, `token/key-invalid`
 */
export const sealedSerial = (ring: RootKeys, keyId: string, template: string, values: JsonObject): SerialNumber =>
  serialOf(ring, keyId, [template, canonicalJson(values)])

/** What an enrolment link is revoked under: no pass ever has this serial number. Links of other times have another one. */
export const enrolmentSerial = (
  ring: RootKeys,
  { keyId, issuedAt, expiresAt }: CommonHeader,
  template: string,
  values: JsonObject,
): SerialNumber =>
  serialOf(ring, keyId, [template, canonicalJson(values), 'enrolment', String(issuedAt), String(expiresAt)])
