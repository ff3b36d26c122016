/** The world of a deployed function, from what its environment names. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Ports } from '../../ports/ports.ts'
import { systemClock, systemRandom } from '../system.ts'
import { awsAssets } from './assets.ts'
import { awsBreakers } from './breakers.ts'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import { dynamoDbClient } from './dynamo-db.ts'
import { type Environment, setting } from './environment.ts'
import { awsEvents } from './events.ts'
import { awsImports } from './imports.ts'
import { awsLinkRevocations } from './link-revocations.ts'
import { busOf, metricsOf, pusherOf, queuesOf, tableOf, vitalsOf } from './named.ts'
import { awsParked } from './parked.ts'
import { awsRecords } from './records.ts'
import { awsRegistrations } from './registrations.ts'
import { awsReminders } from './reminders.ts'
import { awsRollouts } from './rollouts.ts'
import { awsSecrets } from './secrets.ts'
import { secretsClient } from './secrets-client.ts'
import { awsTemplates } from './templates.ts'

const time = { clock: systemClock, random: systemRandom } as const

const secretsOf = (env: Environment, config: ClientConfig = foundByTheSdk): Ports['secrets'] =>
  awsSecrets({ prefix: setting(env, 'secretsPrefix'), client: secretsClient(config) })

type BuildingPorts = Pick<Ports, 'records' | 'templates' | 'assets' | 'secrets' | 'metrics' | 'clock' | 'random'>

const buildingPorts = (
  env: Environment,
  client: DynamoDBClient,
  config: ClientConfig = foundByTheSdk,
): BuildingPorts => {
  const passes = tableOf(env, 'passesTable', client)
  return {
    records: awsRecords(passes),
    templates: awsTemplates(passes),
    assets: awsAssets({
      templatesBucket: setting(env, 'templatesBucket'),
      passesBucket: setting(env, 'passesBucket'),
      config,
    }),
    secrets: secretsOf(env, config),
    metrics: metricsOf(env),
    ...time,
  }
}

/**
 * What building and handing out passes by links takes. Clients are made, and but for DynamoDB's also loaded, when they are first
 * needed.
 *
 * @param env names the resources: see {@link variables}
 * @param config default: clients find region, credentials and endpoints in the environment of the process
 * @throws Error that names a variable that is missing
 */
export const awsBuildingPorts = (
  env: Environment,
  config: ClientConfig = foundByTheSdk,
): BuildingPorts & Pick<Ports, 'linkRevocations'> => {
  const client = dynamoDbClient(config)
  return {
    ...buildingPorts(env, client, config),
    linkRevocations: awsLinkRevocations(tableOf(env, 'passesTable', client)),
  }
}

/** What is told of passes, and who holds them. */
const tellingPorts = (
  env: Environment,
  client: DynamoDBClient,
): Pick<Ports, 'registrations' | 'events' | 'metrics'> => ({
  registrations: awsRegistrations(tableOf(env, 'registrationsTable', client)),
  events: awsEvents(tableOf(env, 'eventsTable', client)),
  metrics: metricsOf(env),
})

/** All ports. Queues and the bus are found when something is sent there. @throws Error that names a variable that is missing */
export const awsPorts = (env: Environment): Ports => {
  const client = dynamoDbClient()
  const passes = tableOf(env, 'passesTable', client)
  const building = buildingPorts(env, client)
  return {
    ...building,
    ...tellingPorts(env, client),
    queues: queuesOf(env),
    bus: busOf(env),
    breakers: awsBreakers(passes),
    linkRevocations: awsLinkRevocations(passes),
    reminders: awsReminders(passes),
    vitals: vitalsOf(env, client),
    parked: awsParked(passes),
    rollouts: awsRollouts(passes),
    imports: awsImports(passes),
    pusher: pusherOf(env, { secrets: building.secrets, ...time }),
  }
}

/**
 * What Apple's web service takes.
 *
 * @param config default: clients find region, credentials and endpoints in the environment of the process
 * @throws Error that names a variable that is missing
 */
