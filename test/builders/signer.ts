/** Throwaway signers for tests; the keys of one kind are made once a process, because RSA keys take their time. */
import { loadSigner, type Signer } from '../../lib/core/index.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  type ThrowawayAuthority,
  type ThrowawayCertificateOptions,
  type ThrowawayChain,
} from '../../lib/core/signing/throwaway.ts'

let authority: Promise<ThrowawayAuthority> | undefined

/** A chain for the pass of `aTemplate`, valid from 2026 to 2027 unless told otherwise. */
export const aChain = async (options: Partial<ThrowawayCertificateOptions> = {}): Promise<ThrowawayChain> => {
  authority ??= makeThrowawayAuthority()
  return issueThrowawayCertificate(await authority, {
    passTypeIdentifier: 'pass.com.example.card',
    teamIdentifier: 'ABCDE12345',
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2027-12-31T00:00:00Z'),
    ...options,
  })
}

/** A signer for the pass of `aTemplate`, and its root. */
export const aSigner = async (
  options: Partial<ThrowawayCertificateOptions> = {},
): Promise<{ readonly signer: Signer; readonly root: string }> => {
  const chain = await aChain(options)
  return { signer: await loadSigner(chain), root: chain.root }
}
