/** Verifies the signature of a pass, from whatever tool, and reports every check on its own. */
import { copyBytes } from '../bytes.ts'
import type { Finding, Profile } from '../finding.ts'
import { digestName } from './algorithms.ts'
import { type ChainCheck, checkChain } from './chain.ts'
import { type Container, openContainer } from './container.ts'
import { digestFindings, integrityFindings } from './integrity.ts'
import { identityFindings, intermediateFindings, leafFindings, type PassIdentity } from './pass-certificate.ts'
import {
  type CheckOutcome,
  checked,
  notChecked,
  type SignatureCheck,
  type SignatureFacts,
  type SignatureReport,
  signatureFinding,
} from './report.ts'
import { checkRevocation, type RevocationList, readRevocationLists } from './revocation.ts'
import { checkSigningTime } from './signing-time.ts'
import { readTrust, type Trust, type TrustAnchors } from './trust.ts'

/** What {@link verifySignature} takes. The pass's identifiers are compared where they are given. */
export interface VerifyInput extends PassIdentity {
  /** The bytes of the file `signature`. */
  readonly signature: Uint8Array
  /** The bytes of the file `manifest.json`. */
  readonly content: Uint8Array
  readonly trust: Trust
  /** Default: `lenient`. */
  readonly profile?: Profile
  /** When: that the certificate has expired by then is told. Default: only the signing time matters. */
  readonly now?: Date
  /** Lists of revoked certificates, each as PEM or DER. Default: revocation is not checked. */
  readonly revocationLists?: readonly (string | Uint8Array)[]
}

const notRevocable: CheckOutcome = { ok: 'not-checked', findings: [] }

const report = (
  checks: readonly SignatureCheck[],
  facts?: SignatureFacts,
  revocation: CheckOutcome = notRevocable,
): SignatureReport => ({
  ok: checks.every((check) => check.ok === true) && revocation.ok !== false,
  checks,
  revocation,
  ...(facts ? { facts } : {}),
})

const leafCheck = ({ leaf }: Container, { intermediate }: ChainCheck, identity: PassIdentity): SignatureCheck =>
  checked('leaf', [
    ...leafFindings(leaf.facts),
    ...identityFindings(leaf.facts, identity),
    ...(intermediate ? intermediateFindings(intermediate.facts) : []),
  ])

const factsOf = (container: Container, chain: ChainCheck, signingTime: Date | undefined): SignatureFacts => {
  const { digestAlgorithm } = container.signer
  return {
    ...(signingTime ? { signingTime } : {}),
    digestAlgorithm: digestName(digestAlgorithm) ?? digestAlgorithm,
    signer: container.leaf.facts,
    ...(chain.intermediate ? { issuer: chain.intermediate.facts } : {}),
    ...(chain.root === undefined ? {} : { root: chain.root }),
    certificates: container.certificates.map(({ facts }) => facts),
  }
}

const unopened = (findings: readonly Finding[]): SignatureReport =>
  report([
    checked('container', findings),
    ...(['integrity', 'signingTime', 'chain', 'leaf'] as const).map((name) => notChecked(name)),
  ])

/** Everything to check with, read and loaded. */
interface Means {
  readonly anchors: TrustAnchors
  readonly lists: readonly RevocationList[]
}

const reportOn = async ({ anchors, lists }: Means, input: VerifyInput): Promise<SignatureReport> => {
  const { container, findings } = openContainer(input.signature)
  if (!container) return unopened(findings)
  const time = checkSigningTime(container, input.now)
  const [chain, integrity] = await Promise.all([
    checkChain(container, anchors, time.signingTime),
    integrityFindings(container, copyBytes(input.content)),
  ])
  const revocation = await checkRevocation(container.leaf, chain.intermediate, lists)
  const checks = [
    checked('container', [...findings, ...digestFindings(container, input.profile ?? 'lenient')]),
    checked('integrity', integrity),
    checked('signingTime', time.findings),
    checked('chain', chain.findings),
    leafCheck(container, chain, input),
  ]
  return report(checks, factsOf(container, chain, time.signingTime), revocation)
}

/**
 * Verifies a signature over content. Never throws because of the signature or the content: whatever is wrong with them
 * is a finding. A certificate that has expired since the signing time is no fault.
 *
 * @throws SignerError `signer/certificate-unreadable` or `signer/revocation-list-unreadable` if a root to trust or a list
 *   of revoked certificates cannot be read
 * @example
 * const { ok, checks } = await verifySignature({ signature, content: manifest, trust: 'apple' })
 */
export const verifySignature = async (input: VerifyInput): Promise<SignatureReport> => {
  const anchors = readTrust(input.trust)
  const lists = await readRevocationLists(input.revocationLists ?? [])
  try {
    return await reportOn({ anchors, lists }, input)
  } catch {
    // Bytes that open and then defeat a check are damaged all the same.
    const message = 'The signature is damaged: its parts contradict each other.'
    return unopened([signatureFinding('signature-unreadable', message)])
  }
}
