/** The servers behind the AWS front. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LocalError } from '../errors.ts'
import type { EventBus } from '../events/event-bus.ts'
import type { Backends } from '../front/front.ts'
import { startDynamoDb } from '../servers/dynamo-db.ts'
import { startEventBridge } from '../servers/event-bridge.ts'
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
  /** The buses of EventBridge, once they are known. */
  readonly bus: () => EventBus
}

const keyShape = /^[0-9a-f]{32}$/

/** DynamoDB Local keeps data by access key: it stays with the data. */
const readOrMakeKey = (file: string): string => {
  const known = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (keyShape.test(known)) return known
  const made = randomBytes(16).toString('hex')
  writeFileSync(file, made, { mode: 0o600 })
  return made
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

/** The servers that run, and the access key that they know. */
export interface Servers {
  readonly backends: Backends
  readonly backendsKey: string
}

/** Starts them. @throws LocalError `local/server` */
export const startServers = async ({ folder, onDeath, onStart, bus }: ServersOptions): Promise<Servers> => {
  const accessKeyId = readOrMakeKey(join(folder, 'access-key'))
  const [dynamodb, s3, sqs, secretsmanager, events] = await Promise.all([
    started('DynamoDB Local', startDynamoDb({ folder: join(folder, 'dynamodb'), onDeath }), onStart),
    started('the local S3', startS3({ folder: join(folder, 's3'), buckets: [], accessKeyId }), onStart),
    started('the local SQS', startSqs({ queues: [] }), onStart),
    started(
      'the local Secrets Manager',
      startSecretsManager({ file: join(folder, 'secrets.json'), accessKeyId }),
      onStart,
    ),
    started('the local EventBridge', startEventBridge(bus), onStart),
  ])
  return { backends: { dynamodb, s3, sqs, secretsmanager, events }, backendsKey: accessKeyId }
}
