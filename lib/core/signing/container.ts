/** Opens the container of a signature: a CMS SignedData, in DER or BER, from whatever tool it comes. */
import type { BaseBlock } from 'asn1js'
import type { SignedData, SignerInfo } from 'pkijs'
import { type Bytes, copyBytes, hex, utf8 } from '../bytes.ts'
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
const textStarts = ['-----BEGIN', 'MII'].map(utf8)

const isText = (bytes: Uint8Array): boolean =>
  textStarts.some((start) => start.every((byte, index) => byte === bytes[index]))

const childrenOf = ({ asn1js }: Pki, block: BaseBlock | undefined): readonly BaseBlock[] =>
  block instanceof asn1js.Constructed ? block.valueBlock.value : []

/**
 * The certificates as they stand in the container. pkijs would encode them anew, and a fingerprint must be one of the
 * very bytes.
 */
const rawCertificates = (pki: Pki, root: BaseBlock): readonly Bytes[] => {
  const [, content] = childrenOf(pki, root)
  const [data] = childrenOf(pki, content)
  const set = childrenOf(pki, data).find(
    ({ idBlock }) => idBlock.tagClass === contextSpecific && idBlock.tagNumber === 0,
  )
  return childrenOf(pki, set)
    .filter((block) => block instanceof pki.asn1js.Sequence)
    .map((block) => copyBytes(block.valueBeforeDecodeView))
}

const isLeaf = ({ pkijs, asn1js }: Pki, { sid }: SignerInfo, { facts, x509 }: ParsedCertificate): boolean => {
  if (sid instanceof pkijs.IssuerAndSerialNumber) {
    return hex(sid.serialNumber.valueBlock.valueHexView) === facts.serialNumber && x509.issuer.isEqual(sid.issuer)
  }
  return sid instanceof asn1js.Primitive && hex(sid.valueBlock.valueHexView) === facts.subjectKeyIdentifier
}

const unreadable = (message: string): OpenedContainer => ({
  findings: [signatureFinding('signature-unreadable', message, { source: buildingAPass })],
})

const dataFindings = (data: SignedData): readonly Finding[] => {
  const findings: Finding[] = []
  const { eContent, eContentType } = data.encapContentInfo
  if (eContent) {
    const message = 'The signature holds its content; it must be detached.'
    findings.push(signatureFinding('signature-content-embedded', message, { source: buildingAPass }))
  }
  if (eContentType !== oid.data) {
    const message = `The signature is over content of type ${eContentType}, not over data.`
    findings.push(signatureFinding('signature-content-type', message, { source: cmsStandard }))
  }
  if (data.signerInfos.length !== 1) {
    const message = `The signature has ${data.signerInfos.length} signers; it must have one.`
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
  const certificates = rawCertificates(pki, root).map((der) => parseCertificate(pki, der))
  const info = new pkijs.ContentInfo({ schema: root })
  if (info.contentType !== oid.signedData) return unreadable('The signature is a CMS, but not a SignedData.')
  const data = new pkijs.SignedData({ schema: info.content })

  const findings = [...formFindings(root, bytes.length - offset), ...dataFindings(data)]
  const [signer] = data.signerInfos
  if (!signer || data.signerInfos.length > 1) return { findings }
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
  try {
    return readCms(pki, signature)
  } catch {
    return unreadable('The signature is damaged, or no CMS SignedData.')
  }
}
