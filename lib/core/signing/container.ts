/** Opens the container of a signature: a CMS SignedData, in DER or BER, from whatever tool it comes. */
import type { BaseBlock } from 'asn1js'
import type { RelativeDistinguishedNames, SignerInfo } from 'pkijs'
import { type Bytes, copyBytes, hex, sameBytes, utf8 } from '../bytes.ts'
import { type Finding, inferred } from '../finding.ts'
import { oid } from './apple.ts'
import { type ParsedCertificate, parseCertificate } from './certificate.ts'
import type { Pki } from './pki.ts'
import { buildingAPass, cmsStandard, signatureFinding } from './report.ts'

/** What is inside a signature, for the checks. */
export interface Container {
  readonly signer: SignerInfo
  readonly leaf: ParsedCertificate
  /** All certificates in it, the leaf too. */
  readonly certificates: readonly ParsedCertificate[]
}

/** A container, or why there is none; findings may stand beside a container too. */
export interface OpenedContainer {
  readonly container?: Container
  readonly findings: readonly Finding[]
}

const contextSpecific = 3

/** A signature with its certificates has three to ten kilobytes. To read one of many small values takes a lot of memory. */
const mostBytes = 128 * 1024

const textStarts = ['-----BEGIN', 'MII'].map(utf8)

const isText = (bytes: Uint8Array): boolean =>
  textStarts.some((start) => start.every((byte, index) => byte === bytes[index]))

const childrenOf = ({ asn1js }: Pki, block: BaseBlock | undefined): readonly BaseBlock[] =>
  block instanceof asn1js.Constructed ? block.valueBlock.value : []

const isContext = ({ idBlock }: BaseBlock, tagNumber: number): boolean =>
  idBlock.tagClass === contextSpecific && idBlock.tagNumber === tagNumber

/** The parts of a SignedData (RFC 5652, 5.1) that are looked at. */
interface SignedParts {
  /** The object identifier of what the container is; `''` for what is no container at all. */
  readonly type: string
  /** What the signature is over. */
  readonly contentType: string
  readonly hasContent: boolean
  /** As they stand there: a fingerprint must be one of the very bytes. */
  readonly certificates: readonly Bytes[]
  readonly signers: readonly BaseBlock[]
}

const oidOf = ({ asn1js }: Pki, block: BaseBlock | undefined): string =>
  block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : ''

/** Takes a container apart. Certificates are left unread by pkijs, which would take long for what is read below. */
const signedParts = (pki: Pki, root: BaseBlock): SignedParts | undefined => {
  const [type, wrapped] = childrenOf(pki, root)
  const [data] = childrenOf(pki, wrapped)
  const [version, digests, encapsulated, ...rest] = childrenOf(pki, data)
  const signers = rest.at(-1)
  if (!(version && digests && encapsulated && signers instanceof pki.asn1js.Set)) return undefined
  const [contentType, content] = childrenOf(pki, encapsulated)
  const set = rest.find((block) => isContext(block, 0))
  return {
    type: oidOf(pki, type),
    contentType: oidOf(pki, contentType),
    hasContent: content !== undefined,
    certificates: childrenOf(pki, set)
      .filter((block) => block instanceof pki.asn1js.Sequence)
      .map((block) => copyBytes(block.valueBeforeDecodeView)),
    signers: childrenOf(pki, signers),
  }
}

/** A certificate; none where it cannot be read: what else is in the container may be all that is needed. */
const readCertificates = (pki: Pki, der: Bytes): readonly ParsedCertificate[] => {
  try {
    return [parseCertificate(pki, der)]
  } catch {
    return []
  }
}

/** Whether two names are the same; mostly they are byte for byte, which is found out at once. */
const sameName = (a: RelativeDistinguishedNames, b: RelativeDistinguishedNames): boolean =>
  (a.valueBeforeDecode.byteLength > 0 &&
    sameBytes(new Uint8Array(a.valueBeforeDecode), new Uint8Array(b.valueBeforeDecode))) ||
  a.isEqual(b)

