/** A signer as a deployment keeps it: three PEM texts, the key without a passphrase, and what is laid out once. */
import { writePem } from '../../core/signing/pem.ts'
import { plainPrivateKey } from '../../core/signing/private-key.ts'
import { loadSigner, makeSkeleton, type Signer, type SignerInput } from '../../core/signing/signer.ts'
import type { StoredSigner } from '../../ports/secrets.ts'

/** A signer that was loaded, and what to store of it. */
export interface StorableSigner {
  readonly signer: Signer
  readonly stored: StoredSigner
}

/**
 * Checks the parts of a signer and makes of them what is stored.
 *
 * @throws SignerError if they do not belong together
 */
export const storableSigner = async (parts: SignerInput): Promise<StorableSigner> => {
  const skeleton = await makeSkeleton(parts)
  const laidOut = skeleton === undefined ? {} : { skeleton }
  const signer = await loadSigner({ ...parts, ...laidOut })
  const { certificate, intermediate } = signer
  const stored = {
    certificate: writePem('CERTIFICATE', certificate.der),
    key: await plainPrivateKey(parts, certificate.publicKeyAlgorithm ?? 'RSA'),
    intermediate: writePem('CERTIFICATE', intermediate.der),
    ...laidOut,
  }
  return { signer, stored }
}
