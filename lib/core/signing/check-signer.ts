/** Everything that is wrong with a signer, all at once, before anything is signed with it. */
import { SignerError } from '../errors.ts'
import { type Finding, inferred } from '../finding.ts'
import { isPassTypeIdentifier, isTeamIdentifier } from '../format/identifiers.ts'
import { oid } from './apple.ts'
import { openCertificate, type ParsedCertificate, type PassCertificate } from './certificate.ts'
import { checkRoot } from './chain.ts'
import { readDer } from './der.ts'
import { isSignedBy, issuerAdvice, namesIssuer } from './issued-by.ts'
import { keyStrengthFindings } from './key-strength.ts'
import { assertKey } from './load-checks.ts'
import {
  identityFindings,
  intermediateFindings,
  leafFindings,
  leafWithoutNfc,
  type PassIdentity,
} from './pass-certificate.ts'
import { readPrivateKey } from './private-key.ts'
import { buildingAPass, signatureFinding, trustPolicy } from './report.ts'
import { checkRevocation, readRevocationLists } from './revocation.ts'
import { signerValidityFindings } from './signer-validity.ts'
import { readTrust, type Trust } from './trust.ts'

const issueAnew = 'Issue a Pass Type ID certificate for this pass type at developer.apple.com.'

/** The parts of a signer, each as PEM text, PEM bytes or DER bytes; what is left out is not checked. */
export interface SignerParts {
  /** The Pass Type ID certificate. */
  readonly certificate: string | Uint8Array
  readonly key?: string | Uint8Array
  /** Needed for an encrypted key only. */
  readonly passphrase?: string
  /** Apple's Worldwide Developer Relations certificate that issued it. */
  readonly intermediate?: string | Uint8Array
}

/** What to check a signer for. */
export interface CheckSignerOptions {
  /** The pass that it is to sign. Default: none. */
  readonly pass?: PassIdentity & {
    /** Whether the pass has NFC or personalization. Default: no. */
    readonly nfc?: boolean
  }
  /** When it is to sign. Default: validity is not checked. */
  readonly now?: Date
  /** Lists of revoked certificates (CRLs), each as PEM or DER. Default: revocation is not checked. */
  readonly revocationLists?: readonly (string | Uint8Array)[]
  /** Whose root must stand above the intermediate. Default: the chain is not followed that far. */
  readonly trust?: Trust
}

/** The part of a signer that a finding is about: its path. */
type Part = 'certificate' | 'key' | 'intermediate'

const at = (part: Part, findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, path: part }))

interface Opened {
  readonly certificate?: ParsedCertificate
  readonly findings: readonly Finding[]
}

/** An error of reading a part, told as a finding. */
const findingOfError = (part: Part, cause: unknown): Finding => {
  if (!(cause instanceof SignerError)) throw cause
  const fix = 'Give the file that was issued, or made, for this pass type.'
  return { ...signatureFinding(cause.code.replace('/', '-'), cause.message, { fix, source: inferred }), path: part }
}

const open = (part: Part, input: string | Uint8Array | undefined): Opened => {
  if (input === undefined) return { findings: [] }
  try {
    const name = part === 'certificate' ? part : `${part} certificate`
    return { certificate: openCertificate(input, name), findings: [] }
  } catch (cause) {
    return { findings: [findingOfError(part, cause)] }
  }
}

const identityRules: readonly (readonly [broken: (facts: PassCertificate) => boolean, finding: Finding])[] = [
  [
    ({ subject }) => subject.userId !== undefined && !isPassTypeIdentifier(subject.userId),
    signatureFinding('leaf-pass-type-form', 'The UID of the certificate is no pass type identifier.', {
      fix: issueAnew,
      source: buildingAPass,
    }),
  ],
  [
    ({ subject }) => subject.organizationalUnit !== undefined && !isTeamIdentifier(subject.organizationalUnit),
    signatureFinding('leaf-team-form', 'The OU of the certificate is no team identifier: ten capitals and digits.', {
      fix: issueAnew,
      severity: 'warning',
      source: inferred,
    }),
  ],
]

const formFindings = ({ facts }: ParsedCertificate): readonly Finding[] =>
  identityRules.filter(([broken]) => broken(facts)).map(([, finding]) => finding)

const passFindings = ({ facts }: ParsedCertificate, pass: CheckSignerOptions['pass'] = {}): readonly Finding[] => [
  ...identityFindings(facts, pass),
  ...(pass.nfc && !facts.nfc ? [leafWithoutNfc] : []),
]

