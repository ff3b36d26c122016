/** Whether the chain is sound: the signer's certificate, the intermediate in the container, and a root that is trusted. */
import type { Finding } from '../finding.ts'
import { appleAuthority } from './apple.ts'
import { appleRoots } from './apple-roots.ts'
import type { ParsedCertificate, PassCertificate } from './certificate.ts'
import type { Container } from './container.ts'
import { isSignedBy, issuerAdvice, namesIssuer } from './issued-by.ts'
import { buildingAPass, signatureFinding, trustPolicy } from './report.ts'
import type { TrustAnchors } from './trust.ts'

/** The issuer found in the container, and what is wrong with the chain. */
export interface ChainCheck {
  readonly intermediate?: ParsedCertificate
  /** The root that it hangs under, if that is trusted: Apple's short name of it, or its whole name. */
  readonly root?: string
  readonly findings: readonly Finding[]
}

const findIssuer = async (
  below: ParsedCertificate,
  candidates: readonly ParsedCertificate[],
): Promise<ParsedCertificate | undefined> => {
  for (const candidate of candidates) {
    // One that signed itself is a root, and no link of a chain.
    if (candidate.facts.sha256 === below.facts.sha256) continue
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

const untrusted = ({ facts }: ParsedCertificate, { apple, roots }: TrustAnchors): Finding => {
  const apples = apple ? ["is not one of Apple's"] : []
  const others = roots.length > 0 ? ['was not issued by a root that you trust'] : []
  const why = [...apples, ...others].join(', and ') || 'has no root that is trusted'
  const message = `The intermediate "${facts.subjectName}", issued by "${facts.issuerName}", ${why}.`
  const fix = 'Sign with a certificate that Apple issued, or trust the root of this chain.'
  return signatureFinding('chain-untrusted', message, { fix, source: trustPolicy })
}

/** What stands above an intermediate, and what is wrong with it. */
export type Top = Pick<ChainCheck, 'root' | 'findings'>

const givenRoot = async (
  intermediate: ParsedCertificate,
  { roots }: TrustAnchors,
  moment: Date | undefined,
): Promise<Top | undefined> => {
  const root = await findIssuer(intermediate, roots)
  if (!root) return undefined
  const findings = [...(root.facts.isCa ? [] : [notAuthority(root.facts)]), ...validityFindings(moment, [root.facts])]
  return { root: root.facts.subjectName, findings }
}

const appleRoot = async (intermediate: ParsedCertificate): Promise<Top | undefined> => {
  // The fingerprint stands for Apple's root above it: the very certificate that the root signed.
  const known = appleAuthority(intermediate.facts.sha256)
  if (known?.under) return { root: known.under, findings: [] }
  const root = await findIssuer(intermediate, appleRoots())
  return root && { root: appleAuthority(root.facts.sha256)?.name ?? root.facts.subjectName, findings: [] }
}

/** What stands above an intermediate. Exactly one root: no chain of four is looked for. */
export const checkRoot = async (intermediate: ParsedCertificate, anchors: TrustAnchors, moment?: Date): Promise<Top> =>
  (anchors.apple ? await appleRoot(intermediate) : undefined) ??
  (await givenRoot(intermediate, anchors, moment)) ?? { findings: [untrusted(intermediate, anchors)] }

/** Checks the chain as of the signing time, where there is one. */
export const checkChain = async (
  container: Container,
  anchors: TrustAnchors,
  moment: Date | undefined,
): Promise<ChainCheck> => {
  const others = container.certificates.filter((certificate) => certificate !== container.leaf)
  const intermediate = await findIssuer(container.leaf, others)
  if (!intermediate) return { findings: [noIntermediate(container, others)] }
  const top = await checkRoot(intermediate, anchors, moment)
  const findings = [
    ...(intermediate.facts.isCa ? [] : [notAuthority(intermediate.facts)]),
    ...validityFindings(moment, [intermediate.facts]),
    ...top.findings,
  ]
  return { ...top, intermediate, findings }
}
