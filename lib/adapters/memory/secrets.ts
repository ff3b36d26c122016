/** Secrets in memory. */

import { UnavailableError } from '../../ports/errors.ts'
import type { KeyRing, KeyRingName, Secrets, SecretsAdmin, StoredApiKey, StoredSigners } from '../../ports/secrets.ts'
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
  /** To seal barcodes with. */
  readonly barcodeKeys?: KeyRing
}

const missing: Readonly<Record<KeyRingName, string>> = {
  'hmac-keys': 'make tokens',
  'personal-data-keys': 'seal personal data',
  'barcode-keys': 'seal barcodes',
}

/** Secrets in memory, gone with the process: no signer and no API key at first, and the given keys, if any. */
export const memorySecrets = (given: MemoryKeys = {}): MemorySecrets => {
  const rings = new Map<KeyRingName, KeyRing | undefined>([
    ['hmac-keys', copyOf(given.keyRing)],
    ['personal-data-keys', copyOf(given.personalDataKeys)],
    ['barcode-keys', copyOf(given.barcodeKeys)],
  ])
  const signers = new Map<string, StoredSigners>()
  let apiKeys: readonly StoredApiKey[] = []

  const ringOf = (name: KeyRingName): KeyRing => {
    const ring = rings.get(name)
    if (!ring) throw new UnavailableError(`there are no keys to ${missing[name]} with: store some, then try again`)
    return copyOf(ring)
  }

  const secrets: Secrets = {
    signers: (passTypeIdentifier) => promised(() => copyOf(signers.get(passTypeIdentifier))),
    keyRing: () => promised(() => ringOf('hmac-keys')),
    personalDataKeys: () => promised(() => ringOf('personal-data-keys')),
    barcodeKeys: () => promised(() => ringOf('barcode-keys')),
    apiKeys: () => promised(() => copyOf(apiKeys)),
  }

  const admin: SecretsAdmin = {
    changeSigners: (passTypeIdentifier, change) =>
      promised(() => {
        signers.set(passTypeIdentifier, copyOf(change(copyOf(signers.get(passTypeIdentifier)))))
      }),
    changeKeyRing: (name, change) =>
      promised(() => {
        rings.set(name, copyOf(change(ringOf(name))))
      }),
    changeApiKeys: (change) =>
      promised(() => {
        apiKeys = copyOf(change(copyOf(apiKeys)))
      }),
  }

  return { secrets, admin }
}
