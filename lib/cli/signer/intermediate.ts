/** The intermediate of a certificate: among what was given, or fetched, and never one that did not issue it. */

import { PasswrightError } from '../../core/errors.ts'
import { appleAuthority } from '../../core/signing/apple.ts'
import { openCertificate, type ParsedCertificate } from '../../core/signing/certificate.ts'
import { checkRoot } from '../../core/signing/chain.ts'
import { isSignedBy, issuerAdvice, namesIssuer } from '../../core/signing/issued-by.ts'
import { appleIssuerAddress, namedIssuerAddresses } from '../../core/signing/issuer-addresses.ts'
import type { TrustAnchors } from '../../core/signing/trust.ts'
import { DeviceError } from '../../device/errors.ts'
import { type Fetch, send } from '../../device/web-service/send.ts'
import { InputError } from '../errors.ts'

/** An intermediate, and where it is from. */
export interface FoundIntermediate {
  readonly certificate: ParsedCertificate
  /** A file, or an address. */
  readonly from: string
  /** The root above it: Apple's short name of it, or its whole name. */
  readonly root: string
}

/** An intermediate that may be the one. */
export interface Candidate {
  readonly certificate: ParsedCertificate
  readonly file: string
}

/** Where to look. */
export interface IntermediateSources {
  readonly candidates: readonly Candidate[]
  readonly anchors: TrustAnchors
  /** Undefined to ask nobody. */
  readonly fetch: Fetch | undefined
}

/** A certificate has one or two kilobytes. */
const limits = { maxBytes: 64 * 1024, maxMilliseconds: 10_000 }

/** Whether a certificate was issued by another: by key identifier, and by its signature. */
const isIssuer = async (leaf: ParsedCertificate, above: ParsedCertificate): Promise<boolean> =>
  above.facts.isCa && namesIssuer(leaf.facts, above.facts) && (await isSignedBy(leaf, above))

const isApples = (address: string): boolean => {
  const { protocol, hostname } = new URL(address)
  return (
    (protocol === 'https:' || protocol === 'http:') && (hostname === 'apple.com' || hostname.endsWith('.apple.com'))
  )
}

const isOfWeb = (address: string): boolean => ['http:', 'https:'].includes(new URL(address).protocol)

/**
 * Where to ask. Anybody may have written the address in a certificate: one that is not Apple's is only asked by whoever
 * trusts a root of his own. What comes is checked in either case, so that plain HTTP does no harm.
 */
const addressesFor = (leaf: ParsedCertificate, { roots }: TrustAnchors): readonly string[] => {
  const apple = appleIssuerAddress(leaf)
  const named = namedIssuerAddresses(leaf).filter(roots.length > 0 ? isOfWeb : isApples)
  return [...new Set([...named.slice(0, 2), ...(apple === undefined ? [] : [apple])])]
}

interface Fetched {
  readonly certificate?: ParsedCertificate
  readonly reason: string
}

const fetchFrom = async (address: string, leaf: ParsedCertificate, fetch: Fetch): Promise<Fetched> => {
  try {
    const { status, body } = await send(fetch, address, { method: 'GET', headers: new Headers() }, limits)
    if (status !== 200) return { reason: `${address} answered with status ${status}` }
    const certificate = openCertificate(body, 'answer')
    if (await isIssuer(leaf, certificate)) return { certificate, reason: '' }
    return { reason: `${address} offers a certificate that is not the issuer's` }
  } catch (cause) {
    if (cause instanceof DeviceError) return { reason: cause.message }
    if (cause instanceof PasswrightError) return { reason: `${address} offers no certificate` }
    throw cause
  }
}

const notFound = (leaf: ParsedCertificate, reasons: readonly string[]): InputError => {
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : ''
  return new InputError(
    'input/no-intermediate',
    `the intermediate that issued the certificate is not there${why}. ${issuerAdvice(leaf.facts)} It may be given as another file.`,
  )
}

/** @throws InputError `input/issuer-untrusted` */
const trusted = async (
  certificate: ParsedCertificate,
  from: string,
  anchors: TrustAnchors,
): Promise<FoundIntermediate> => {
  const { root, findings } = await checkRoot(certificate, anchors)
  const [fault] = findings
  if (root !== undefined && !fault) return { certificate, from, root }
  const remedy = 'Give a certificate that Apple issued; for a lookalike of your own, name its root with --trust.'
  throw new InputError('input/issuer-untrusted', `${from}: ${fault?.message ?? 'it hangs under no root.'} ${remedy}`)
}

/** Apple's short name of an authority, or the whole name of another. */
export const authorityName = ({ facts }: ParsedCertificate): string => {
  const apple = appleAuthority(facts.sha256)
  return apple ? `Apple's ${apple.name}` : `"${facts.subjectName}"`
}

/**
 * Finds the intermediate: among the candidates, at the address that the certificate names, at the one where Apple offers the
 * one with that key. It must have signed the certificate, and be one of Apple's or under a root that is trusted.
 *
 * @throws InputError `input/no-intermediate`, `input/issuer-untrusted`
 */
export const findIntermediate = async (
  leaf: ParsedCertificate,
  { candidates, anchors, fetch }: IntermediateSources,
): Promise<FoundIntermediate> => {
  const reasons: string[] = []
  for (const { certificate, file } of candidates) {
    if (await isIssuer(leaf, certificate)) return await trusted(certificate, file, anchors)
    if (certificate.facts.isCa && certificate.facts.wwdrMarker)
      reasons.push(`${file} holds ${authorityName(certificate)}, which did not issue it`)
  }
  for (const address of addressesFor(leaf, anchors)) {
    if (!fetch) break
    const { certificate, reason } = await fetchFrom(address, leaf, fetch)
    if (certificate) return await trusted(certificate, address, anchors)
    reasons.push(reason)
  }
  throw notFound(leaf, reasons)
}
