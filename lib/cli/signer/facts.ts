/** What there is to know of a signer, for whoever looks at it. */
import { PasswrightError } from '../../core/errors.ts'
import type { CertificateFacts } from '../../core/inspection/inspection.ts'
import { openCertificate, type ParsedCertificate, type PassCertificate } from '../../core/signing/certificate.ts'
import { checkRoot } from '../../core/signing/chain.ts'
import type { CheckSignerOptions } from '../../core/signing/check-signer.ts'
import { readTrust, type Trust } from '../../core/signing/trust.ts'
import { type Counts, countFindings } from '../findings.ts'
import { authorityName } from './intermediate.ts'
import { findingsOn, type SignerSubject } from './subjects.ts'

/** Facts of one certificate, by themselves. */
export type OwnFacts = Omit<CertificateFacts, 'role' | 'apple'>

/** Facts of a signer; what cannot be read is left out. */
export interface SignerFacts {
  readonly name: string
  /** When it takes over. */
  readonly from?: Date
  readonly passTypeIdentifier?: string
  readonly teamIdentifier?: string
  readonly nfc?: boolean
  /** Whether it may push. */
  readonly pushes?: boolean
  readonly keyAlgorithm?: string
  /** Full days until it can no longer sign; negative after that. */
  readonly daysLeft?: number
  readonly certificate?: OwnFacts
  readonly intermediate?: OwnFacts & { readonly name: string }
  /** The root above, if it is trusted. */
  readonly root?: string
  readonly counts: Counts
}

/** How to look. */
export interface FactOptions extends CheckSignerOptions {
  readonly now: Date
  readonly trust: Trust
}

const dayLength = 24 * 60 * 60 * 1000

const readable = (part: string | Uint8Array | undefined): ParsedCertificate | undefined => {
  try {
    return part === undefined ? undefined : openCertificate(part, 'certificate')
  } catch (cause) {
    if (cause instanceof PasswrightError) return undefined
    throw cause
  }
}

const certificateFacts = (facts: PassCertificate): OwnFacts => {
  const { subjectName, issuerName, serialNumber, sha256, notBefore, notAfter } = facts
  return { subject: subjectName, issuer: issuerName, serialNumber, sha256, notBefore, notAfter }
}

const leafFacts = ({ facts }: ParsedCertificate) => {
  const { userId, organizationalUnit } = facts.subject
  return {
    ...(userId === undefined ? {} : { passTypeIdentifier: userId }),
    ...(organizationalUnit === undefined ? {} : { teamIdentifier: organizationalUnit }),
    nfc: facts.nfc,
    pushes: facts.apnsMarker,
    ...(facts.publicKeyAlgorithm ? { keyAlgorithm: facts.publicKeyAlgorithm } : {}),
    certificate: certificateFacts(facts),
  }
}

const issuerFacts = async (above: ParsedCertificate, trust: Trust) => {
  const { root } = await checkRoot(above, readTrust(trust))
  return {
    intermediate: { name: authorityName(above), ...certificateFacts(above.facts) },
    ...(root === undefined ? {} : { root }),
  }
}

/** Gathers what there is to know of a signer. */
export const signerFacts = async (subject: SignerSubject, options: FactOptions): Promise<SignerFacts> => {
  const leaf = readable(subject.certificate)
  const above = readable(subject.intermediate)
  const ends = [leaf, above].flatMap((each) => (each ? [each.facts.notAfter.getTime()] : []))
  return {
    name: subject.name,
    ...(subject.from === undefined ? {} : { from: new Date(subject.from) }),
    ...(leaf ? leafFacts(leaf) : {}),
    ...(above ? await issuerFacts(above, options.trust) : {}),
    ...(leaf ? { daysLeft: Math.floor((Math.min(...ends) - options.now.getTime()) / dayLength) } : {}),
    counts: countFindings(await findingsOn(subject, options)),
  }
}