const pushFindings = ({ facts }: ParsedCertificate): readonly Finding[] => {
  const options = { severity: 'warning', fix: issueAnew, source: inferred } as const
  const findings: Finding[] = []
  if (!facts.apnsMarker) {
    const message = 'The certificate lacks the mark of those that may push: devices cannot be told of updates.'
    findings.push(signatureFinding('leaf-without-push', message, options))
  }
  if (!facts.extendedKeyUsages.includes(oid.clientAuthentication)) {
    const message = 'The certificate lacks the usage of a TLS client: it cannot log in to the push service.'
    findings.push(signatureFinding('leaf-client-usage-missing', message, options))
  }
  return findings
}

/** The first bit of keyUsage (RFC 5280, 4.2.1.3), after the byte that counts unused bits. */
const digitalSignature = 0x80

const usageFindings = ({ x509 }: ParsedCertificate): readonly Finding[] => {
  const extension = x509.extensions.get(oid.keyUsage)
  const usage = extension && readDer(extension)
  if (!usage || (usage.content[1] ?? 0) & digitalSignature) return []
  const message = 'The certificate is not for digital signatures, says its key usage.'
  return [signatureFinding('leaf-key-usage', message, { fix: issueAnew, source: trustPolicy })]
}

const keyFindings = async (leaf: ParsedCertificate, { key, passphrase }: SignerParts): Promise<readonly Finding[]> => {
  const algorithm = leaf.facts.publicKeyAlgorithm
  if (key === undefined || !algorithm) return []
  try {
    const input = { key, ...(passphrase === undefined ? {} : { passphrase }) }
    await assertKey(leaf, await readPrivateKey(input, algorithm), algorithm)
    return []
  } catch (cause) {
    return [findingOfError('key', cause)]
  }
}

const issuerFindings = async (leaf: ParsedCertificate, above: ParsedCertificate): Promise<readonly Finding[]> => {
  const { facts } = above
  if (!(namesIssuer(leaf.facts, facts) && (await isSignedBy(leaf, above)))) {
    const message = `The certificate was not issued by the given intermediate "${facts.subjectName}".`
    const fix = issuerAdvice(leaf.facts)
    return [signatureFinding('chain-intermediate-mismatch', message, { fix, source: buildingAPass })]
  }
  if (facts.isCa) return intermediateFindings(facts)
  const message = `"${facts.subjectName}" issued a certificate but is no certification authority.`
  return [signatureFinding('chain-not-authority', message, { source: trustPolicy }), ...intermediateFindings(facts)]
}

const rootFindings = async (
  above: ParsedCertificate,
  { trust, now }: CheckSignerOptions,
): Promise<readonly Finding[]> => (trust === undefined ? [] : (await checkRoot(above, readTrust(trust), now)).findings)

/**
 * Checks a signer: that its parts can be read and belong together, that Apple's rules for pass certificates hold, that it
 * is valid at a time and not revoked, that its chain is trusted, and that it may sign a certain pass. The path of each finding is the part:
 * `certificate`, `key` or `intermediate`.
 *
 * @throws SignerError `signer/revocation-list-unreadable`; `signer/certificate-unreadable` for a root to trust
 * @example
 * const findings = await checkSigner({ certificate, key, intermediate }, { now: new Date() })
 */
export const checkSigner = async (
  parts: SignerParts,
  options: CheckSignerOptions = {},
): Promise<readonly Finding[]> => {
  const { pass, now, revocationLists = [] } = options
  const lists = await readRevocationLists(revocationLists)
  const leaf = open('certificate', parts.certificate)
  const above = open('intermediate', parts.intermediate)
  const unread = [...leaf.findings, ...above.findings]
  if (!leaf.certificate) return unread
  const { certificate } = leaf
  const revocation = await checkRevocation(certificate, above.certificate, lists)
  return [
    ...unread,
    ...at('certificate', [
      ...leafFindings(certificate.facts),
      ...formFindings(certificate),
      ...usageFindings(certificate),
      ...passFindings(certificate, pass),
      ...keyStrengthFindings(certificate),
      ...pushFindings(certificate),
      ...signerValidityFindings(certificate.facts, 'leaf', now),
      ...revocation.findings,
    ]),
    ...(await keyFindings(certificate, parts)),
    ...(above.certificate
      ? at('intermediate', [
          ...(await issuerFindings(certificate, above.certificate)),
          ...(await rootFindings(above.certificate, options)),
          ...signerValidityFindings(above.certificate.facts, 'chain', now),
        ])
      : []),
  ]
}