const isLeaf = ({ pkijs, asn1js }: Pki, { sid }: SignerInfo, { facts, x509 }: ParsedCertificate): boolean => {
  if (sid instanceof pkijs.IssuerAndSerialNumber) {
    return hex(sid.serialNumber.valueBlock.valueHexView) === facts.serialNumber && sameName(x509.issuer, sid.issuer)
  }
  return sid instanceof asn1js.Primitive && hex(sid.valueBlock.valueHexView) === facts.subjectKeyIdentifier
}

const unreadable = (message: string): OpenedContainer => ({
  findings: [signatureFinding('signature-unreadable', message, { source: buildingAPass })],
})

const dataFindings = ({ contentType, hasContent, signers }: SignedParts): readonly Finding[] => {
  const findings: Finding[] = []
  if (hasContent) {
    const message = 'The signature holds its content; it must be detached.'
    findings.push(signatureFinding('signature-content-embedded', message, { source: buildingAPass }))
  }
  if (contentType !== oid.data) {
    const message = `The signature is over content of type ${contentType}, not over data.`
    findings.push(signatureFinding('signature-content-type', message, { source: cmsStandard }))
  }
  if (signers.length !== 1) {
    const message = `The signature has ${signers.length} signers; it must have one.`
    findings.push(signatureFinding('signature-signer-count', message))
  }
  return findings
}

const formFindings = (root: BaseBlock, unread: number): readonly Finding[] => {
  const findings: Finding[] = []
  if (root.lenBlock.isIndefiniteForm) {
    const message = "The signature is in BER with indefinite lengths, not in DER. Apple's parser reads both."
    const fix = 'Nothing needs to be done; write DER where it can be chosen.'
    findings.push(signatureFinding('signature-not-der', message, { severity: 'info', fix, source: inferred }))
  }
  if (unread > 0) {
    const message = `${unread} bytes follow the signature in its file.`
    const fix = 'Write the signature alone into the file.'
    findings.push(
      signatureFinding('signature-trailing-bytes', message, { severity: 'warning', fix, source: cmsStandard }),
    )
  }
  return findings
}

const readCms = (pki: Pki, bytes: Uint8Array): OpenedContainer => {
  const { pkijs, asn1js } = pki
  const { result: root, offset } = asn1js.fromBER(bytes)
  if (offset < 0) return unreadable('The signature is not ASN.1: it is damaged, or no CMS at all.')
  const parts = signedParts(pki, root)
  if (!parts || parts.type !== oid.signedData) return unreadable('The signature is no CMS SignedData.')
  const findings = [...formFindings(root, bytes.length - offset), ...dataFindings(parts)]
  const [only, ...others] = parts.signers
  if (!only || others.length > 0) return { findings }
  const signer = new pkijs.SignerInfo({ schema: only })
  const certificates = parts.certificates.flatMap((der) => readCertificates(pki, der))
  const leaf = certificates.find((certificate) => isLeaf(pki, signer, certificate))
  if (leaf) return { container: { signer, leaf, certificates }, findings }
  const message = "The signer's certificate is not in the signature."
  return { findings: [...findings, signatureFinding('signature-certificate-missing', message)] }
}

/** Opens a signature's container. Never throws: what cannot be read is a finding. */
export const openContainer = (pki: Pki, signature: Uint8Array): OpenedContainer => {
  if (isText(signature)) {
    const message = 'The signature is PEM or base64 text; it must be DER.'
    const fix = 'Write it with -outform DER.'
    return { findings: [signatureFinding('signature-is-text', message, { fix, source: buildingAPass })] }
  }
  if (signature.length > mostBytes) {
    return unreadable(`The signature has ${signature.length} bytes; no honest one has more than ${mostBytes}.`)
  }
  try {
    return readCms(pki, signature)
  } catch {
    return unreadable('The signature is damaged, or no CMS SignedData.')
  }
}
