/** Reads a certificate into plain facts: what Wallet's rules, the signer and a report ask of it. */
import { sha256 } from '@noble/hashes/sha2.js'
import type { Certificate, RelativeDistinguishedNames } from 'pkijs'
import { type Bytes, copyBytes, hex } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type KeyAlgorithm, type KeyAlgorithmName, keyAlgorithmOf } from './algorithms.ts'
import { oid } from './apple.ts'
import { type DerValue, derChildren, oidText, readDer, tag } from './der.ts'
import { type PemSubject, readPem } from './pem.ts'
import { loadPki, type Pki } from './pki.ts'

/** The names in a subject that matter for a pass. */
export interface SubjectFacts {
  /** `UID`: the pass type identifier, in a pass certificate. */
  readonly userId?: string
  readonly commonName?: string
  /** `OU`: the team identifier, in a pass certificate. */
  readonly organizationalUnit?: string
  readonly organization?: string
}

/** What a certificate says. */
export interface PassCertificate {
  readonly der: Bytes
  /** Fingerprint: SHA-256 of the DER bytes, lowercase hexadecimal. */
  readonly sha256: string
  readonly subject: SubjectFacts
  /** Every `OU` of the subject: Apple's rule is that one of them is the team identifier. */
  readonly organizationalUnits: readonly string[]
  /** The whole names as text, as `UID=…, CN=…, OU=…`, in the order of the certificate. */
  readonly subjectName: string
  readonly issuerName: string
  /** Lowercase hexadecimal. */
  readonly serialNumber: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** Lowercase hexadecimal, where the extension is there. */
  readonly subjectKeyIdentifier?: string
  readonly authorityKeyIdentifier?: string
  /** Object identifiers; empty without the extension. */
  readonly extendedKeyUsages: readonly string[]
  /** The string in extension 1.2.840.113635.100.6.1.16. */
  readonly passTypeExtension?: string
  /** Extension 1.2.840.113635.100.6.3.2: may be used with APNs. */
  readonly apnsMarker: boolean
  /** Extension 1.2.840.113635.100.6.2.1: an intermediate of Worldwide Developer Relations. */
  readonly wwdrMarker: boolean
  readonly isCa: boolean
  /** Issued for passes with NFC: its common name says so. */
  readonly nfc: boolean
  /** Undefined for a kind of key that signs no passes. */
  readonly publicKeyAlgorithm?: KeyAlgorithmName
}

/** A certificate's facts beside the library's own object, for what works on signatures. */
export interface ParsedCertificate {
  readonly facts: PassCertificate
  readonly x509: Certificate
}

const nfcPrefix = 'Pass Type ID with NFC:'

const shortNames: ReadonlyMap<string, string> = new Map([
  [oid.userId, 'UID'],
  [oid.commonName, 'CN'],
  [oid.organizationalUnit, 'OU'],
  [oid.organization, 'O'],
  [oid.country, 'C'],
])

const nameText = (name: RelativeDistinguishedNames): string =>
  name.typesAndValues.map(({ type, value }) => `${shortNames.get(type) ?? type}=${value.getValue()}`).join(', ')

const namesOf = (name: RelativeDistinguishedNames, type: string): readonly string[] =>
  name.typesAndValues.filter((entry) => entry.type === type).map(({ value }) => String(value.getValue()))

const subjectFacts = (name: RelativeDistinguishedNames): SubjectFacts => {
  const first = (type: string): string | undefined => namesOf(name, type)[0]
  const [userId, commonName] = [first(oid.userId), first(oid.commonName)]
  const [organizationalUnit, organization] = [first(oid.organizationalUnit), first(oid.organization)]
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(commonName === undefined ? {} : { commonName }),
    ...(organizationalUnit === undefined ? {} : { organizationalUnit }),
    ...(organization === undefined ? {} : { organization }),
  }
}

const has = ({ extensions = [] }: Certificate, identifier: string): boolean =>
  extensions.some(({ extnID }) => extnID === identifier)

/** The value of an extension; undefined if it is not there, or not in DER. */
const extension = ({ extensions = [] }: Certificate, identifier: string): DerValue | undefined => {
  const entry = extensions.find(({ extnID }) => extnID === identifier)
  return entry && readDer(copyBytes(entry.extnValue.valueBlock.valueHexView))
}

