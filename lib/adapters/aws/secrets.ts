/** Secrets in Secrets Manager. */
import { UnavailableError } from '../../ports/errors.ts'
import type { KeyRing, Secrets } from '../../ports/secrets.ts'
import { apiKeysOf, keyRingOf, signerOf } from './secret-values.ts'
import { type AwsSecretsOptions, readSecret, secretNames, secretsClient } from './secrets-client.ts'

/** Secrets in Secrets Manager, as functions read them. */
export const awsSecrets = ({ prefix, client = secretsClient() }: AwsSecretsOptions): Secrets => {
  const names = secretNames(prefix)
  const read = async (name: string): Promise<string | undefined> => (await readSecret(await client(), name))?.text
  const readKeys = async (name: string): Promise<KeyRing> => {
    const text = await read(name)
    if (text === undefined) throw new UnavailableError(`the secret ${name} holds no keys: deploy the stage`)
    return keyRingOf(name, text)
  }
  return {
    signer: async (passTypeIdentifier) => {
      const name = names.signer(passTypeIdentifier)
      const text = await read(name)
      return text === undefined ? undefined : signerOf(name, text)
    },
    keyRing: () => readKeys(names.keyRing),
    personalDataKeys: () => readKeys(names.personalDataKeys),
    apiKeys: async () => {
      const text = await read(names.apiKeys)
      return text === undefined ? [] : apiKeysOf(names.apiKeys, text)
    },
  }
}
