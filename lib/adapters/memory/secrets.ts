/** Secrets in memory. */
import { UnavailableError } from '../../ports/errors.ts'
import type { KeyRing, Secrets, SecretsAdmin, StoredApiKey, StoredSigner } from '../../ports/secrets.ts'
import { promised } from './promised.ts'

/** The two faces of the secrets: what the service reads and what operators write. */
export interface MemorySecrets {
  readonly secrets: Secrets
  readonly admin: SecretsAdmin
}

/** Secrets in memory, gone with the process: no signer and no API key at first, and the given keys, if any. */
export const memorySecrets = (given?: KeyRing): MemorySecrets => {
  const keyRing = structuredClone(given)
  const signers = new Map<string, StoredSigner>()
  let apiKeys: readonly StoredApiKey[] = []

  const secrets: Secrets = {
    signer: (passTypeIdentifier) => promised(() => structuredClone(signers.get(passTypeIdentifier))),
    keyRing: () =>
      promised(() => {
        if (!keyRing) throw new UnavailableError('there are no keys to make tokens with: store some, then try again')
        return structuredClone(keyRing)
      }),
    apiKeys: () => promised(() => structuredClone(apiKeys)),
  }

  const admin: SecretsAdmin = {
    putSigner: (passTypeIdentifier, signer) =>
      promised(() => {
        signers.set(passTypeIdentifier, structuredClone(signer))
      }),
    changeApiKeys: (change) =>
      promised(() => {
        apiKeys = structuredClone(change(structuredClone(apiKeys)))
      }),
  }

  return { secrets, admin }
}
