/** Signatures for the tests of verifying them: a good one, and what is wrong with it bit by bit. */
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'
import { openCertificate } from '../../lib/core/signing/certificate.ts'
import { signPlainly } from '../../lib/core/signing/cms.ts'
import { type DerValue, derChildren, encodeDer, readDer } from '../../lib/core/signing/der.ts'
import { readPrivateKey } from '../../lib/core/signing/private-key.ts'
import type { CheckName, SignatureReport } from '../../lib/core/signing/report.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  type ThrowawayAuthorityOptions,
  type ThrowawayCertificateOptions,
} from '../../lib/core/signing/throwaway.ts'
import { type VerifyInput, verifySignature } from '../../lib/core/signing/verify.ts'

/** What the signatures are over. */
export const content = utf8('{"pass.json":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}')
/** When they are made, in milliseconds since 1970. */
export const noon = Date.UTC(2026, 5, 1, 12)

/** How a signature differs from the good one. */
export interface Variant {
  readonly authority?: ThrowawayAuthorityOptions
  readonly leaf?: Partial<ThrowawayCertificateOptions>
  readonly time?: number
}

/** A signature with no regard to what a signer would refuse. */
export const signed = async ({ authority = {}, leaf = {}, time = noon }: Variant = {}) => {
  const made = await makeThrowawayAuthority({ algorithm: 'P-256', ...authority })
  const chain = await issueThrowawayCertificate(made, {
    passTypeIdentifier: 'pass.com.example.demo',
    teamIdentifier: 'ABCDE12345',
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2027-01-01T00:00:00Z'),
    algorithm: 'P-256',
    ...leaf,
  })
  const certificate = openCertificate(chain.certificate, 'certificate')
  const intermediate = openCertificate(chain.intermediate, 'intermediate')
  const key = await readPrivateKey({ key: chain.key }, leaf.algorithm ?? 'P-256')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  const signature = await signPlainly({ certificate, intermediate, key }, digest, time)
  return { chain, signature, certificate, intermediate }
}

/** A signature without faults. */
export const good = signed()

/** What verifying the good signature comes to, with some of the input changed. */
export const verify = async (change: Partial<VerifyInput> = {}): Promise<SignatureReport> => {
  const { chain, signature } = await good
  return verifySignature({ signature, content, trust: { roots: [chain.root] }, ...change })
}
/** What verifying a variant of it comes to. */
export const verifyVariant = async (variant: Variant): Promise<SignatureReport> => {
  const { chain, signature } = await signed(variant)
  return verifySignature({ signature, content, trust: { roots: [chain.root] } })
}

/** The codes of each check that did not pass. */
export const faults = ({ checks }: SignatureReport): Partial<Record<CheckName, readonly string[] | 'not-checked'>> =>
  Object.fromEntries(
    checks
      .filter(({ ok }) => ok !== true)
      .map(({ name, ok, findings }) => [name, ok === false ? findings.map(({ code }) => code) : ok]),
  )

/** What the other checks say if the container cannot be opened. */
export const nothingElse = {
  integrity: 'not-checked',
  signingTime: 'not-checked',
  chain: 'not-checked',
  leaf: 'not-checked',
}

/** Encodes a value anew, with some of the values inside replaced. */
export const rewrite = (
  value: DerValue,
  change: (value: DerValue, path: string) => readonly Bytes[],
  path = '',
): Bytes => {
  const children = value.tag & 0x20 ? derChildren(value) : undefined
  if (!children) return value.bytes
  const parts = children.flatMap((child, index) => {
    const childPath = `${path}/${index}`
    const changed = change(child, childPath)
    return changed.length === 1 && changed[0] === child.bytes ? [rewrite(child, change, childPath)] : changed
  })
  return encodeDer(value.tag, ...parts)
}
/** Where the SignedData stands in the signature, as the numbers of its ancestors. */
export const data = '/1/0'
/** Where its certificates stand. */
export const certificates = `${data}/3`
/** Where its signer stands. */
export const signerInfo = `${data}/4/0`
/** Where the signed attributes stand. */
export const attributes = `${signerInfo}/3`
/** The good signature with one of its values replaced. */
export const rewritten = async (path: string, change: (value: DerValue) => readonly Bytes[]): Promise<Bytes> => {
  const { signature } = await good
  const root = readDer(signature)
  return root ? rewrite(root, (value, at) => (at === path ? change(value) : [value.bytes])) : signature
}
