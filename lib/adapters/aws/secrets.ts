/** Secrets in Secrets Manager. */
import type { KeyRing, Secrets } from '../../ports/secrets.ts'
import { keyRingOf } from './key-ring-text.ts'
import { apiKeysOf, signersOf } from './secret-values.ts'
import { type AwsSecretsOptions, readSecret, secretNames, secretsClient } from './secrets-client.ts'

/** Secrets in Secrets Manager, as functions read them. */
export const awsSecrets = ({ prefix, client = secretsClient() }: AwsSecretsOptions): Secrets => {
  const names = secretNames(prefix)
  const read = async (name: string): Promise<string | undefined> => (await readSecret(await client(), name))?.text
  const readKeys = async (name: string): Promise<KeyRing> => keyRingOf(name, await read(name))
  return {
    signers: async (passTypeIdentifier) => {
      const name = names.signer(passTypeIdentifier)
      const text = await read(name)
      return text === undefined ? undefined : signersOf(name, text)
    },
    keyRing: () => readKeys(names.keyRing('hmac-keys')),
    personalDataKeys: () => readKeys(names.keyRing('personal-data-keys')),
    barcodeKeys: () => readKeys(names.keyRing('barcode-keys')),
    apiKeys: async () => {
      const text = await read(names.apiKeys)
      return text === undefined ? [] : apiKeysOf(names.apiKeys, text)
    },
  }
}
