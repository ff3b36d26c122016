/** Whether a certificate of a signer is valid at the time at which it is to sign. */
import { type Finding, inferred } from '../finding.ts'
import type { PassCertificate } from './certificate.ts'
import { signatureFinding, trustPolicy } from './report.ts'

const day = 24 * 60 * 60 * 1000
const soonDays = 30

const codes = {
  leaf: { early: 'leaf-not-yet-valid', late: 'leaf-expired' },
  chain: { early: 'chain-expired', late: 'chain-expired' },
} as const

const soonFinding = ({ notAfter }: PassCertificate, now: Date): readonly Finding[] => {
  const days = Math.floor((notAfter.getTime() - now.getTime()) / day)
  if (days >= soonDays) return []
  const message = `The certificate expires in ${days} days, at ${notAfter.toISOString()}.`
  const fix = 'Renew the Pass Type ID certificate at developer.apple.com.'
  return [signatureFinding('leaf-expires-soon', message, { severity: 'warning', fix, source: inferred })]
}

/** The findings on a certificate, the signer's (`leaf`) or one above (`chain`), at a moment; none without one. */
export const signerValidityFindings = (
  certificate: PassCertificate,
  place: keyof typeof codes,
  now: Date | undefined,
): readonly Finding[] => {
  const { subjectName, notBefore, notAfter } = certificate
  if (!now) return []
  if (now < notBefore) {
    const message = `"${subjectName}" is not valid before ${notBefore.toISOString()}.`
    const fix = 'Sign with a later time, or with another certificate.'
    return [signatureFinding(codes[place].early, message, { fix, source: trustPolicy })]
  }
  if (now > notAfter) {
    const message = `"${subjectName}" expired at ${notAfter.toISOString()}.`
    const fix = place === 'leaf' ? 'Renew the certificate at developer.apple.com.' : 'Take the one that is valid now.'
    return [signatureFinding(codes[place].late, message, { fix, source: trustPolicy })]
  }
  return place === 'leaf' ? soonFinding(certificate, now) : []
}
