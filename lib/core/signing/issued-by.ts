/** Whether one certificate was issued by another: by its key identifiers, and by the signature on it. */
import { type AppleAuthority, appleAuthorityByKey } from './apple.ts'
import type { ParsedCertificate, PassCertificate } from './certificate.ts'
import { verifiesWithKey } from './verify-with-key.ts'

/** Whether the subject key identifier above is the authority key identifier below; where one is missing, the names. */
export const namesIssuer = (below: PassCertificate, above: PassCertificate): boolean => {
  const { authorityKeyIdentifier } = below
  const { subjectKeyIdentifier } = above
  if (authorityKeyIdentifier === undefined || subjectKeyIdentifier === undefined) {
    return below.issuerName === above.subjectName
  }
  return authorityKeyIdentifier === subjectKeyIdentifier
}

/** Whether the key above verifies the signature on the certificate below. False for anything that cannot be verified. */
export const isSignedBy = (below: ParsedCertificate, above: ParsedCertificate): Promise<boolean> => {
  const { signatureAlgorithm: algorithm, signature, signedPart: data } = below.x509
  return verifiesWithKey(above.x509.publicKey, { algorithm, signature, data })
}

/** Apple's authority that a certificate names as its issuer. */
const appleIssuerOf = ({ authorityKeyIdentifier }: PassCertificate): AppleAuthority | undefined =>
  authorityKeyIdentifier === undefined ? undefined : appleAuthorityByKey(authorityKeyIdentifier)

/** Which intermediate a certificate needs, as a sentence. */
export const issuerAdvice = (certificate: PassCertificate): string => {
  const authority = appleIssuerOf(certificate)
  if (!authority) return `Give the certificate of its issuer, "${certificate.issuerName}".`
  return `It was issued by Apple's ${authority.name}${authority.url ? `: ${authority.url}` : ''}.`
}
