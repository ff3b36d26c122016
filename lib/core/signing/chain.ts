/** Whether the chain is sound: the signer's certificate, the intermediate in the container, and a root that is trusted. */
import type { Finding } from '../finding.ts'
import { appleAuthority } from './apple.ts'
import { openCertificate, type ParsedCertificate, type PassCertificate } from './certificate.ts'
import type { Container } from './container.ts'
import { isSignedBy, issuerAdvice, namesIssuer } from './issued-by.ts'
import { buildingAPass, signatureFinding, trustPolicy } from './report.ts'

/**
 * Whom to trust: `apple` recognises Apple's intermediates in the container by their fingerprints; otherwise the given
 * roots, each as PEM or DER.
 */
export type Trust = 'apple' | { readonly roots: readonly (string | Uint8Array)[] }

/** {@link Trust} with its certificates read. */
export type TrustAnchors = 'apple' | readonly ParsedCertificate[]

/** The issuer found in the container, and what is wrong with the chain. */
export interface ChainCheck {
  readonly intermediate?: ParsedCertificate
  readonly findings: readonly Finding[]
}

/**
 * Reads the roots to trust.
 *
 * @throws SignerError `signer/certificate-unreadable`
 */
export const readTrust = async (trust: Trust): Promise<TrustAnchors> =>
  trust === 'apple' ? trust : Promise.all(trust.roots.map((root) => openCertificate(root, 'root certificate')))

const findIssuer = async (
  below: ParsedCertificate,
  candidates: readonly ParsedCertificate[],
): Promise<ParsedCertificate | undefined> => {
  for (const candidate of candidates) {
    if (namesIssuer(below.facts, candidate.facts) && (await isSignedBy(below, candidate))) return candidate
  }
  return undefined
}

const noIntermediate = ({ leaf }: Container, others: readonly ParsedCertificate[]): Finding => {
  const fix = `Put the intermediate into the signature. ${issuerAdvice(leaf.facts)}`
  const [first] = others
  if (!first) {
    const message = 'The signature holds no intermediate certificate.'
    return signatureFinding('chain-intermediate-missing', message, { fix, source: buildingAPass })
  }
  const message = `The signature holds "${first.facts.subjectName}", which did not issue the signer's certificate.`
  return signatureFinding('chain-intermediate-mismatch', message, { fix, source: buildingAPass })
}

const notAuthority = ({ subjectName }: PassCertificate): Finding =>
  signatureFinding('chain-not-authority', `"${subjectName}" issued a certificate but is no certification authority.`, {
    source: trustPolicy,
  })

const validityFindings = (moment: Date | undefined, authorities: readonly PassCertificate[]): readonly Finding[] =>
  authorities
    .filter(({ notBefore, notAfter }) => moment && (moment < notBefore || moment > notAfter))
    .map(({ subjectName }) =>
      signatureFinding('chain-expired', `"${subjectName}" was not valid at the signing time.`, { source: trustPolicy }),
    )

const untrusted = ({ facts }: ParsedCertificate, anchors: TrustAnchors): Finding => {
  const whom =
    anchors === 'apple' ? "is not one of the intermediates known to be Apple's" : 'was not issued by a trusted root'
  const message = `The intermediate "${facts.subjectName}", issued by "${facts.issuerName}", ${whom}.`
  const fix = 'Sign with a certificate that Apple issued, or trust the root of this chain.'
  return signatureFinding('chain-untrusted', message, { fix, source: trustPolicy })
}

/** The findings on what stands above the intermediate. Exactly one root: no chain of four is looked for. */
const rootFindings = async (
  intermediate: ParsedCertificate,
  anchors: TrustAnchors,
  moment: Date | undefined,
): Promise<readonly Finding[]> => {
  if (anchors === 'apple') {
    // The fingerprint stands for Apple's root above it: the very certificate that the root signed.
    const known = appleAuthority(intermediate.facts.sha256)?.role === 'intermediate'
    return known ? [] : [untrusted(intermediate, anchors)]
  }
  const root = await findIssuer(intermediate, anchors)
  if (!root) return [untrusted(intermediate, anchors)]
  return [...(root.facts.isCa ? [] : [notAuthority(root.facts)]), ...validityFindings(moment, [root.facts])]
}

/** Checks the chain as of the signing time, where there is one. */
export const checkChain = async (
  container: Container,
  anchors: TrustAnchors,
  moment: Date | undefined,
): Promise<ChainCheck> => {
  const others = container.certificates.filter((certificate) => certificate !== container.leaf)
  const intermediate = await findIssuer(container.leaf, others)
  if (!intermediate) return { findings: [noIntermediate(container, others)] }
  const findings = [
    ...(intermediate.facts.isCa ? [] : [notAuthority(intermediate.facts)]),
    ...validityFindings(moment, [intermediate.facts]),
    ...(await rootFindings(intermediate, anchors, moment)),
  ]
  return { intermediate, findings }
}
