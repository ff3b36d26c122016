/** Puts a throwaway signer for each pass type into the secrets, where there is none yet. */
import { issueThrowawayCertificate } from '../../../lib/core/signing/throwaway.ts'
import { storableSigner } from '../../../lib/service/secrets/stored-signer.ts'
import type { Stack } from '../stack/stack.ts'
import type { LocalAuthority } from './authority.ts'

const day = 24 * 60 * 60 * 1000

/** Long enough for whoever comes back to their data years later. */
const validDays = 3650

/** Makes what is missing. */
export const putThrowawaySigners = async (
  { admin, hasSigner }: Pick<Stack, 'admin' | 'hasSigner'>,
  { authority }: LocalAuthority,
  passTypes: readonly { readonly identifier: string; readonly team: string }[],
  now: number,
): Promise<void> => {
  await Promise.all(
    passTypes.map(async ({ identifier, team }) => {
      if (await hasSigner(identifier)) return
      const chain = await issueThrowawayCertificate(authority, {
        passTypeIdentifier: identifier,
        teamIdentifier: team,
        // Apple gives that to few. Here everybody may try passes with NFC, which the personalizable ones are.
        nfc: true,
        validFrom: new Date(now - day),
        validTo: new Date(now + validDays * day),
      })
      const { stored } = await storableSigner(chain)
      await admin.changeSigners(identifier, () => ({ current: stored }))
    }),
  )
}
