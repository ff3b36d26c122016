/** The real servers for the contracts: DynamoDB, S3, SQS and Secrets Manager, with what infra/resources describes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { parse } from 'yaml'
import { startDynamoDb } from '../../infra/local/servers/dynamo-db.ts'
import { startS3 } from '../../infra/local/servers/s3.ts'
import { startSecretsManager } from '../../infra/local/servers/secrets-manager.ts'
import { startSqs } from '../../infra/local/servers/sqs.ts'
import type { QueueName } from '../../lib/adapters/aws/queues.ts'

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: CreateTableCommandInput }>>
}

const resources = join(import.meta.dirname, '..', '..', 'infra', 'resources')

/** CloudFormation's tags stand where no server here looks: they become plain text. */
const readTemplate = (file: string): Template =>
  parse(readFileSync(join(resources, file), 'utf8'), { logLevel: 'error' })

/** What of a table's description makes a table here. */
const createTable = (name: string, properties: CreateTableCommandInput): CreateTableCommand =>
  new CreateTableCommand({
    TableName: name,
    BillingMode: properties.BillingMode,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...(properties.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes }),
  })

/** What the servers hold. */
export const names = {
  passes: 'PassesTable',
  registrations: 'RegistrationsTable',
  events: 'EventsTable',
  templatesBucket: 'templates-bucket',
  passesBucket: 'passes-bucket',
} as const

/** The environment that leads the SDK's clients to the servers. */
const environment = (endpoints: Readonly<Record<'dynamoDb' | 's3' | 'sqs' | 'secrets', string>>) => ({
  AWS_REGION: 'eu-central-1',
  // The one key that s3rver knows; the others take any.
  AWS_ACCESS_KEY_ID: 'S3RVER',
  AWS_SECRET_ACCESS_KEY: 'S3RVER',
  AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDb,
  AWS_ENDPOINT_URL_S3: endpoints.s3,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secrets,
})

/** Sets variables of the process; gives back what sets them as they were. */
const setEnvironment = (variables: Readonly<Record<string, string>>): (() => void) => {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** Makes the tables where a client leads to. */
export const createTables = async (client: DynamoDBClient): Promise<void> => {
  const { Resources } = readTemplate('tables.yml')
  await Promise.all(Object.entries(Resources).map(([id, { Properties }]) => client.send(createTable(id, Properties))))
}

/** Makes secrets without values. */
export const createSecrets = async (secrets: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const client = new SecretsManagerClient({})
  const create = ([Name, SecretString]: readonly [string, string | undefined]) =>
    client.send(new CreateSecretCommand({ Name, ...(SecretString !== undefined && { SecretString }) }))
  await Promise.all(Object.entries(secrets).map(create))
  client.destroy()
}

const queueNames: readonly QueueName[] = ['builds', 'notifications', 'rollouts', 'imports']

/** Servers that run. */
export interface AwsServers {
  readonly queueUrls: Readonly<Record<QueueName, string>>
  readonly stop: () => Promise<void>
}

/** Starts the servers and has the SDK's clients of this process find them. */
export const startServers = async (): Promise<AwsServers> => {
  const folder = mkdtempSync(join(tmpdir(), 'aws-'))
  const [dynamoDb, s3, sqs, secrets] = await Promise.all([
    startDynamoDb({ folder: join(folder, 'dynamodb') }),
    startS3({ folder: join(folder, 's3'), buckets: [names.templatesBucket, names.passesBucket] }),
    startSqs({
      queues: queueNames.map((name) => ({ name, attributes: { VisibilityTimeout: '180' } })),
    }),
    startSecretsManager({ file: join(folder, 'secrets.json') }),
  ])
  const restore = setEnvironment(
    environment({
      dynamoDb: dynamoDb.endpoint,
      s3: s3.endpoint,
      sqs: sqs.endpoint,
      secrets: secrets.endpoint,
    }),
  )
  const client = new DynamoDBClient({})
  await createTables(client)
  client.destroy()
  const urlOf = (queue: string): string => sqs.queues.get(queue)?.url ?? ''
  return {
    queueUrls: {
      builds: urlOf('builds'),
      notifications: urlOf('notifications'),
      rollouts: urlOf('rollouts'),
      imports: urlOf('imports'),
    },
    stop: async () => {
      restore()
      await Promise.all([dynamoDb, s3, sqs, secrets].map(({ stop }) => stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
