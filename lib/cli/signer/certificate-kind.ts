/** What a certificate is for, as far as Apple issues such: so that a mistake can be named. */
import { documented, type Finding } from '../../core/finding.ts'
import { isPassTypeIdentifier } from '../../core/format/identifiers.ts'
import { appleAuthority } from '../../core/signing/apple.ts'
import type { ParsedCertificate, PassCertificate } from '../../core/signing/certificate.ts'
import { leafFindings } from '../../core/signing/pass-certificate.ts'

/** How a signer may use a certificate: as its own, as one above, or not at all. */
export type CertificateUse = 'pass' | 'authority' | 'none'

/** What a certificate turned out to be. */
export interface CertificateKind {
  readonly use: CertificateUse
  /** A noun phrase: `a Pass Type ID certificate of pass.com.example.card, …`. */
  readonly what: string
  /** Why it cannot be the one that signs; none for one that can. */
  readonly findings: readonly Finding[]
}

interface Row {
  readonly code: string
  /** Extensions of Apple's that only this kind has. */
  readonly extensions: readonly string[]
  /** How its common name begins. */
  readonly name: RegExp
  readonly what: string
}

/** Apple's Worldwide Developer Relations practice statement lists the extensions; the names are those of its certificates. */
const rows: readonly Row[] = [
  {
    code: 'file-push-certificate',
    extensions: ['1.2.840.113635.100.6.3.1', '1.2.840.113635.100.6.3.2', '1.2.840.113635.100.6.3.6'],
    name: /^(?:Apple Push Services|Apple (?:Development|Production) \w+ Push Services|VoIP Services|Website Push ID|WatchKit Services)\b/,
    what: 'a push certificate of an app or a website',
  },
  {
    code: 'file-development-certificate',
    extensions: ['1.2.840.113635.100.6.1.2', '1.2.840.113635.100.6.1.12'],
    name: /^(?:Apple Development|i(?:Phone|OS) Develop(?:er|ment)|Mac Developer)\b/,
    what: 'a development certificate, which signs apps',
  },
  {
    code: 'file-distribution-certificate',
    extensions: ['1.2.840.113635.100.6.1.4', '1.2.840.113635.100.6.1.7', '1.2.840.113635.100.6.1.13'],
    name: /^(?:Apple Distribution|i(?:Phone|OS) Distribution|3rd Party Mac Developer|Developer ID)\b/,
    what: 'a distribution certificate, which signs apps',
  },
  {
    code: 'file-merchant-certificate',
    extensions: ['1.2.840.113635.100.6.32'],
    name: /^(?:Apple Pay|Merchant ID)\b/,
    what: 'a certificate of Apple Pay',
  },
]

const source = documented('https://developer.apple.com/help/account/reference/certificate-types/')
const fix =
  'Give the Pass Type ID certificate: at developer.apple.com, Certificates, +, Pass Type ID Certificate, with what passwright signer request makes.'

const notForPasses = (code: string, what: string): readonly Finding[] => [
  { code, severity: 'error', path: '', message: `It is ${what}, and signs no passes.`, fix, source },
]

const named = ({ subject, subjectName }: PassCertificate): string =>
  `"${(subject.commonName ?? subjectName).slice(0, 100)}"`

const day = (moment: Date): string => moment.toISOString().slice(0, 10)

const passKind = ({ subject, nfc, notAfter }: PassCertificate): CertificateKind => {
  const team = subject.organizationalUnit ?? ''
  const kind = `a Pass Type ID certificate${nfc ? ' with NFC' : ''}`
  return { use: 'pass', what: `${kind} of ${subject.userId}, team ${team}, until ${day(notAfter)}`, findings: [] }
}

const authorityKind = (facts: PassCertificate): CertificateKind => {
  const apple = appleAuthority(facts.sha256)
  const isRoot = facts.subjectName === facts.issuerName
  const role = isRoot ? 'a root certificate' : 'an intermediate certificate'
  const what = apple ? `Apple's ${apple.role} certificate ${apple.name}` : `${role}, ${named(facts)}`
  return { use: 'authority', what, findings: notForPasses('file-authority', what) }
}

const rowOf = ({ facts, x509 }: ParsedCertificate): Row | undefined =>
  rows.find(({ extensions }) => extensions.some((each) => x509.extensions.has(each))) ??
  rows.find(({ name }) => name.test(facts.subject.commonName ?? ''))

/** What a certificate is. */
export const certificateKind = (certificate: ParsedCertificate): CertificateKind => {
  const { facts } = certificate
  const faults = leafFindings(facts)
  if (faults.length === 0) return passKind(facts)
  if (facts.isCa) return authorityKind(facts)
  if (isPassTypeIdentifier(facts.subject.userId)) {
    return { use: 'none', what: `a faulty Pass Type ID certificate, ${named(facts)}`, findings: faults }
  }
  const row = rowOf(certificate)
  const what = `${row?.what ?? 'a certificate for something else'}: ${named(facts)}`
  return { use: 'none', what, findings: notForPasses(row?.code ?? 'file-other-certificate', what) }
}
