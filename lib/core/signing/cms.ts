/**
 * The signature of a pass, the plain way: a detached CMS SignedData (RFC 5652) built by pkijs. Works for every kind of
 * key; the quick way for RSA keys (`skeleton.ts`) is made from its output.
 */
import type { Attribute, SignedData } from 'pkijs'
import { type Bytes, sameBytes } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { oid } from './apple.ts'
import type { ParsedCertificate } from './certificate.ts'
import { compareDer, derChildren, readDer } from './der.ts'
import { loadPki, type Pki } from './pki.ts'
import { timeForm } from './time.ts'

/** Everything that a signature is made with. */
export interface SigningIdentity {
  readonly certificate: ParsedCertificate
  readonly intermediate: ParsedCertificate
  readonly key: CryptoKey
}

const digestAlgorithm = 'SHA-256'

/**
 * Content type, signing time and message digest. DER sorts a SET OF by encoding; these three begin with the lengths
 * 0x18, 0x1c (or 0x1e for a GeneralizedTime) and 0x2f, so this is their order.
 */
const signedAttributes = ({ pkijs, asn1js }: Pki, digest: Bytes, milliseconds: number): Attribute[] => {
  const valueDate = new Date(milliseconds)
  const isUtc = timeForm(milliseconds) === 'utc'
  const time = isUtc ? new asn1js.UTCTime({ valueDate }) : new asn1js.GeneralizedTime({ valueDate })
  return [
    new pkijs.Attribute({ type: oid.contentType, values: [new asn1js.ObjectIdentifier({ value: oid.data })] }),
    new pkijs.Attribute({ type: oid.signingTime, values: [time] }),
    new pkijs.Attribute({ type: oid.messageDigest, values: [new asn1js.OctetString({ valueHex: digest })] }),
  ]
}

const byEncoding = (a: ParsedCertificate, b: ParsedCertificate): number => compareDer(a.facts.der, b.facts.der)

const signedData = (pki: Pki, identity: SigningIdentity, digest: Bytes, milliseconds: number): SignedData => {
  const { pkijs } = pki
  const ofLibrary = ({ facts }: ParsedCertificate) => pkijs.Certificate.fromBER(facts.der)
  const { issuer, serialNumber } = ofLibrary(identity.certificate)
  return new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    // A SET OF too, and pkijs does not sort.
    certificates: [identity.certificate, identity.intermediate].sort(byEncoding).map(ofLibrary),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: signedAttributes(pki, digest, milliseconds),
        }),
      }),
    ],
  })
}

/** Parameters of the algorithms as RFC 5754 wants them, which is not as pkijs writes them. */
const correctParameters = ({ pkijs, asn1js }: Pki, data: SignedData, key: CryptoKey): void => {
  // Section 2: SHA-2 identifiers are generated without parameters.
  const digest = () => new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 })
  data.digestAlgorithms = [digest()]
  for (const signer of data.signerInfos) {
    signer.digestAlgorithm = digest()
    // Section 3.2: NULL for RSA. Section 3.3: nothing for ECDSA.
    if (key.algorithm.name !== 'ECDSA') signer.signatureAlgorithm.algorithmParams = new asn1js.Null()
  }
}

const certificateSet = 0xa0

/** ContentInfo > [0] > SignedData > [0], the certificates in it. */
const embeddedCertificates = (cms: Bytes): readonly Bytes[] => {
  const [, content] = derChildren(readDer(cms) ?? { tag: 0, bytes: cms, content: cms }) ?? []
  const [data] = (content && derChildren(content)) ?? []
  const set = data && derChildren(data)?.find((value) => value.tag === certificateSet)
  return ((set && derChildren(set)) ?? []).map((value) => value.bytes)
}

/** A certificate that is not in DER would be changed by encoding it anew, and its own signature would break. */
const assertIntact = (cms: Bytes, certificates: readonly ParsedCertificate[]): void => {
  const embedded = embeddedCertificates(cms)
  for (const { facts } of certificates) {
    if (embedded.some((bytes) => sameBytes(bytes, facts.der))) continue
    const message = `The certificate of "${facts.subjectName}" is not in DER. Fetch a fresh copy from its issuer.`
    throw new SignerError('signer/certificate-unreadable', message)
  }
}

/**
 * Makes the CMS over content with the given SHA-256 digest: DER, detached, with the certificate and its intermediate.
 *
 * @param milliseconds the signing time, in whole seconds
 */
export const signPlainly = async (identity: SigningIdentity, digest: Bytes, milliseconds: number): Promise<Bytes> => {
  const pki = await loadPki()
  const data = signedData(pki, identity, digest, milliseconds)
  await data.sign(identity.key, 0, digestAlgorithm)
  correctParameters(pki, data, identity.key)
  const container = new pki.pkijs.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) })
  const cms = new Uint8Array(container.toSchema().toBER())
  assertIntact(cms, [identity.certificate, identity.intermediate])
  return cms
}
