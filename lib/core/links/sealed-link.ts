/**
 * Sealed links, in base64url: a header in the open, and encrypted with it (AES-256-GCM) what the link leads to. Passes of
 * templates travel in them with their values, so that nothing need be stored before somebody fetches one.
 */
import { type Bytes, joinBytes, utf8 } from '../bytes.ts'
import { TokenError } from '../errors.ts'
import type { PassTypeIdentifier } from '../format/identifiers.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { cipherKeyOf, hasKey, macOf, type RootKeys } from './keys.ts'
import {
  assertMoment,
  type CommonHeader,
  commonHeaderBytes,
  linkVersions,
  namedTypes,
  readCommonHeader,
  writeCommonHeader,
} from './link-header.ts'
import { type CarriedEntry, type LinkEntry, readSealedContents, writeSealedContents } from './sealed-contents.ts'
import { enrolmentSerial, sealedSerial } from './sealed-serial.ts'

/** What a sealed link is for: passes that it leads to, or one for everybody who follows it. */
export type SealedKind = 'sealed' | 'enrolment'

/** What a sealed link is made of. */
export interface SealedContent extends CommonHeader {
  readonly kind: SealedKind
  /** One to ten; of an enrolment one, of a template and without a serial number. */
  readonly entries: readonly CarriedEntry[]
}

/** A sealed link of ours. What became of its passes since, only the records can tell. */
export interface SealedLink extends CommonHeader {
  readonly kind: SealedKind
  /** That of an enrolment has the serial number that the link is revoked under. */
  readonly entries: readonly LinkEntry[]
}

/** What a sealed link turns out to be: as `LinkReading`. */
export type SealedReading =
  | { readonly kind: 'good'; readonly link: SealedLink }
  | { readonly kind: 'forged' }
  | { readonly kind: 'expired'; readonly expiresAt: number }

const forged: SealedReading = { kind: 'forged' }

const nonceBytes = 12
const tagBytes = 16
const leastBytes = commonHeaderBytes + nonceBytes + tagBytes

/** The most characters of a sealed link: mail programs and servers take addresses of about two thousand. */
export const mostSealedCharacters = 2000

const cipher = (header: Bytes, passTypeIdentifier: string, iv: Bytes): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: joinBytes([header, utf8(passTypeIdentifier)]),
  tagLength: tagBytes * 8,
})

/** Of header and contents, so that the same make the same link, and no two others share one but by chance. */
const nonceOf = (ring: RootKeys, keyId: string, parts: readonly (string | Bytes)[]): Bytes =>
  macOf(ring, keyId, 'sealed-link-nonce', parts).slice(0, nonceBytes)

/**
 * Makes a sealed link, with the key that it names.
 *
 * @throws TokenError `token/content-invalid` for a time that no header can say, and without entries;
 *   `token/key-missing`, `token/key-invalid`
 */
export const makeSealedLink = async (ring: RootKeys, content: SealedContent): Promise<string> => {
  const { kind, keyId, issuedAt, expiresAt, entries } = content
  assertMoment(issuedAt)
  assertMoment(expiresAt)
  const [first] = entries
  if (!first) throw new TokenError('token/content-invalid', 'a sealed link leads to one pass or more')
  const { passTypeIdentifier } = first
  const header = writeCommonHeader(linkVersions[kind], content, passTypeIdentifier)
  const plain = writeSealedContents(entries, passTypeIdentifier)
  const nonce = nonceOf(ring, keyId, [header, passTypeIdentifier, plain])
  const key = await cipherKeyOf(ring, keyId, 'sealed-link')
  const sealed = await crypto.subtle.encrypt(cipher(header, passTypeIdentifier, nonce), key, plain)
  return toBase64url(joinBytes([header, nonce, new Uint8Array(sealed)]))
}

interface SealedParts {
  readonly kind: SealedKind
  readonly bytes: Bytes
}

const partsOf = (token: string): SealedParts | undefined => {
  if (token.length > mostSealedCharacters) return undefined
  const bytes = fromBase64url(token)
  if (!bytes || bytes.length < leastBytes) return undefined
  const [version, flags] = bytes
  // What a later release may say with a flag is nothing that this one could heed.
  const kind = (['sealed', 'enrolment'] as const).find((known) => linkVersions[known] === version && flags === 0)
  return kind && { kind, bytes }
}

/** The key that a sealed link says it was made with, true or not; undefined for what is no sealed link at all. */
export const sealedLinkKeyId = (token: string): string | undefined => {
  const parts = partsOf(token)
  return parts && readCommonHeader(parts.bytes).keyId
}

const open = async (
  ring: RootKeys,
  bytes: Bytes,
  passTypeIdentifier: PassTypeIdentifier,
): Promise<readonly CarriedEntry[] | undefined> => {
  const header = bytes.slice(0, commonHeaderBytes)
  const body = commonHeaderBytes + nonceBytes
  const key = await cipherKeyOf(ring, readCommonHeader(bytes).keyId, 'sealed-link')
  const algorithm = cipher(header, passTypeIdentifier, bytes.slice(commonHeaderBytes, body))
  const plain = await crypto.subtle.decrypt(algorithm, key, bytes.slice(body)).catch(() => undefined)
  return plain && (await readSealedContents(new Uint8Array(plain), passTypeIdentifier))
}

const whole = (ring: RootKeys, kind: SealedKind, header: CommonHeader, entry: CarriedEntry): LinkEntry => {
  if (entry.kind === 'record') return entry
  const { name } = entry.template
  const made = () =>
    kind === 'enrolment'
      ? enrolmentSerial(ring, header, name, entry.values)
      : sealedSerial(ring, header.keyId, name, entry.values)
  return { ...entry, serialNumber: entry.serialNumber ?? made() }
}

/**
 * Reads a sealed link. What is forged is said to be forged even if it would be expired.
 *
 * @param passTypeIdentifiers those that links may be for
 * @param now whole seconds since 1970
 * @throws TokenError `token/key-invalid` if the key that the link names is too short
 */
export const readSealedLink = async (
  ring: RootKeys,
  passTypeIdentifiers: readonly string[],
  token: string,
  now: number,
): Promise<SealedReading> => {
  const { kind, bytes } = partsOf(token) ?? {}
  if (!(kind && bytes)) return forged
  const header = readCommonHeader(bytes)
  if (!hasKey(ring, header.keyId)) return forged
  for (const type of namedTypes(bytes, passTypeIdentifiers)) {
    const carried = await open(ring, bytes, type)
    if (!carried?.every(({ passTypeIdentifier }) => passTypeIdentifiers.includes(passTypeIdentifier))) continue
    if (header.expiresAt <= now) return { kind: 'expired', expiresAt: header.expiresAt }
    const entries = carried.map((entry) => whole(ring, kind, header, entry))
    return { kind: 'good', link: { kind, ...header, entries } }
  }
  return forged
}
