/** How secrets are reached: which one, and what it holds now. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { KeyRingName } from '../../ports/secrets.ts'
import { lazily } from '../lazy.ts'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

/** The package of the client, loaded when it is first needed. */
export const secretsSdk = () => import('@aws-sdk/client-secrets-manager')

/** Where the secrets are, and how they are reached. */
export interface AwsSecretsOptions {
  /** What the names of all secrets begin with, without the slash: `passwright/<stage>`. */
  readonly prefix: string
  /** Default: a client for what the environment names, made when it is first needed. */
  readonly client?: () => Promise<SecretsManagerClient>
}

/** A client, made when it is first needed. @param config default: what the environment of the process names */
export const secretsClient = (config: ClientConfig = foundByTheSdk): (() => Promise<SecretsManagerClient>) =>
  lazily(async () => {
    const { SecretsManagerClient } = await secretsSdk()
    return new SecretsManagerClient({ requestHandler: timeouts.secrets, ...config('SECRETS_MANAGER') })
  })

/** The names of the secrets. */
export const secretNames = (prefix: string) => ({
  signer: (passTypeIdentifier: string): string => `${prefix}/signers/${passTypeIdentifier}`,
  keyRing: (name: KeyRingName): string => `${prefix}/${name}`,
  apiKeys: `${prefix}/api-keys`,
})

/** What a secret holds now. */
export interface CurrentSecret {
  readonly text: string
  /** Tells it from what was put before and after. */
  readonly versionId: string
}

/** What a secret holds; undefined if there is no such secret, or nothing in it yet. @throws UnavailableError */
export const readSecret = async (client: SecretsManagerClient, name: string): Promise<CurrentSecret | undefined> => {
  const { GetSecretValueCommand, ResourceNotFoundException } = await secretsSdk()
  try {
    const { SecretString, VersionId } = await client.send(new GetSecretValueCommand({ SecretId: name }))
    return SecretString === undefined || VersionId === undefined
      ? undefined
      : { text: SecretString, versionId: VersionId }
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw unavailable(`the secret ${name}`, error)
  }
}
