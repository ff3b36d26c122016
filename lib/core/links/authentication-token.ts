/**
 * The authentication token of a pass, by which Wallet proves that it holds the pass: `<key id>.<issue>.<mac>`. It is
 * recognized without being stored, and rebuilds of a pass repeat it.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass for `authenticationToken`, 16 characters or more
 */
import { TokenError } from '../errors.ts'
import { toBase64url } from './base64url.ts'
import { hasKey, macOf, type RootKeys } from './keys.ts'
import type { PassIdentity } from './pass-identity.ts'
import { sameSecret } from './same-secret.ts'

/** What a record keeps of its token. */
export interface TokenSource {
  /** The key that it is made with: a number from 1 to 255, as text. */
  readonly keyId: string
  /** Random text of the record's creation: 16 to 64 characters of base64url. Another one revokes the token. */
  readonly issue: string
}

const issuePattern = /^[A-Za-z0-9_-]{16,64}$/
const tokenPattern = /^(?<keyId>[1-9]\d{0,2})\.(?<issue>[A-Za-z0-9_-]{16,64})\.[A-Za-z0-9_-]{43}$/

/** Longer than any token: what is longer is not even looked at. */
const mostCharacters = 112

/** The key that a token says it was made with, true or not; undefined for what is no token at all. */
export const tokenKeyId = (token: string): string | undefined =>
  token.length > mostCharacters ? undefined : tokenPattern.exec(token)?.groups?.keyId

/**
 * Makes the token of a pass.
 *
 * @throws TokenError `token/content-invalid` for an issue that is not 16 to 64 characters of base64url;
 *   `token/key-missing`, `token/key-invalid`
 */
export const makeAuthenticationToken = (
  ring: RootKeys,
  { passTypeIdentifier, serialNumber }: PassIdentity,
  { keyId, issue }: TokenSource,
): string => {
  if (!issuePattern.test(issue))
    throw new TokenError('token/content-invalid', 'the issue of a token is 16 to 64 characters of base64url')
  const mac = macOf(ring, keyId, 'authentication-token', [keyId, passTypeIdentifier, serialNumber, issue])
  return `${keyId}.${issue}.${toBase64url(mac)}`
}

/**
 * What a token was made of; undefined for any text that is no token of this pass. It says nothing about whether there is
 * such a pass: whoever then reads the record compares the issue with the record's own.
 *
 * @throws TokenError `token/key-invalid` if the key that the token names is too short
 */
export const readAuthenticationToken = (ring: RootKeys, pass: PassIdentity, token: string): TokenSource | undefined => {
  if (token.length > mostCharacters) return undefined
  const { keyId = '', issue = '' } = tokenPattern.exec(token)?.groups ?? {}
  if (!hasKey(ring, keyId)) return undefined
  return sameSecret(makeAuthenticationToken(ring, pass, { keyId, issue }), token) ? { keyId, issue } : undefined
}
