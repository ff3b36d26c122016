/** Whether content is what was signed, and the signature is the one of the certificate's key. */
import { type Bytes, sameBytes } from '../bytes.ts'
import { type Finding, inferred, type Profile } from '../finding.ts'
import { digestName } from './algorithms.ts'
import { oid } from './apple.ts'
import { signedAttribute, signedAttributeEncodings } from './attributes.ts'
import type { Container } from './container.ts'
import { oidText, tag } from './der.ts'
import { cmsStandard, signatureFinding } from './report.ts'
import { verifiesWithKey } from './verify-with-key.ts'

const contentChanged = (): Finding =>
  signatureFinding('signature-content-changed', 'The manifest is not the one that was signed: their digests differ.', {
    fix: 'Sign the very bytes of manifest.json that are in the package.',
  })

const attributeFinding = (name: string, state: 'missing' | 'repeated'): Finding =>
  signatureFinding(`signature-attribute-${state}`, `The signed attribute ${name} is ${state}.`, { source: cmsStandard })

/** Content type and message digest, the two attributes that must be there (RFC 5652, 5.3 and 11). */
const attributeFindings = (container: Container, digest: Uint8Array): readonly Finding[] => {
  const findings: Finding[] = []
  const type = signedAttribute(container.signer, oid.contentType)
  if (typeof type === 'string') findings.push(attributeFinding('contentType', type))
  else if (oidText(type) !== oid.data) {
    const message = 'The signed attribute contentType does not say data.'
    findings.push(signatureFinding('signature-content-type', message, { source: cmsStandard }))
  }
  const signed = signedAttribute(container.signer, oid.messageDigest)
  if (typeof signed === 'string') findings.push(attributeFinding('messageDigest', signed))
  else if (signed.tag !== tag.octets || !sameBytes(signed.content, digest)) findings.push(contentChanged())
  return findings
}

/** What there is to say of a digest that is sound for Wallet but weak: both are accepted, SHA-256 is what to choose. */
export const digestFindings = ({ signer }: Container, profile: Profile): readonly Finding[] => {
  if (signer.digestAlgorithm !== oid.sha1) return []
  const message = 'The signature is made with SHA-1, which is weak. Wallet accepts it.'
  const severity = profile === 'strict' ? 'warning' : 'info'
  return [signatureFinding('signature-sha1', message, { severity, fix: 'Sign with SHA-256.', source: inferred })]
}

/** Whether the signature is over one of the encodings. */
const verifiesOver = async (container: Container, digest: string, encodings: readonly Bytes[]): Promise<boolean> => {
  const { signatureAlgorithm: algorithm, signature } = container.signer
  for (const data of encodings) {
    if (await verifiesWithKey(container.leaf.x509.publicKey, { algorithm, digest, signature, data })) return true
  }
  return false
}

/** Every fault in the signature over the content: SHA-1, SHA-256, SHA-384 and SHA-512; RSA and ECDSA. */
export const integrityFindings = async (container: Container, content: Bytes): Promise<readonly Finding[]> => {
  const { digestAlgorithm: identifier } = container.signer
  const digestAlgorithm = digestName(identifier)
  if (!digestAlgorithm) {
    const message = `The digest algorithm ${identifier} is not one that passes are signed with.`
    const fix = 'Sign with SHA-256.'
    return [signatureFinding('signature-digest-unsupported', message, { fix, source: cmsStandard })]
  }
  const digest = new Uint8Array(await crypto.subtle.digest(digestAlgorithm, content))
  const attributes = signedAttributeEncodings(container.signer)
  const findings = attributes ? attributeFindings(container, digest) : []
  // Without attributes the signature is over the content itself (RFC 5652, 5.4).
  if (await verifiesOver(container, digestAlgorithm, attributes ?? [content])) return findings
  const message = "The signature does not verify with the signer's certificate."
  return [...findings, signatureFinding('signature-invalid', message)]
}
