/** A signer as what a TLS connection authenticates with. */
import { X509Certificate } from 'node:crypto'
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import type { StoredSigner } from '../../ports/secrets.ts'
import { ServiceError } from '../../service/errors.ts'

const unusable = (passTypeIdentifier: string, what: string, cause?: unknown): ServiceError =>
  new ServiceError('signer/unusable', `the signer of ${passTypeIdentifier} cannot push: ${what}`, { cause })

/**
 * Makes it, once for all connections of a signer.
 *
 * @param extraRoots PEM text; who is trusted besides the roots that Node brings
 * @throws ServiceError `signer/unusable` if certificate and key cannot be used
 */
export const credentialsOf = (
  passTypeIdentifier: string,
  { certificate, key, intermediate }: StoredSigner,
  extraRoots: string | undefined,
): SecureContext => {
  try {
    return createSecureContext({
      cert: `${certificate}\n${intermediate}`,
      key,
      minVersion: 'TLSv1.2',
      // Roots that are given take the place of Node's own.
      ...(extraRoots && { ca: [...rootCertificates, extraRoots] }),
    })
  } catch (cause) {
    throw unusable(
      passTypeIdentifier,
      'its certificate, key and intermediate do not go together; upload them anew',
      cause,
    )
  }
}

/**
 * Throws for a certificate that has run out: APNs would turn the connection away.
 *
 * @param now milliseconds since 1970
 * @throws ServiceError `signer/unusable`
 */
export const assertNotExpired = (passTypeIdentifier: string, { certificate }: StoredSigner, now: number): void => {
  const { validTo } = new X509Certificate(certificate)
  if (Date.parse(validTo) < now) throw unusable(passTypeIdentifier, 'its certificate has expired; upload a renewed one')
}
