/** A face of Secrets Manager for the tests of one file, as the SDK and the command line find it. */
import { join } from 'node:path'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { startSecretsManager } from '../../infra/local/servers/secrets-manager.ts'
import { aFolder } from '../builders/passwright.ts'

/** One that runs. */
export interface ASecretsManager {
  readonly client: SecretsManagerClient
  /** Makes a secret, with or without a value. */
  readonly create: (name: string, text?: string) => Promise<void>
  /** Leads a program of its own there. */
  readonly environment: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

const region = 'us-east-1'
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** Starts one without any secret. */
export const aSecretsManager = async (): Promise<ASecretsManager> => {
  const { endpoint, stop } = await startSecretsManager({ file: join(await aFolder(), 'secrets.json') })
  const client = new SecretsManagerClient({ endpoint, region, credentials })
  return {
    client,
    create: async (Name, SecretString) => {
      await client.send(new CreateSecretCommand({ Name, ...(SecretString === undefined ? {} : { SecretString }) }))
    },
    environment: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
    },
    stop: async () => {
      client.destroy()
      await stop()
    },
  }
}
