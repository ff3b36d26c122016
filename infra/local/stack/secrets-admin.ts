/** The operator's access to the secrets of the local stack: the very code that `passwright signer upload` uses. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { awsSecretsAdmin } from '../../../lib/adapters/aws/secrets-admin.ts'
import type { SecretsAdmin } from '../../../lib/ports/secrets.ts'
import { region } from '../cloudformation/place.ts'

/** Makes it, for the services behind an endpoint. */
export const localSecretsAdmin = (endpoint: string, accessKeyId: string, prefix: string): SecretsAdmin => {
  const client = new SecretsManagerClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  })
  return awsSecretsAdmin({ prefix, client: () => Promise.resolve(client) })
}
