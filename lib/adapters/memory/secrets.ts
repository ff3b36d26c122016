/** Secrets in memory. */

import { UnavailableError } from '../../ports/errors.ts'
import type { KeyRing, Secrets, SecretsAdmin, StoredApiKey, StoredSigner } from '../../ports/secrets.ts'
import { copyOf } from './copy.ts'
import { promised } from './promised.ts'

/** The two faces of the secrets: what the service reads and what operators write. */
export interface MemorySecrets {
  readonly secrets: Secrets
  readonly admin: SecretsAdmin
}

/** The keys of a deployment. Without some, whoever asks for them is told that they are missing. */
export interface MemoryKeys {
  /** To make tokens with. */
  readonly keyRing?: KeyRing
  /** To seal personal data with. */
  readonly personalDataKeys?: KeyRing
}

const keysOrError = (keys: KeyRing | undefined, what: string): KeyRing => {
  if (!keys) throw new UnavailableError(`there are no keys to ${what} with: store some, then try again`)
  return copyOf(keys)
}

/** Secrets in memory, gone with the process: no signer and no API key at first, and the given keys, if any. */
export const memorySecrets = (given: MemoryKeys = {}): MemorySecrets => {
  const { keyRing, personalDataKeys } = copyOf(given)
  const signers = new Map<string, StoredSigner>()
  let apiKeys: readonly StoredApiKey[] = []

  const secrets: Secrets = {
    signer: (passTypeIdentifier) => promised(() => copyOf(signers.get(passTypeIdentifier))),
    keyRing: () => promised(() => keysOrError(keyRing, 'make tokens')),
    personalDataKeys: () => promised(() => keysOrError(personalDataKeys, 'seal personal data')),
    apiKeys: () => promised(() => copyOf(apiKeys)),
  }

  const admin: SecretsAdmin = {
    putSigner: (passTypeIdentifier, signer) =>
      promised(() => {
        signers.set(passTypeIdentifier, copyOf(signer))
      }),
    changeApiKeys: (change) =>
      promised(() => {
        apiKeys = copyOf(change(copyOf(apiKeys)))
      }),
  }

  return { secrets, admin }
}
