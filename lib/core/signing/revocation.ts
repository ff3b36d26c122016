/** Whether a certificate is on a list of revoked ones (RFC 5280, section 5). The lists are given: nothing is fetched. */
import type { CertificateRevocationList } from 'pkijs'
import { SignerError } from '../errors.ts'
import type { Finding } from '../finding.ts'
import type { ParsedCertificate } from './certificate.ts'
import { type PemSubject, readPem } from './pem.ts'
import { loadPki, type Pki } from './pki.ts'
import { type CheckOutcome, signatureFinding, trustPolicy } from './report.ts'

const subject: PemSubject = {
  name: 'list of revoked certificates',
  code: 'signer/revocation-list-unreadable',
  accepts: ['revocation-list'],
}

/** A list of revoked certificates, with the library that reads it: few have one, so that it is loaded for them alone. */
export interface RevocationList {
  readonly pki: Pki
  readonly crl: CertificateRevocationList
}

const readList = (pki: Pki, input: string | Uint8Array): RevocationList => {
  const { der } = readPem(input, subject)
  try {
    return { pki, crl: pki.pkijs.CertificateRevocationList.fromBER(der) }
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
export const readRevocationLists = async (
  inputs: readonly (string | Uint8Array)[],
): Promise<readonly RevocationList[]> => {
  if (inputs.length === 0) return []
  const pki = await loadPki()
  return inputs.map((input) => readList(pki, input))
}

const asOfLibrary = ({ pkijs }: Pki, { facts }: ParsedCertificate) => pkijs.Certificate.fromBER(facts.der)

/** Whether the list is the issuer's own. False for anything that cannot be verified. */
const isBy = async ({ pki, crl }: RevocationList, issuer: ParsedCertificate): Promise<boolean> => {
  try {
    return await crl.verify({ issuerCertificate: asOfLibrary(pki, issuer) })
  } catch {
    return false
  }
}

const revoked = ({ facts }: ParsedCertificate, { crl }: RevocationList): Finding => {
  const when = crl.thisUpdate.value.toISOString()
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
  lists: readonly RevocationList[],
): Promise<CheckOutcome> => {
  const findings: Finding[] = []
  let checked = false
  for (const list of lists) {
    if (!(issuer && (await isBy(list, issuer)))) continue
    checked = true
    if (list.crl.isCertificateRevoked(asOfLibrary(list.pki, leaf))) findings.push(revoked(leaf, list))
  }
  return checked ? { ok: findings.length === 0, findings } : { ok: 'not-checked', findings }
}