const partsOf = (value: DerValue | undefined): readonly DerValue[] => (value ? (derChildren(value) ?? []) : [])

/** UTF8String, PrintableString, TeletexString, IA5String and VisibleString: for identifiers all the same. */
const textTags: ReadonlySet<number> = new Set([0x0c, 0x13, 0x14, 0x16, 0x1a])

const textOf = (value: DerValue | undefined): string | undefined =>
  value && textTags.has(value.tag) ? new TextDecoder().decode(value.content) : undefined

const keyIdentifierTag = 0x80
const booleanTag = 0x01

// Read here, because pkijs takes ten milliseconds for it in a process that has just started.
const keyIdentifiers = (x509: Certificate) => {
  const own = extension(x509, oid.subjectKeyIdentifier)
  const issuer = partsOf(extension(x509, oid.authorityKeyIdentifier)).find(({ tag: each }) => each === keyIdentifierTag)
  return {
    ...(own?.tag === tag.octets ? { subjectKeyIdentifier: hex(own.content) } : {}),
    ...(issuer ? { authorityKeyIdentifier: hex(issuer.content) } : {}),
  }
}

const isAuthority = (x509: Certificate): boolean => {
  const [first] = partsOf(extension(x509, oid.basicConstraints))
  return first?.tag === booleanTag && first.content[0] !== 0
}

const keyAlgorithm = ({ asn1js }: Pki, x509: Certificate): KeyAlgorithm | undefined => {
  const { algorithmId, algorithmParams } = x509.subjectPublicKeyInfo.algorithm
  const curve = algorithmParams instanceof asn1js.ObjectIdentifier ? algorithmParams.getValue() : undefined
  return keyAlgorithmOf(algorithmId, curve)
}

const readFacts = (pki: Pki, x509: Certificate, der: Bytes): PassCertificate => {
  const subject = subjectFacts(x509.subject)
  const passTypeExtension = textOf(extension(x509, oid.passType))
  const usages = partsOf(extension(x509, oid.extendedKeyUsage))
  const algorithm = keyAlgorithm(pki, x509)
  return {
    der,
    sha256: hex(sha256(der)),
    subject,
    organizationalUnits: namesOf(x509.subject, oid.organizationalUnit),
    subjectName: nameText(x509.subject),
    issuerName: nameText(x509.issuer),
    serialNumber: hex(x509.serialNumber.valueBlock.valueHexView),
    notBefore: x509.notBefore.value,
    notAfter: x509.notAfter.value,
    ...keyIdentifiers(x509),
    extendedKeyUsages: usages.flatMap((usage) => oidText(usage) ?? []),
    ...(passTypeExtension === undefined ? {} : { passTypeExtension }),
    apnsMarker: has(x509, oid.pushClient),
    wwdrMarker: has(x509, oid.worldwideDeveloperRelations),
    isCa: isAuthority(x509),
    nfc: subject.commonName?.startsWith(nfcPrefix) ?? false,
    ...(algorithm ? { publicKeyAlgorithm: algorithm.name } : {}),
  }
}

/** Reads a certificate from DER bytes. Whatever the libraries throw on bytes that are no certificate passes through. */
export const parseCertificate = (pki: Pki, der: Bytes): ParsedCertificate => {
  const x509 = pki.pkijs.Certificate.fromBER(der)
  return { facts: readFacts(pki, x509, der), x509 }
}

/**
 * Reads a certificate as PEM or DER, with the library's object; `name` is what messages call it.
 *
 * @throws SignerError `signer/certificate-unreadable`
 */
export const openCertificate = async (input: string | Uint8Array, name: string): Promise<ParsedCertificate> => {
  const subject: PemSubject = { name, code: 'signer/certificate-unreadable', accepts: ['certificate'] }
  const { der } = readPem(input, subject)
  const pki = await loadPki()
  try {
    return parseCertificate(pki, der)
  } catch (cause) {
    throw new SignerError(subject.code, `The ${name} cannot be read: it is damaged. Fetch a new copy.`, { cause })
  }
}

/**
 * Reads a certificate as PEM (text or bytes) or DER. Of several in one file the first is read.
 *
 * @throws SignerError `signer/certificate-unreadable`: with what it is instead, and what to do
 */
export const readCertificate = async (input: string | Uint8Array): Promise<PassCertificate> =>
  (await openCertificate(input, 'certificate')).facts
