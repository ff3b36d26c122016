/** Whether a certificate is on a list of revoked ones (RFC 5280, section 5). The lists are given: nothing is fetched. */
import type { CertificateRevocationList } from 'pkijs'
import { SignerError } from '../errors.ts'
import type { Finding } from '../finding.ts'
import type { ParsedCertificate } from './certificate.ts'
import { type PemSubject, readPem } from './pem.ts'
import type { Pki } from './pki.ts'
import { type CheckOutcome, signatureFinding, trustPolicy } from './report.ts'

const subject: PemSubject = {
  name: 'list of revoked certificates',
  code: 'signer/revocation-list-unreadable',
  accepts: ['revocation-list'],
}

const readList = ({ pkijs }: Pki, input: string | Uint8Array): CertificateRevocationList => {
  const { der } = readPem(input, subject)
  try {
    return pkijs.CertificateRevocationList.fromBER(der)
  } catch (cause) {
    throw new SignerError(subject.code, `The ${subject.name} cannot be read: it is damaged. Fetch a new copy.`, {
      cause,
    })
  }
}

/**
 * Reads lists of revoked certificates, each as PEM or DER.
 *
 * @throws SignerError `signer/revocation-list-unreadable`
 */
export const readRevocationLists = (
  pki: Pki,
  inputs: readonly (string | Uint8Array)[],
): readonly CertificateRevocationList[] => inputs.map((input) => readList(pki, input))

/** Whether the list is the issuer's own. False for anything that cannot be verified. */
const isBy = async (list: CertificateRevocationList, issuer: ParsedCertificate): Promise<boolean> => {
  try {
    return await list.verify({ issuerCertificate: issuer.x509 })
  } catch {
    return false
  }
}

const revoked = ({ facts }: ParsedCertificate, list: CertificateRevocationList): Finding => {
  const when = list.thisUpdate.value.toISOString()
  const message = `"${facts.subjectName}" is revoked, says the list of its issuer of ${when}.`
  const fix = 'Issue a new certificate for this pass type, and sign all passes with it.'
  return signatureFinding('leaf-revoked', message, { fix, source: trustPolicy })
}

/**
 * Checks a certificate against the lists that its issuer signed; other lists are ignored. Not checked if there is none.
 * When it was revoked does not matter: what it signed before counts no more.
 */
export const checkRevocation = async (
  leaf: ParsedCertificate,
  issuer: ParsedCertificate | undefined,
  lists: readonly CertificateRevocationList[],
): Promise<CheckOutcome> => {
  const findings: Finding[] = []
  let checked = false
  for (const list of lists) {
    if (!(issuer && (await isBy(list, issuer)))) continue
    checked = true
    if (list.isCertificateRevoked(leaf.x509)) findings.push(revoked(leaf, list))
  }
  return checked ? { ok: findings.length === 0, findings } : { ok: 'not-checked', findings }
}
