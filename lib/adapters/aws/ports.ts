/** The world of a deployed function, from what its environment names. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Ports } from '../../ports/ports.ts'
import type { Queues } from '../../ports/queues.ts'
import { metricsOnStdout } from '../lambda/metrics.ts'
import { systemClock, systemRandom } from '../system.ts'
import { awsAssets } from './assets.ts'
import { dynamoDbClient, type Table } from './dynamo-db.ts'
import { type Environment, setting } from './environment.ts'
import { awsEvents } from './events.ts'
import { awsQueues, type QueueName } from './queues.ts'
import { awsRecords } from './records.ts'
import { awsRegistrations } from './registrations.ts'
import { awsSecrets } from './secrets.ts'
import { awsTemplates } from './templates.ts'

type TableName = 'passesTable' | 'registrationsTable' | 'eventsTable'

const table = (env: Environment, name: TableName, client: DynamoDBClient): Table => ({
  client,
  name: setting(env, name),
})

const urlSettings = {
  builds: 'buildsUrl',
  notifications: 'notificationsUrl',
  rollouts: 'rolloutsUrl',
  imports: 'importsUrl',
} as const

/**
 * The queues, of which a function is told only those that it sends to. If it tries another one nevertheless, it hears what
 * it lacks; what it cannot do without, at once.
 */
const queues = (env: Environment, ...needed: readonly QueueName[]): Queues => {
  const urlOf = (queue: QueueName): string => setting(env, urlSettings[queue])
  needed.forEach(urlOf)
  return awsQueues({ urlOf })
}

/**
 * What building and handing out passes takes. Clients find region, credentials and endpoints in the environment of the
 * process; they are made, and but for DynamoDB's also loaded, when they are first needed.
 *
 * @param env names the resources: see {@link variables}
 * @throws Error that names a variable that is missing
 */
export const awsBuildingPorts = (
  env: Environment,
  client: DynamoDBClient = dynamoDbClient(),
): Pick<Ports, 'records' | 'templates' | 'assets' | 'secrets' | 'clock' | 'random'> => {
  const passes = table(env, 'passesTable', client)
  return {
    records: awsRecords(passes),
    templates: awsTemplates(passes),
    assets: awsAssets({
      templatesBucket: setting(env, 'templatesBucket'),
      passesBucket: setting(env, 'passesBucket'),
    }),
    secrets: awsSecrets({ prefix: setting(env, 'secretsPrefix') }),
    clock: systemClock,
    random: systemRandom,
  }
}

/** All ports. Queues are found when they are sent to. @throws Error that names a variable that is missing */
export const awsPorts = (env: Environment): Ports => {
  const client = dynamoDbClient()
  return {
    ...awsBuildingPorts(env, client),
    registrations: awsRegistrations(table(env, 'registrationsTable', client)),
    events: awsEvents(table(env, 'eventsTable', client)),
    queues: queues(env),
    metrics: metricsOnStdout(),
  }
}

/** What Apple's web service takes. @throws Error that names a variable that is missing */
export const awsWalletPorts = (env: Environment): Ports => ({ ...awsPorts(env), queues: queues(env, 'notifications') })

/** What the work of the queue of builds takes. @throws Error that names a variable that is missing */
export const awsWorkPorts = (env: Environment): Ports => ({
  ...awsPorts(env),
  queues: queues(env, 'builds', 'notifications'),
})

/** What following the stream takes. @throws Error that names a variable that is missing */
export const awsFollowPorts = (env: Environment): Pick<Ports, 'events' | 'queues' | 'clock' | 'random'> => ({
  events: awsEvents(table(env, 'eventsTable', dynamoDbClient())),
  queues: queues(env, 'builds'),
  clock: systemClock,
  random: systemRandom,
})

/** What driving what is pending takes. @throws Error that names a variable that is missing */
export const awsRedrivePorts = (env: Environment): Pick<Ports, 'records' | 'queues' | 'clock'> => ({
  records: awsRecords(table(env, 'passesTable', dynamoDbClient())),
  queues: queues(env, 'builds'),
  clock: systemClock,
})
