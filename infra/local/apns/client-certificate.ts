/** What the certificate of a client says, looked at once a connection. */
import { X509Certificate } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import { copyBytes } from '../../../lib/core/bytes.ts'
import { readCertificate } from '../../../lib/core/signing/certificate.ts'

/** A client as its certificate tells. */
export type Client =
  | { readonly kind: 'nobody' }
  /** `topic`: the one that it may push to, the UID of its subject; `trusted`: issued by whom we know, for pushing, valid. */
  | { readonly kind: 'certificate'; readonly topic: string | undefined; readonly trusted: boolean }

const blocks = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates in PEM texts. */
export const certificatesIn = (pems: readonly string[]): readonly X509Certificate[] =>
  pems.flatMap((pem) => pem.match(blocks) ?? []).map((block) => new X509Certificate(block))

const isBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

/**
 * Who is at the other end.
 *
 * @param issuers who is trusted; an intermediate among them will do without its root
 * @param now milliseconds since 1970
 */
export const clientOf = (socket: unknown, issuers: readonly X509Certificate[], now: number): Client => {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  if (!(certificate && socket instanceof TLSSocket)) return { kind: 'nobody' }
  const { subject, apnsMarker, notBefore, notAfter } = readCertificate(copyBytes(certificate.raw))
  const isValid = notBefore.getTime() <= now && now <= notAfter.getTime()
  const isKnown = socket.authorized || issuers.some((issuer) => isBy(certificate, issuer))
  return { kind: 'certificate', topic: subject.userId, trusted: isKnown && isValid && apnsMarker }
}
