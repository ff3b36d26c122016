/** Reads a certificate into plain facts: what Wallet's rules, the signer and a report ask of it. */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, hex } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type KeyAlgorithmName, keyAlgorithmOf } from './algorithms.ts'
import { oid } from './apple.ts'
import { type DerValue, derChildren, oidText, readDer, tag } from './der.ts'
import { type DistinguishedName, derText, nameText, partsOf } from './distinguished-name.ts'
import { type PemSubject, readPem } from './pem.ts'
import { readX509, type X509 } from './x509.ts'

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
  /** Issued for passes with NFC: extension 1.2.840.113635.100.6.1.26 says so, or its common name. */
  readonly nfc: boolean
  /** Undefined for a kind of key that signs no passes. */
  readonly publicKeyAlgorithm?: KeyAlgorithmName
}

/** A certificate's facts beside all that stands in it, for what works on signatures. */
export interface ParsedCertificate {
  readonly facts: PassCertificate
  readonly x509: X509
}

const nfcPrefix = 'Pass Type ID with NFC:'

const subjectFacts = (name: DistinguishedName): SubjectFacts => {
  const [userId] = partsOf(name, oid.userId)
  const [commonName] = partsOf(name, oid.commonName)
  const [organizationalUnit] = partsOf(name, oid.organizationalUnit)
  const [organization] = partsOf(name, oid.organization)
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(commonName === undefined ? {} : { commonName }),
    ...(organizationalUnit === undefined ? {} : { organizationalUnit }),
    ...(organization === undefined ? {} : { organization }),
  }
}

/** The value of an extension; undefined if it is not there, or not in DER. */
const extension = ({ extensions }: X509, identifier: string): DerValue | undefined => {
  const value = extensions.get(identifier)
  return value && readDer(value)
}

const valuesIn = (value: DerValue | undefined): readonly DerValue[] => (value ? (derChildren(value) ?? []) : [])

const keyIdentifierTag = 0x80
const booleanTag = 0x01

const keyIdentifiers = (x509: X509) => {
  const own = extension(x509, oid.subjectKeyIdentifier)
  const issuer = valuesIn(extension(x509, oid.authorityKeyIdentifier)).find((each) => each.tag === keyIdentifierTag)
  return {
    ...(own?.tag === tag.octets ? { subjectKeyIdentifier: hex(own.content) } : {}),
    ...(issuer ? { authorityKeyIdentifier: hex(issuer.content) } : {}),
  }
}

const isAuthority = (x509: X509): boolean => {
  const [first] = valuesIn(extension(x509, oid.basicConstraints))
  return first?.tag === booleanTag && (first.content[0] ?? 0) !== 0
}

const readFacts = (x509: X509): PassCertificate => {
  const { der, publicKey } = x509
  const subject = subjectFacts(x509.subject)
  const passTypeExtension = derText(extension(x509, oid.passType))
  const usages = valuesIn(extension(x509, oid.extendedKeyUsage))
  const algorithm = keyAlgorithmOf(publicKey.algorithm.oid, oidText(publicKey.algorithm.parameters))
  return {
    der,
    sha256: hex(sha256(der)),
    subject,
    organizationalUnits: partsOf(x509.subject, oid.organizationalUnit),
    subjectName: nameText(x509.subject),
    issuerName: nameText(x509.issuer),
    serialNumber: hex(x509.serialNumber),
    notBefore: x509.notBefore,
    notAfter: x509.notAfter,
    ...keyIdentifiers(x509),
    extendedKeyUsages: usages.flatMap((usage) => oidText(usage) ?? []),
    ...(passTypeExtension === undefined ? {} : { passTypeExtension }),
    apnsMarker: x509.extensions.has(oid.pushClient),
    wwdrMarker: x509.extensions.has(oid.worldwideDeveloperRelations),
    isCa: isAuthority(x509),
    nfc: x509.extensions.has(oid.passesWithNfc) || (subject.commonName?.startsWith(nfcPrefix) ?? false),
    ...(algorithm ? { publicKeyAlgorithm: algorithm.name } : {}),
  }
}

/**
 * Reads a certificate from DER bytes.
 *
 * @throws TypeError for bytes that are no certificate
 */
export const parseCertificate = (der: Bytes): ParsedCertificate => {
  const x509 = readX509(der)
  return { facts: readFacts(x509), x509 }
}

/**
 * Reads a certificate as PEM or DER, with all that stands in it; `name` is what messages call it.
 *
 * @throws SignerError `signer/certificate-unreadable`
 */
export const openCertificate = (input: string | Uint8Array, name: string): ParsedCertificate => {
  const subject: PemSubject = { name, code: 'signer/certificate-unreadable', accepts: ['certificate'] }
  const { der } = readPem(input, subject)
  try {
    return parseCertificate(der)
  } catch (cause) {
    throw new SignerError(subject.code, `The ${name} cannot be read: it is damaged. Fetch a new copy.`, { cause })
  }
}

/**
 * Reads a certificate as PEM (text or bytes) or DER. Of several in one file the first is read.
 *
 * @throws SignerError `signer/certificate-unreadable`: with what it is instead, and what to do
 */
export const readCertificate = (input: string | Uint8Array): PassCertificate =>
  openCertificate(input, 'certificate').facts