export const awsWalletPorts = (
  env: Environment,
  config: ClientConfig = foundByTheSdk,
): BuildingPorts & Pick<Ports, 'registrations' | 'events' | 'metrics' | 'queues' | 'bus'> => {
  const client = dynamoDbClient(config)
  return {
    ...buildingPorts(env, client, config),
    ...tellingPorts(env, client),
    queues: queuesOf(env, ['notifications'], config),
    bus: busOf(env, 'needed', config),
  }
}

type WorkPorts = ReturnType<typeof awsWalletPorts> & Pick<Ports, 'breakers' | 'parked'>

const workPorts = (env: Environment, client: DynamoDBClient): Omit<WorkPorts, 'queues'> => {
  const passes = tableOf(env, 'passesTable', client)
  return {
    ...buildingPorts(env, client),
    ...tellingPorts(env, client),
    bus: busOf(env, 'needed'),
    breakers: awsBreakers(passes),
    parked: awsParked(passes),
  }
}

/** What the work of the queue of builds takes. @throws Error that names a variable that is missing */
export const awsWorkPorts = (env: Environment): WorkPorts => ({
  ...workPorts(env, dynamoDbClient()),
  queues: queuesOf(env, ['builds', 'notifications']),
})

/** What rollouts take, and the work that they bring. @throws Error that names a variable that is missing */
export const awsRolloutPorts = (env: Environment): WorkPorts & Pick<Ports, 'rollouts'> => {
  const client = dynamoDbClient()
  return {
    ...workPorts(env, client),
    queues: queuesOf(env, ['rollouts', 'notifications']),
    rollouts: awsRollouts(tableOf(env, 'passesTable', client)),
  }
}

/** What pushing takes. @throws Error that names a variable that is missing */
export const awsNotifyPorts = (
  env: Environment,
): Pick<
  Ports,
  'registrations' | 'events' | 'metrics' | 'queues' | 'bus' | 'breakers' | 'pusher' | 'clock' | 'random'
> => {
  const client = dynamoDbClient()
  return {
    ...tellingPorts(env, client),
    queues: queuesOf(env, ['notifications']),
    bus: busOf(env, 'needed'),
    breakers: awsBreakers(tableOf(env, 'passesTable', client)),
    pusher: pusherOf(env, { secrets: secretsOf(env), ...time }),
    ...time,
  }
}

/** What taking changes and files takes. @throws Error that names a variable that is missing */
export const awsIngestPorts = (env: Environment): BuildingPorts & Pick<Ports, 'queues' | 'parked' | 'imports'> => {
  const client = dynamoDbClient()
  const passes = tableOf(env, 'passesTable', client)
  return {
    ...buildingPorts(env, client),
    queues: queuesOf(env, ['imports']),
    parked: awsParked(passes),
    imports: awsImports(passes),
  }
}

/** What following the stream takes. @throws Error that names a variable that is missing */
export const awsFollowPorts = (env: Environment): Pick<Ports, 'events' | 'queues' | 'bus' | 'clock'> => ({
  events: awsEvents(tableOf(env, 'eventsTable', dynamoDbClient())),
  queues: queuesOf(env, ['builds', 'rollouts']),
  bus: busOf(env, 'needed'),
  clock: systemClock,
})

/** What runs at set times takes. @throws Error that names a variable that is missing */
export const awsSchedulePorts = (
  env: Environment,
): Pick<
  Ports,
  | 'records'
  | 'rollouts'
  | 'imports'
  | 'queues'
  | 'breakers'
  | 'reminders'
  | 'secrets'
  | 'bus'
  | 'metrics'
  | 'pusher'
  | 'clock'
> => {
  const passes = tableOf(env, 'passesTable', dynamoDbClient())
  const secrets = secretsOf(env)
  return {
    records: awsRecords(passes),
    rollouts: awsRollouts(passes),
    imports: awsImports(passes),
    queues: queuesOf(env, ['builds', 'rollouts', 'imports']),
    breakers: awsBreakers(passes),
    reminders: awsReminders(passes),
    secrets,
    bus: busOf(env, 'needed'),
    metrics: metricsOf(env),
    pusher: pusherOf(env, { secrets, ...time }),
    clock: systemClock,
  }
}
