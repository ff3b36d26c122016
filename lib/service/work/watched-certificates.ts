/** The certificates that a pass type relies on. */
import { SignerError } from '../../core/errors.ts'
import { openCertificate } from '../../core/signing/certificate.ts'
import { type StoredSigner, type StoredSigners, signersAt } from '../../ports/secrets.ts'

/** A certificate that somebody has to renew in good time. */
interface WatchedCertificate {
  /** Of which signer, and which of its two: what follows `next-` is of the signer that is to take over. */
  readonly name: 'pass' | 'intermediate' | 'next-pass' | 'next-intermediate'
  /** In lowercase hexadecimal. */
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly notAfter: number
}

type Names = readonly [leaf: WatchedCertificate['name'], intermediate: WatchedCertificate['name']]

/** What a signer signs with, as far as it can be read. What cannot is refused, and told, where it is to sign. */
const certificatesOf = (
  { certificate, intermediate }: StoredSigner,
  [leaf, issuer]: Names,
): readonly WatchedCertificate[] => {
  try {
    return [
      { name: leaf, facts: openCertificate(certificate, 'certificate').facts },
      { name: issuer, facts: openCertificate(intermediate, 'intermediate certificate').facts },
    ].map(({ name, facts: { sha256, notAfter } }) => ({ name, sha256, notAfter: notAfter.getTime() }))
  } catch (error) {
    if (error instanceof SignerError) return []
    throw error
  }
}

const endOf = (certificates: readonly WatchedCertificate[]): number =>
  Math.min(...certificates.map(({ notAfter }) => notAfter))

/**
 * The certificates of the signer that signs now, and of the one that is to take over. What is replaced before it expires by one that is
 * good for longer need not be looked after any more.
 *
 * @param now milliseconds since 1970
 */
export const watchedCertificates = (stored: StoredSigners, now: number): readonly WatchedCertificate[] => {
  const { current, next } = signersAt(stored, now)
  const present = certificatesOf(current, ['pass', 'intermediate'])
  if (!next) return present
  const coming = certificatesOf(next.signer, ['next-pass', 'next-intermediate'])
  const isReplaced = coming.length > 0 && next.from <= endOf(present) && endOf(coming) > endOf(present)
  return isReplaced ? coming : [...present, ...coming]
}
