/** Opens the container of a signature: a CMS SignedData, in DER or BER, from whatever tool it comes. */
import { type Bytes, copyBytes, utf8 } from '../bytes.ts'
import { type Finding, inferred } from '../finding.ts'
import { oid } from './apple.ts'
import { type Definite, definite } from './ber.ts'
import { type ParsedCertificate, parseCertificate } from './certificate.ts'
import { readDer } from './der.ts'
import { sameName } from './distinguished-name.ts'
import { buildingAPass, cmsStandard, signatureFinding } from './report.ts'
import { readSigner, type SignedParts, type SignerInfo, signedParts } from './signed-data.ts'

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
