/** Whom to trust: whose root may stand above the intermediate of a signature. */
import { openCertificate, type ParsedCertificate } from './certificate.ts'

/**
 * Whom to trust: `apple`, Apple's roots alone; the given roots alone, each as PEM or DER; or both.
 */
export type Trust =
  | 'apple'
  | { readonly roots: readonly (string | Uint8Array)[] }
  | { readonly apple: true; readonly roots: readonly (string | Uint8Array)[] }

/** {@link Trust} with its certificates read. */
export interface TrustAnchors {
  readonly apple: boolean
  readonly roots: readonly ParsedCertificate[]
}

/**
 * Reads the roots to trust.
 *
 * @throws SignerError `signer/certificate-unreadable`
 */
export const readTrust = (trust: Trust): TrustAnchors => {
  if (trust === 'apple') return { apple: true, roots: [] }
  const roots = trust.roots.map((root) => openCertificate(root, 'root certificate'))
  return { apple: 'apple' in trust, roots }
}
