/** Verifies the signature of a pass, from whatever tool, and reports every check on its own. */
import { type Bytes, copyBytes } from '../bytes.ts'
import type { Finding } from '../finding.ts'
import { digestName } from './algorithms.ts'
import { type ChainCheck, checkChain, readTrust, type Trust, type TrustAnchors } from './chain.ts'
import { type Container, openContainer } from './container.ts'
import { integrityFindings } from './integrity.ts'
import { identityFindings, intermediateFindings, leafFindings, type PassIdentity } from './pass-certificate.ts'
import { loadPki, type Pki } from './pki.ts'
import {
  checked,
  notChecked,
  type SignatureCheck,
  type SignatureFacts,
  type SignatureReport,
  signatureFinding,
} from './report.ts'
import { checkSigningTime } from './signing-time.ts'

/** What {@link verifySignature} takes. The pass's identifiers are compared where they are given. */
export interface VerifyInput extends PassIdentity {
  /** The bytes of the file `signature`. */
  readonly signature: Uint8Array
  /** The bytes of the file `manifest.json`. */
  readonly content: Uint8Array
  readonly trust: Trust
}

const report = (checks: readonly SignatureCheck[], facts?: SignatureFacts): SignatureReport => ({
  ok: checks.every((check) => check.ok === true),
  checks,
  ...(facts ? { facts } : {}),
})

const leafCheck = ({ leaf }: Container, { intermediate }: ChainCheck, identity: PassIdentity): SignatureCheck =>
  checked('leaf', [
    ...leafFindings(leaf.facts),
    ...identityFindings(leaf.facts, identity),
    ...(intermediate ? intermediateFindings(intermediate.facts) : []),
  ])

const factsOf = (container: Container, chain: ChainCheck, signingTime: Date | undefined): SignatureFacts => {
  const { algorithmId } = container.signer.digestAlgorithm
  return {
    ...(signingTime ? { signingTime } : {}),
    digestAlgorithm: digestName(algorithmId) ?? algorithmId,
    signer: container.leaf.facts,
    ...(chain.intermediate ? { issuer: chain.intermediate.facts } : {}),
    certificates: container.certificates.map(({ facts }) => facts),
  }
}

const unopened = (findings: readonly Finding[]): SignatureReport =>
  report([
    checked('container', findings),
    ...(['integrity', 'signingTime', 'chain', 'leaf'] as const).map((name) => notChecked(name)),
  ])

const reportOn = async (
  pki: Pki,
  input: VerifyInput,
  content: Bytes,
  anchors: TrustAnchors,
): Promise<SignatureReport> => {
  const { container, findings } = openContainer(pki, input.signature)
  if (!container) return unopened(findings)
  const time = checkSigningTime(container)
  const chain = await checkChain(container, anchors, time.signingTime)
  const checks = [
    checked('container', findings),
    checked('integrity', await integrityFindings(pki, container, content)),
    checked('signingTime', time.findings),
    checked('chain', chain.findings),
    leafCheck(container, chain, input),
  ]
  return report(checks, factsOf(container, chain, time.signingTime))
}

/**
 * Verifies a signature over content. Never throws because of the signature or the content: whatever is wrong with them
 * is a finding. A certificate that has expired since the signing time is no fault; revocation is not checked.
 *
 * @throws SignerError `signer/certificate-unreadable` if a root to trust cannot be read
 * @example
 * const { ok, checks } = await verifySignature({ signature, content: manifest, trust: 'apple' })
 */
export const verifySignature = async (input: VerifyInput): Promise<SignatureReport> => {
  const [pki, anchors] = await Promise.all([loadPki(), readTrust(input.trust)])
  try {
    return await reportOn(pki, input, copyBytes(input.content), anchors)
  } catch {
    // Bytes that open and then defeat a check are damaged all the same.
    const message = 'The signature is damaged: its parts contradict each other.'
    return unopened([signatureFinding('signature-unreadable', message)])
  }
}
