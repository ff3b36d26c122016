/** A signer as what a TLS connection authenticates with. */
import { X509Certificate } from 'node:crypto'
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import { SignerError } from '../../core/errors.ts'
import type { StoredSigner } from '../../ports/secrets.ts'
import { ServiceError } from '../../service/errors.ts'

/** What all connections of a signer authenticate with. */
export interface Credentials {
  readonly context: SecureContext
  /** Until when the certificate is valid, in milliseconds since 1970. */
  readonly validTo: number
}

const unusable = (passTypeIdentifier: string, what: string, cause?: unknown): ServiceError =>
  new ServiceError('signer/unusable', `the signer of ${passTypeIdentifier} cannot push: ${what}`, { cause })

/**
 * Makes it.
 *
 * @param extraRoots PEM text; who is trusted besides the roots that Node brings
 * @throws ServiceError `signer/unusable` if certificate and key cannot be used
 */
export const credentialsOf = (
  passTypeIdentifier: string,
  { certificate, key, intermediate }: StoredSigner,
  extraRoots: string | undefined,
): Credentials => {
  try {
    const context = createSecureContext({
      cert: `${certificate}\n${intermediate}`,
      key,
      minVersion: 'TLSv1.2',
      // Roots that are given take the place of Node's own.
      ...(extraRoots && { ca: [...rootCertificates, extraRoots] }),
    })
    return { context, validTo: Date.parse(new X509Certificate(certificate).validTo) }
  } catch (cause) {
    const what = 'its certificate, key and intermediate are unreadable, or do not go together; upload them anew'
    throw unusable(passTypeIdentifier, what, cause)
  }
}

/**
 * Throws for a certificate that has run out: APNs would turn the connection away.
 *
 * @param now milliseconds since 1970
 * @throws ServiceError `signer/unusable`
 */
export const assertNotExpired = (passTypeIdentifier: string, { validTo }: Credentials, now: number): void => {
  if (validTo >= now) return
  const what = `its certificate expired at ${new Date(validTo).toISOString()}`
  const todo = 'renew it, and put it in with passwright signer renew'
  throw unusable(passTypeIdentifier, `${what}; ${todo}`, new SignerError('signer/expired', what))
}
