/** Whether a certificate of a signer is valid at the time at which it is to sign. */
import { type Finding, inferred } from '../finding.ts'
import type { PassCertificate } from './certificate.ts'
import { signatureFinding, trustPolicy } from './report.ts'

const day = 24 * 60 * 60 * 1000
const soonDays = 30

const renew = 'Renew the Pass Type ID certificate at developer.apple.com.'

const places = {
  leaf: {
    early: 'leaf-not-yet-valid',
    late: 'leaf-expired',
    soon: 'leaf-expires-soon',
    name: 'The certificate',
    soonFix: renew,
    lateFix: renew,
  },
  chain: {
    early: 'chain-expired',
    late: 'chain-expired',
    soon: 'chain-expires-soon',
    name: 'The intermediate',
    soonFix: `${renew} Apple issues it under an intermediate that is valid for longer.`,
    lateFix: 'Take the one that is valid now.',
  },
} as const

const soonFinding = (
  { notAfter }: PassCertificate,
  { soon, name, soonFix: fix }: (typeof places)[keyof typeof places],
  now: Date,
): readonly Finding[] => {
  const days = Math.floor((notAfter.getTime() - now.getTime()) / day)
  if (days >= soonDays) return []
  const message = `${name} expires in ${days} days, at ${notAfter.toISOString()}.`
  return [signatureFinding(soon, message, { severity: 'warning', fix, source: inferred })]
}

/** The findings on a certificate, the signer's (`leaf`) or one above (`chain`), at a moment; none without one. */
export const signerValidityFindings = (
  certificate: PassCertificate,
  place: keyof typeof places,
  now: Date | undefined,
): readonly Finding[] => {
  const { subjectName, notBefore, notAfter } = certificate
  const words = places[place]
  if (!now) return []
  if (now < notBefore) {
    const message = `"${subjectName}" is not valid before ${notBefore.toISOString()}.`
    const fix = 'Sign with a later time, or with another certificate.'
    return [signatureFinding(words.early, message, { fix, source: trustPolicy })]
  }
  if (now > notAfter) {
    const message = `"${subjectName}" expired at ${notAfter.toISOString()}.`
    return [signatureFinding(words.late, message, { fix: words.lateFix, source: trustPolicy })]
  }
  return soonFinding(certificate, words, now)
}
