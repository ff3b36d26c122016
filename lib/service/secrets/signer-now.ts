/** The signer of the moment, for who does nothing but ask for it. */
import type { Clock } from '../../ports/clock.ts'
import { type Secrets, type StoredSigner, signerAt } from '../../ports/secrets.ts'

/** Finds the signer that signs and pushes now; undefined if the pass type has none. @throws UnavailableError */
export type SignerNow = (passTypeIdentifier: string) => Promise<StoredSigner | undefined>

/** Makes it. Every call asks anew. */
export const makeSignerNow =
  ({ secrets, clock }: { readonly secrets: Pick<Secrets, 'signers'>; readonly clock: Clock }): SignerNow =>
  async (passTypeIdentifier) => {
    const stored = await secrets.signers(passTypeIdentifier)
    return stored && signerAt(stored, clock.now())
  }
