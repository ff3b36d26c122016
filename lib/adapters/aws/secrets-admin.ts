/** Writing secrets to Secrets Manager. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { UnavailableError } from '../../ports/errors.ts'
import type { SecretsAdmin } from '../../ports/secrets.ts'
import { keyRingOf, keyRingText } from './key-ring-text.ts'
import { pause } from './pause.ts'
import { apiKeysOf, apiKeysText, signersOf, signersText } from './secret-values.ts'
import { type AwsSecretsOptions, readSecret, secretNames, secretsClient, secretsSdk } from './secrets-client.ts'
import { unavailable } from './unavailable.ts'

const current = 'AWSCURRENT'

/** What a version is called until it is the current one: with a label of another name, putting it replaces nothing. */
const proposed = 'PASSWRIGHT-PROPOSED'

const propose = async (client: SecretsManagerClient, name: string, text: string): Promise<string> => {
  const { PutSecretValueCommand, ResourceNotFoundException } = await secretsSdk()
  const id = crypto.randomUUID()
  try {
    await client.send(
      new PutSecretValueCommand({
        SecretId: name,
        SecretString: text,
        ClientRequestToken: id,
        VersionStages: [proposed],
      }),
    )
    return id
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw unavailable(`the secret ${name}`, error)
    throw new UnavailableError(`there is no secret ${name}: deploy the stage first`)
  }
}

/** Makes a version the current one, if the current one is still `from`. */
const promote = async (client: SecretsManagerClient, name: string, from: string | undefined, to: string) => {
  const { InvalidParameterException, InvalidRequestException, UpdateSecretVersionStageCommand } = await secretsSdk()
  try {
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: name,
        VersionStage: current,
        MoveToVersionId: to,
        ...(from === undefined ? {} : { RemoveFromVersionId: from }),
      }),
    )
    return true
  } catch (error) {
    const isRefusal = error instanceof InvalidParameterException || error instanceof InvalidRequestException
    if (!isRefusal) throw unavailable(`the secret ${name}`, error)
    // Also when it was done and the answer lost, and for the very first version, which is the current one by itself.
    return (await readSecret(client, name))?.versionId === to
  }
}

const attempts = 10

/** Replaces what a secret holds by what `change` makes of it: read, proposed, and promoted unless somebody came first. */
const changeSecret = async (
  client: SecretsManagerClient,
  name: string,
  change: (text: string | undefined) => string,
): Promise<void> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await readSecret(client, name)
    const version = await propose(client, name, change(before?.text))
    if (await promote(client, name, before?.versionId, version)) return
    await pause(attempt)
  }
  throw new UnavailableError(`others keep changing the secret ${name}: try again`)
}

/** Secrets in Secrets Manager, as operators write them. */
export const awsSecretsAdmin = ({ prefix, client = secretsClient() }: AwsSecretsOptions): SecretsAdmin => {
  const names = secretNames(prefix)
  const change = async (name: string, changed: (text: string | undefined) => string): Promise<void> =>
    await changeSecret(await client(), name, changed)
  return {
    changeSigners: async (passTypeIdentifier, changed) => {
      const name = names.signer(passTypeIdentifier)
      await change(name, (text) => signersText(changed(text === undefined ? undefined : signersOf(name, text))))
    },
    changeKeyRing: async (ring, changed) => {
      const name = names.keyRing(ring)
      await change(name, (text) => keyRingText(changed(keyRingOf(name, text))))
    },
    changeApiKeys: async (changed) => {
      const name = names.apiKeys
      await change(name, (text) => apiKeysText(changed(text === undefined ? [] : apiKeysOf(name, text))))
    },
  }
}
