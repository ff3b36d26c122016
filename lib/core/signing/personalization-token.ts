/**
 * Personalization tokens: what a device sends with the form of a personalizable pass, and wants back signed. Whoever may
 * have any text signed could have the manifest of a forged pass signed; so a token may not be just any text.
 *
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
import { type Bytes, utf8 } from '../bytes.ts'
import { PersonalizationError } from '../errors.ts'
import type { SignatureReport } from './report.ts'
import type { Signer } from './signer.ts'
import { type VerifyInput, verifySignature } from './verify.ts'

/** Letters, digits and what base64 and lists of such texts are joined with: no braces and no quotes, so no JSON. */
const tokenPattern = /^[A-Za-z0-9+/=_.:-]{1,512}$/

/**
 * Makes sure that a text is a token that may be signed: 1 to 512 of the characters `A-Z a-z 0-9 + / = _ . : -`.
 *
 * @throws PersonalizationError `personalization/token-refused`; its message does not repeat the text
 */
export const assertPersonalizationToken = (token: string): void => {
  if (tokenPattern.test(token)) return
  const message = 'the personalization token is not 1 to 512 letters, digits and + / = _ . : -'
  throw new PersonalizationError('personalization/token-refused', `${message}: nothing else is signed`)
}

/**
 * Signs a personalization token: its UTF-8 bytes as they are, in the way in which a manifest is signed. Returns a detached
 * CMS in DER, to be answered as `application/octet-stream`.
 *
 * @throws PersonalizationError `personalization/token-refused`; nothing is signed then. SignerError as `Signer.sign`
 */
export const signPersonalizationToken = async (
  signer: Pick<Signer, 'sign'>,
  token: string,
  signingTime: Date,
): Promise<Bytes> => {
  assertPersonalizationToken(token)
  return await signer.sign(utf8(token), signingTime)
}

/** What {@link verifyPersonalizationSignature} takes. */
export interface PersonalizationSignatureInput extends Omit<VerifyInput, 'content'> {
  /** The token that was sent. */
  readonly token: string
}

/**
 * Verifies the signature over a token as that of a pass: container, digest, signing time, chain to a trusted root and
 * Apple's rules for pass certificates. Whatever is wrong with it is a finding.
 *
 * @throws SignerError `signer/certificate-unreadable` if a root to trust cannot be read
 */
export const verifyPersonalizationSignature = ({
  token,
  ...input
}: PersonalizationSignatureInput): Promise<SignatureReport> => verifySignature({ ...input, content: utf8(token) })
