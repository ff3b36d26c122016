/** The four servers behind the AWS front. */
import { join } from 'node:path'
import { LocalError } from '../errors.ts'
import type { Backends } from '../front/front.ts'
import { startDynamoDb } from '../servers/dynamo-db.ts'
import { startS3 } from '../servers/s3.ts'
import { startSecretsManager } from '../servers/secrets-manager.ts'
import type { LocalServer } from '../servers/server.ts'
import { startSqs } from '../servers/sqs.ts'

/** Where the servers keep their data, and what is to happen when one ends. */
export interface ServersOptions {
  readonly folder: string
  readonly onDeath: (reason: string) => void
  /** Takes what stops a server, as soon as it runs. */
  readonly onStart: (stop: () => Promise<void>) => void
}

const started = async (name: string, start: Promise<LocalServer>, onStart: ServersOptions['onStart']) => {
  try {
    const server = await start
    onStart(server.stop)
    return server.endpoint
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new LocalError('local/server', `${name} does not start: ${reason}`, { cause })
  }
}

/** Starts them. @throws LocalError `local/server` */
export const startServers = async ({ folder, onDeath, onStart }: ServersOptions): Promise<Backends> => {
  const [dynamodb, s3, sqs, secretsmanager] = await Promise.all([
    started('DynamoDB Local', startDynamoDb({ folder: join(folder, 'dynamodb'), onDeath }), onStart),
    started('the local S3', startS3({ folder: join(folder, 's3'), buckets: [] }), onStart),
    started('the local SQS', startSqs({ queues: [] }), onStart),
    started('the local Secrets Manager', startSecretsManager({ file: join(folder, 'secrets.json') }), onStart),
  ])
  return { dynamodb, s3, sqs, secretsmanager }
}
