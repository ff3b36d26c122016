/** Builds an X.509 certificate from a plain description. For throwaway chains only: it is no certification authority. */
import type { Certificate, Extension, RelativeDistinguishedNames, Time } from 'pkijs'
import { type Bytes, copyBytes } from '../bytes.ts'
import { oid } from './apple.ts'
import { loadPki, type Pki } from './pki.ts'
import { timeForm, wholeSeconds } from './time.ts'

/** A certificate to be issued. */
export interface CertificateDescription {
  /** Object identifier and text of each part of the name, in order. */
  readonly subject: readonly (readonly [type: string, text: string])[]
  readonly validFrom: Date
  readonly validTo: Date
  readonly publicKey: CryptoKey
  readonly ca: boolean
  /** How many authorities may follow below; only for authorities, no limit when absent. */
  readonly pathLength?: number
  readonly extendedKeyUsages?: readonly string[]
  /** Further extensions that are not critical: object identifier and DER value. */
  readonly extensions?: readonly (readonly [identifier: string, value: Bytes])[]
}

/** Whoever signs a certificate. Without `certificate` it signs itself. */
export interface Issuer {
  readonly certificate?: Bytes
  readonly key: CryptoKey
}

/** Bits of keyUsage (RFC 5280, 4.2.1.3), with the number of unused bits in front as a BIT STRING has it. */
const usageOfAuthority = { unusedBits: 1, bits: 0x06 }
const usageOfLeaf = { unusedBits: 7, bits: 0x80 }

const nameOf = ({ pkijs, asn1js }: Pki, subject: CertificateDescription['subject']): RelativeDistinguishedNames => {
  // pkijs would write all parts as one multi-valued part; a part each is what certificates have.
  const parts = subject.map(([type, value]) => {
    const text = type === oid.country ? new asn1js.PrintableString({ value }) : new asn1js.Utf8String({ value })
    const pair = new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: type }), text] })
    return new asn1js.Set({ value: [pair] })
  })
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: parts }).toBER())
}

const timeOf = ({ pkijs }: Pki, moment: Date): Time => {
  const milliseconds = wholeSeconds(moment)
  const type = timeForm(milliseconds) === 'utc' ? pkijs.TimeType.UTCTime : pkijs.TimeType.GeneralizedTime
  return new pkijs.Time({ type, value: new Date(milliseconds) })
}

const usageExtensions = ({ pkijs, asn1js }: Pki, description: CertificateDescription): readonly Extension[] => {
  const { ca, pathLength, extendedKeyUsages = [] } = description
  const { unusedBits, bits } = ca ? usageOfAuthority : usageOfLeaf
  const constraints = new pkijs.BasicConstraints({
    cA: ca,
    ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }),
  })
  const usage = new asn1js.BitString({ valueHex: Uint8Array.of(bits), unusedBits })
  const critical = [
    new pkijs.Extension({ extnID: oid.basicConstraints, critical: true, extnValue: constraints.toSchema().toBER() }),
    new pkijs.Extension({ extnID: oid.keyUsage, critical: true, extnValue: usage.toBER() }),
  ]
  if (extendedKeyUsages.length === 0) return critical
  const purposes = new pkijs.ExtKeyUsage({ keyPurposes: [...extendedKeyUsages] })
  return [...critical, new pkijs.Extension({ extnID: oid.extendedKeyUsage, extnValue: purposes.toSchema().toBER() })]
}

/** A random serial number of 16 bytes, positive and of fixed length. */
const serialNumber = (): Bytes => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

const signCertificate = async ({ pkijs, asn1js }: Pki, certificate: Certificate, key: CryptoKey): Promise<void> => {
  const engine = pkijs.getCrypto(true)
  const { signatureAlgorithm } = await engine.getSignatureParameters(key, 'SHA-256')
  const isEc = key.algorithm.name === 'ECDSA'
  // pkijs leaves the NULL out that RFC 4055 wants for RSA; its own sign() would do so again.
  if (!isEc) signatureAlgorithm.algorithmParams = new asn1js.Null()
  certificate.signature = signatureAlgorithm
  certificate.signatureAlgorithm = signatureAlgorithm
  const toBeSigned = new Uint8Array(certificate.encodeTBS().toBER())
  certificate.tbsView = toBeSigned
  const signature = await crypto.subtle.sign({ name: key.algorithm.name, hash: 'SHA-256' }, key, toBeSigned)
  const valueHex = isEc ? pkijs.createCMSECDSASignature(signature) : signature
  certificate.signatureValue = new asn1js.BitString({ valueHex })
}

/** Issues a certificate signed with SHA-256; with subject and authority key identifiers (RFC 5280, 4.2.1.2). */
export const issueCertificate = async (description: CertificateDescription, issuer: Issuer): Promise<Bytes> => {
  const pki = await loadPki()
  const { pkijs, asn1js } = pki
  const certificate = new pkijs.Certificate({ version: 2 })
  certificate.serialNumber = new asn1js.Integer({ valueHex: serialNumber() })
  certificate.subject = nameOf(pki, description.subject)
  certificate.notBefore = timeOf(pki, description.validFrom)
  certificate.notAfter = timeOf(pki, description.validTo)
  await certificate.subjectPublicKeyInfo.importKey(description.publicKey)
  const above = issuer.certificate ? pkijs.Certificate.fromBER(issuer.certificate) : certificate
  certificate.issuer = above.subject

  const ownKey = new asn1js.OctetString({ valueHex: await certificate.getKeyHash() })
  const issuerKey = new pkijs.AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: await above.getKeyHash() }),
  })
  certificate.extensions = [
    ...usageExtensions(pki, description),
    new pkijs.Extension({ extnID: oid.subjectKeyIdentifier, extnValue: ownKey.toBER() }),
    new pkijs.Extension({ extnID: oid.authorityKeyIdentifier, extnValue: issuerKey.toSchema().toBER() }),
    ...(description.extensions ?? []).map(
      ([extnID, value]) => new pkijs.Extension({ extnID, extnValue: copyBytes(value).buffer }),
    ),
  ]
  await signCertificate(pki, certificate, issuer.key)
  return new Uint8Array(certificate.toSchema(true).toBER())
}
