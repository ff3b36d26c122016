/**
 * Download links: `<header and MAC, in base64url>.<serial number>`, at most 111 characters. Who made a link, for which
 * pass and until when is known before anything is read.
 */
import { type Bytes, sameBytes } from '../bytes.ts'
import { isSerialNumber } from '../format/identifiers.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { hasKey, macOf, type RootKeys } from './keys.ts'
import {
  assertMoment,
  headerBytes,
  issueMark,
  type LinkHeader,
  namedTypes,
  readHeader,
  writeHeader,
} from './link-header.ts'
import type { PassIdentity } from './pass-identity.ts'
import { sameSecret } from './same-secret.ts'

/** What a link is made of. Times in whole seconds since 1970. */
export interface LinkContent extends PassIdentity {
  /** The record's: a record that is created anew, or gets a new issue, no longer answers to its old links. */
  readonly issue: string
  readonly issuedAt: number
  /** From then on the link is expired. At most 4,294,967,295. */
  readonly expiresAt: number
}

/** A link of ours. Whether its pass is still there and has the same issue, only the record can tell. */
export interface GoodLink extends PassIdentity {
  readonly kind: 'good'
  /** Whole seconds since 1970. */
  readonly issuedAt: number
  /** Whole seconds since 1970. */
  readonly expiresAt: number
  /** To be compared by {@link matchesIssue}. */
  readonly issue: Bytes
}

/**
 * What a link turns out to be.
 * - `forged`: no text that we made, or with a key or for a pass type that we no longer have
 * - `expired`: ours, but its time (whole seconds since 1970) is over
 */
export type LinkReading =
  | GoodLink
  | { readonly kind: 'forged' }
  | { readonly kind: 'expired'; readonly expiresAt: number }

const forged: LinkReading = { kind: 'forged' }

/** Half of HMAC-SHA-256, which is as much as a truncated MAC must keep (RFC 2104 section 5). */
const macBytes = 16

/** What comes before the dot, in characters. */
const prefixCharacters = Math.ceil(((headerBytes + macBytes) * 4) / 3)

const encode = (ring: RootKeys, { passTypeIdentifier, serialNumber }: PassIdentity, content: LinkHeader): string => {
  const header = writeHeader(content, passTypeIdentifier)
  const mac = macOf(ring, content.keyId, 'link', [header, passTypeIdentifier, serialNumber])
  return `${toBase64url(Uint8Array.of(...header, ...mac.subarray(0, macBytes)))}.${serialNumber}`
}

/**
 * Makes a link with the current key.
 *
 * @throws TokenError `token/content-invalid` for a time that is no number of whole seconds from 0 to 4,294,967,295;
 *   `token/key-missing`, `token/key-invalid`
 */
export const makeLink = (ring: RootKeys, content: LinkContent): string => {
  const { issue, issuedAt, expiresAt } = content
  assertMoment(issuedAt)
  assertMoment(expiresAt)
  return encode(ring, content, { keyId: ring.current, issuedAt, expiresAt, issue: issueMark(issue) })
}

const partsOf = (token: string): { readonly bytes: Bytes; readonly serialNumber: string } | undefined => {
  if (token[prefixCharacters] !== '.') return undefined
  const bytes = fromBase64url(token.slice(0, prefixCharacters))
  return bytes && { bytes, serialNumber: token.slice(prefixCharacters + 1) }
}

/** The key that a link says it was made with, true or not; undefined for what is no link at all. */
export const linkKeyId = (token: string): string | undefined => {
  const parts = partsOf(token)
  return parts && readHeader(parts.bytes).keyId
}

/**
 * Reads a link. What is forged is said to be forged even if it would be expired: nobody learns anything from a false link.
 *
 * @param passTypeIdentifiers those that links may be for
 * @param now whole seconds since 1970
 * @throws TokenError `token/key-invalid` if the key that the link names is too short
 */
export const readLink = (
  ring: RootKeys,
  passTypeIdentifiers: readonly string[],
  token: string,
  now: number,
): LinkReading => {
  const { bytes, serialNumber } = partsOf(token) ?? {}
  if (!(bytes && isSerialNumber(serialNumber))) return forged
  const header = readHeader(bytes)
  if (!hasKey(ring, header.keyId)) return forged
  const { issuedAt, expiresAt, issue } = header
  for (const passTypeIdentifier of namedTypes(bytes, passTypeIdentifiers)) {
    // Written anew from what it says, a link that is ours is the very same text, to the last bit.
    if (!sameSecret(encode(ring, { passTypeIdentifier, serialNumber }, header), token)) continue
    if (expiresAt <= now) return { kind: 'expired', expiresAt }
    return { kind: 'good', passTypeIdentifier, serialNumber, issuedAt, expiresAt, issue }
  }
  return forged
}

/** Whether what a link says of an issue is said of this one; if not, the link was revoked. */
export const matchesIssue = (link: Pick<GoodLink, 'issue'>, issue: string): boolean =>
  sameBytes(link.issue, issueMark(issue))
