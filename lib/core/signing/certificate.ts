/** Reads a certificate into plain facts: what Wallet's rules, the signer and a report ask of it. */
import { sha256 } from '@noble/hashes/sha2.js'
import type { Certificate, RelativeDistinguishedNames } from 'pkijs'
import { type Bytes, hex } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type KeyAlgorithm, type KeyAlgorithmName, keyAlgorithmOf } from './algorithms.ts'
import { oid } from './apple.ts'
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

const extension = (x509: Certificate, identifier: string) =>
  x509.extensions?.find((entry) => entry.extnID === identifier)

const stringExtension = ({ asn1js }: Pki, x509: Certificate, identifier: string): string | undefined => {
  const entry = extension(x509, identifier)
  if (!entry) return undefined
  const value = asn1js.fromBER(entry.extnValue.valueBlock.valueHexView).result
  return value instanceof asn1js.BaseStringBlock ? value.getValue() : undefined
}

const keyIdentifiers = ({ pkijs, asn1js }: Pki, x509: Certificate) => {
  const own = extension(x509, oid.subjectKeyIdentifier)?.parsedValue
  const issuer = extension(x509, oid.authorityKeyIdentifier)?.parsedValue
  const ownBytes = own instanceof asn1js.OctetString ? own.valueBlock.valueHexView : undefined
  const issuerBytes = issuer instanceof pkijs.AuthorityKeyIdentifier ? issuer.keyIdentifier : undefined
  return {
    ...(ownBytes ? { subjectKeyIdentifier: hex(ownBytes) } : {}),
    ...(issuerBytes ? { authorityKeyIdentifier: hex(issuerBytes.valueBlock.valueHexView) } : {}),
  }
}

const keyAlgorithm = ({ asn1js }: Pki, x509: Certificate): KeyAlgorithm | undefined => {
  const { algorithmId, algorithmParams } = x509.subjectPublicKeyInfo.algorithm
  const curve = algorithmParams instanceof asn1js.ObjectIdentifier ? algorithmParams.getValue() : undefined
  return keyAlgorithmOf(algorithmId, curve)
}

const readFacts = (pki: Pki, x509: Certificate, der: Bytes): PassCertificate => {
  const subject = subjectFacts(x509.subject)
  const passTypeExtension = stringExtension(pki, x509, oid.passType)
  const usages = extension(x509, oid.extendedKeyUsage)?.parsedValue
  const constraints = extension(x509, oid.basicConstraints)?.parsedValue
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
    ...keyIdentifiers(pki, x509),
    extendedKeyUsages: usages instanceof pki.pkijs.ExtKeyUsage ? usages.keyPurposes : [],
    ...(passTypeExtension === undefined ? {} : { passTypeExtension }),
    apnsMarker: extension(x509, oid.pushClient) !== undefined,
    wwdrMarker: extension(x509, oid.worldwideDeveloperRelations) !== undefined,
    isCa: constraints instanceof pki.pkijs.BasicConstraints && constraints.cA,
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
