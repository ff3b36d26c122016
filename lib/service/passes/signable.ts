/** Whether passes of a type can be signed now. */
import { assertValidAt } from '../../core/signing/assert-valid.ts'
import type { Clock } from '../../ports/clock.ts'
import { type Signers, withSigner } from '../secrets/signers.ts'

/**
 * Checks that there is a signer for a pass type, and that its certificates are valid. Whether it may sign a certain pass is only known when it
 * does.
 *
 * @throws ServiceError `signer/missing`, `signer/unusable`
 */
export type AssertSignable = (passTypeIdentifier: string) => Promise<void>

/** Makes the check. */
export const makeAssertSignable =
  ({ signers, clock }: { readonly signers: Signers; readonly clock: Clock }): AssertSignable =>
  (passTypeIdentifier) =>
    withSigner(signers, passTypeIdentifier, (signer) => assertValidAt(signer, clock.now()))
