/**
 * Apple's rules for the certificate that signs a pass, and for the intermediate above it. Source: the trust policy for
 * pass signatures in Apple's open-source Security framework, and Apple's instructions for Pass Type ID certificates.
 */
import { documented, type Finding } from '../finding.ts'
import { oid } from './apple.ts'
import type { PassCertificate } from './certificate.ts'
import { buildingAPass, signatureFinding, trustPolicy } from './report.ts'

const nfcPage = documented('https://developer.apple.com/documentation/walletpasses/pass/nfc')
const issueAnew = 'Issue a Pass Type ID certificate for this pass type at developer.apple.com.'

interface Rule {
  readonly code: string
  readonly broken: (certificate: PassCertificate) => boolean
  readonly message: (certificate: PassCertificate) => string
}

const leafRules: readonly Rule[] = [
  {
    code: 'leaf-is-authority',
    broken: (certificate) => certificate.isCa,
    message: () => 'The certificate is one of a certification authority, not one for passes.',
  },
  {
    code: 'leaf-user-id-missing',
    broken: ({ subject }) => !subject.userId,
    message: () => 'The subject has no UID, which holds the pass type identifier.',
  },
  {
    code: 'leaf-team-missing',
    broken: ({ subject }) => !subject.organizationalUnit,
    message: () => 'The subject has no OU, which holds the team identifier.',
  },
  {
    code: 'leaf-pass-type-extension',
    broken: ({ subject, passTypeExtension }) => !passTypeExtension || passTypeExtension !== subject.userId,
    message: ({ subject, passTypeExtension }) =>
      passTypeExtension
        ? `Extension ${oid.passType} says "${passTypeExtension}", the subject's UID "${subject.userId ?? ''}".`
        : `Extension ${oid.passType} with the pass type identifier is missing.`,
  },
  {
    code: 'leaf-usage-missing',
    broken: ({ extendedKeyUsages }) => !extendedKeyUsages.includes(oid.passSigning),
    message: () => `The extended key usage ${oid.passSigning} (sign passes) is missing.`,
  },
]

/** Every rule that a pass certificate breaks, whatever pass it signs; empty for a good one. */
export const leafFindings = (certificate: PassCertificate): readonly Finding[] =>
  leafRules
    .filter((rule) => rule.broken(certificate))
    .map((rule) => signatureFinding(rule.code, rule.message(certificate), { fix: issueAnew, source: trustPolicy }))

/** Every rule that an intermediate breaks on its own; empty for a good one. */
export const intermediateFindings = (intermediate: PassCertificate): readonly Finding[] => {
  if (intermediate.wwdrMarker) return []
  const marker = `extension ${oid.worldwideDeveloperRelations}`
  const message = `"${intermediate.subjectName}" is no Worldwide Developer Relations intermediate (${marker}).`
  const fix = 'Take the intermediate that issued the certificate from https://www.apple.com/certificateauthority/.'
  return [signatureFinding('intermediate-marker-missing', message, { fix, source: trustPolicy })]
}

/** Who a pass says it is from; what is absent is not compared. */
export interface PassIdentity {
  readonly passTypeIdentifier?: string
  readonly teamIdentifier?: string
}

/** Where the certificate is not the one for a pass with this identity. */
export const identityFindings = (certificate: PassCertificate, identity: PassIdentity): readonly Finding[] => {
  const { passTypeIdentifier, teamIdentifier } = identity
  const { subject, organizationalUnits } = certificate
  const { userId = '' } = subject
  const findings: Finding[] = []
  if (passTypeIdentifier !== undefined && passTypeIdentifier !== userId) {
    const message = `The certificate is for "${userId}", the pass has the passTypeIdentifier "${passTypeIdentifier}".`
    const fix = 'Sign with the certificate of that pass type.'
    findings.push(signatureFinding('leaf-wrong-pass-type', message, { fix, source: buildingAPass }))
  }
  if (teamIdentifier !== undefined && !organizationalUnits.includes(teamIdentifier)) {
    const message = `The certificate is of team "${organizationalUnits.join(', ')}", the pass has the teamIdentifier "${teamIdentifier}".`
    const fix = "Put the certificate's team into the pass."
    findings.push(signatureFinding('leaf-wrong-team', message, { fix, source: buildingAPass }))
  }
  return findings
}

/** The certificate may not sign passes with NFC or personalization, but has signed one. */
export const leafWithoutNfc: Finding = signatureFinding(
  'leaf-without-nfc',
  'The pass has NFC or personalization, but its certificate is one without NFC.',
  { fix: 'Sign with a Pass Type ID certificate with NFC, which Apple grants on request.', source: nfcPage },
)
