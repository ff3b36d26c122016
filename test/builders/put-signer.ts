/** Puts a signer into secrets, as the only one of its pass type. */

interface Parts {
  readonly certificate: string
  readonly key: string
  readonly intermediate: string
}

/** What of the secrets' administration is needed here. */
interface SignersAdmin {
  readonly changeSigners: (passTypeIdentifier: string, change: () => { readonly current: Parts }) => Promise<void>
}

/** Puts it. */
export const putSigner = (
  admin: SignersAdmin,
  passTypeIdentifier: string,
  { certificate, key, intermediate }: Parts,
): Promise<void> => admin.changeSigners(passTypeIdentifier, () => ({ current: { certificate, key, intermediate } }))
