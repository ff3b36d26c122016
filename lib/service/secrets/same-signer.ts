/** Telling a signer from the one that takes its place. */
import type { StoredSigner } from '../../ports/secrets.ts'

/** Whether two are the same signer; what was laid out for it is not part of it. */
export const isSameSigner = (a: StoredSigner, b: StoredSigner): boolean =>
  a.certificate === b.certificate && a.key === b.key && a.intermediate === b.intermediate
