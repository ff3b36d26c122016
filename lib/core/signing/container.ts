/** Opens the container of a signature: a CMS SignedData, in DER or BER, from whatever tool it comes. */
import { type Bytes, copyBytes, hex, utf8 } from '../bytes.ts'
import { type Finding, inferred } from '../finding.ts'
import { oid } from './apple.ts'
import { type Definite, definite } from './ber.ts'
import { type ParsedCertificate, parseCertificate } from './certificate.ts'
import { type DerValue, derChildren, oidText, readDer, tag } from './der.ts'
import { type DistinguishedName, readName, sameName } from './distinguished-name.ts'
import { buildingAPass, cmsStandard, signatureFinding } from './report.ts'
import { type AlgorithmIdentifier, readAlgorithm } from './x509.ts'

/** Whose certificate it is: by the names of its issuer and its serial number, or by the identifier of its key. */
type SignerIdentifier =
  | { readonly issuer: DistinguishedName; readonly serialNumber: string }
  | { readonly keyIdentifier: string }

/** One signature of a container (RFC 5652, 5.3). */
export interface SignerInfo {
  readonly identifier: SignerIdentifier
  /** An object identifier. */
  readonly digestAlgorithm: string
  /** The signed attributes, each a SEQUENCE of its type and its values; undefined for a signature over the content itself. */
  readonly attributes?: readonly DerValue[]
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Bytes
}

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

/** A signature with its certificates has three to ten kilobytes. To read one of many small values takes a lot of memory. */
const mostBytes = 128 * 1024

const textStarts = ['-----BEGIN', 'MII'].map(utf8)

const isText = (bytes: Uint8Array): boolean =>
  textStarts.some((start) => start.every((byte, index) => byte === bytes[index]))

const childrenOf = (value: DerValue | undefined): readonly DerValue[] => (value ? (derChildren(value) ?? []) : [])

/** The context-specific tags of a SignedData and of a SignerInfo, as their identifier octets. */
const certificatesTag = 0xa0
const attributesTag = 0xa0
const keyIdentifierTag = 0x80

/** The parts of a SignedData (RFC 5652, 5.1) that are looked at. */
interface SignedParts {
  /** The object identifier of what the container is; `''` for what is no container at all. */
  readonly type: string
  /** What the signature is over. */
  readonly contentType: string
  readonly hasContent: boolean
  /** As they stand there: a fingerprint must be one of the very bytes. */
  readonly certificates: readonly Bytes[]
  readonly signers: readonly DerValue[]
}

/** Takes a container apart. */
const signedParts = (root: DerValue | undefined): SignedParts | undefined => {
  const [type, wrapped] = childrenOf(root)
  const [data] = childrenOf(wrapped)
  const [version, digests, encapsulated, ...rest] = childrenOf(data)
  const signers = rest.at(-1)
  if (!(version && digests && encapsulated && signers?.tag === tag.set)) return undefined
  const [contentType, content] = childrenOf(encapsulated)
  return {
    type: oidText(type) ?? '',
    contentType: oidText(contentType) ?? '',
    hasContent: content !== undefined,
    certificates: childrenOf(rest.find((value) => value.tag === certificatesTag))
      .filter((value) => value.tag === tag.sequence)
      .map(({ bytes }) => copyBytes(bytes)),
    signers: childrenOf(signers),
  }
}

const readIdentifier = (value: DerValue | undefined): SignerIdentifier | undefined => {
  if (value?.tag === keyIdentifierTag) return { keyIdentifier: hex(value.content) }
  const [issuer, serialNumber] = childrenOf(value)
  return issuer && serialNumber && { issuer: readName(issuer), serialNumber: hex(serialNumber.content) }
}

/** Reads a SignerInfo. Throws if it is none. */
const readSigner = (value: DerValue): SignerInfo | undefined => {
  const [, identifier, digestAlgorithm, ...rest] = childrenOf(value)
  const attributes = rest[0]?.tag === attributesTag ? rest[0] : undefined
  const [signatureAlgorithm, signature] = attributes ? rest.slice(1) : rest
  const whose = readIdentifier(identifier)
  if (!whose || signature?.tag !== tag.octets) return undefined
  return {
    identifier: whose,
    digestAlgorithm: readAlgorithm(digestAlgorithm).oid,
    ...(attributes ? { attributes: childrenOf(attributes) } : {}),
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signature: signature.content,
  }
}

/** A certificate; none where it cannot be read: what else is in the container may be all that is needed. */
const readCertificates = (der: Bytes): readonly ParsedCertificate[] => {
  try {
    return [parseCertificate(der)]
  } catch {
    return []
  }
}

const isLeaf = ({ identifier }: SignerInfo, { facts, x509 }: ParsedCertificate): boolean =>
  'keyIdentifier' in identifier
    ? identifier.keyIdentifier === facts.subjectKeyIdentifier
    : identifier.serialNumber === facts.serialNumber && sameName(x509.issuer, identifier.issuer)

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

const formFindings = ({ indefinite, rest }: Definite): readonly Finding[] => {
  const findings: Finding[] = []
  if (indefinite) {
    const message = "The signature is in BER with indefinite lengths, not in DER. Apple's parser reads both."
    const fix = 'Nothing needs to be done; write DER where it can be chosen.'
    findings.push(signatureFinding('signature-not-der', message, { severity: 'info', fix, source: inferred }))
  }
  if (rest > 0) {
    const message = `${rest} bytes follow the signature in its file.`
    const fix = 'Write the signature alone into the file.'
    findings.push(
      signatureFinding('signature-trailing-bytes', message, { severity: 'warning', fix, source: cmsStandard }),
    )
  }
  return findings
}

const readCms = (bytes: Bytes): OpenedContainer => {
  const read = definite(bytes)
  if (!read) return unreadable('The signature is not ASN.1: it is damaged, or no CMS at all.')
  const parts = signedParts(readDer(read.der))
  if (!parts || parts.type !== oid.signedData) return unreadable('The signature is no CMS SignedData.')
  const findings = [...formFindings(read), ...dataFindings(parts)]
  const [only, ...others] = parts.signers
  if (!only || others.length > 0) return { findings }
  const signer = readSigner(only)
  if (!signer) return unreadable('The signature is damaged: it does not say how it was made.')
  const certificates = parts.certificates.flatMap(readCertificates)
  const leaf = certificates.find((certificate) => isLeaf(signer, certificate))
  if (leaf) return { container: { signer, leaf, certificates }, findings }
  const message = "The signer's certificate is not in the signature."
  return { findings: [...findings, signatureFinding('signature-certificate-missing', message)] }
}

/** Opens a signature's container. Never throws: what cannot be read is a finding. */
export const openContainer = (signature: Uint8Array): OpenedContainer => {
  if (isText(signature)) {
    const message = 'The signature is PEM or base64 text; it must be DER.'
    const fix = 'Write it with -outform DER.'
    return { findings: [signatureFinding('signature-is-text', message, { fix, source: buildingAPass })] }
  }
  if (signature.length > mostBytes) {
    return unreadable(`The signature has ${signature.length} bytes; no honest one has more than ${mostBytes}.`)
  }
  try {
    return readCms(copyBytes(signature))
  } catch {
    return unreadable('The signature is damaged, or no CMS SignedData.')
  }
}
