/** The signature of a package, told for a report. */
import { appleAuthority } from '../signing/apple.ts'
import type { PassCertificate } from '../signing/certificate.ts'
import type { CheckOutcome, SignatureFacts, SignatureReport } from '../signing/report.ts'
import type { CertificateFacts, SignatureInspection, SignatureOutcome } from './inspection.ts'

const certificateFacts = (certificate: PassCertificate, role: CertificateFacts['role']): CertificateFacts => {
  const { subjectName, issuerName, serialNumber, sha256, notBefore, notAfter } = certificate
  const apple = appleAuthority(sha256)?.name
  return {
    subject: subjectName,
    issuer: issuerName,
    serialNumber,
    sha256,
    notBefore,
    notAfter,
    role,
    ...(apple === undefined ? {} : { apple }),
  }
}

/** A certificate that says it issued itself. That it may be trusted is said elsewhere. */
const isRoot = ({ isCa, subjectName, issuerName }: PassCertificate): boolean => isCa && subjectName === issuerName

const chainOf = ({ signer, issuer, certificates }: SignatureFacts): readonly CertificateFacts[] => {
  const others = certificates.filter(({ sha256 }) => sha256 !== signer.sha256 && sha256 !== issuer?.sha256)
  return [
    certificateFacts(signer, 'signer'),
    ...(issuer ? [certificateFacts(issuer, 'intermediate')] : []),
    ...others.filter(isRoot).map((certificate) => certificateFacts(certificate, 'root')),
    ...others.filter((each) => !isRoot(each)).map((certificate) => certificateFacts(certificate, 'other')),
  ]
}

const outcomeOf = ({ name, ok, findings }: CheckOutcome & Pick<SignatureOutcome, 'name'>): SignatureOutcome => ({
  name,
  ok,
  codes: findings.map(({ code }) => code),
})

const signerOf = (certificate: PassCertificate) => {
  const { userId, organizationalUnit } = certificate.subject
  return {
    ...certificateFacts(certificate, 'signer'),
    ...(userId === undefined ? {} : { passTypeIdentifier: userId }),
    ...(organizationalUnit === undefined ? {} : { teamIdentifier: organizationalUnit }),
    nfc: certificate.nfc,
  }
}

/** A verified signature as a report tells it. */
export const signatureInspection = ({ ok, checks, revocation, facts }: SignatureReport): SignatureInspection => ({
  ok,
  checks: [...checks, { name: 'revocation' as const, ...revocation }].map(outcomeOf),
  ...(facts
    ? {
        signer: signerOf(facts.signer),
        ...(facts.signingTime ? { signingTime: facts.signingTime } : {}),
        digestAlgorithm: facts.digestAlgorithm,
        ...(facts.root === undefined ? {} : { root: facts.root }),
      }
    : {}),
  chain: facts ? chainOf(facts) : [],
})
