/** The world of a deployed function, from what its environment names. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Ports } from '../../ports/ports.ts'
import type { Queues } from '../../ports/queues.ts'
import { systemClock, systemRandom } from '../system.ts'
import { awsAssets } from './assets.ts'
import { dynamoDbClient } from './dynamo-db.ts'
import { type Environment, setting, variables } from './environment.ts'
import { awsEvents } from './events.ts'
import { awsQueues } from './queues.ts'
import { awsRecords } from './records.ts'
import { awsSecrets } from './secrets.ts'
import { awsTemplates } from './templates.ts'

const passes = (env: Environment, client: DynamoDBClient) => ({ client, name: setting(env, 'passesTable') })
const events = (env: Environment, client: DynamoDBClient) => ({ client, name: setting(env, 'eventsTable') })
const queues = (env: Environment): Queues => awsQueues({ buildsUrl: setting(env, 'buildsUrl') })

/** Only functions that send are told of the queue. Another one that tries nevertheless hears what it lacks. */
const queuesIfAny = (env: Environment): Queues =>
  env[variables.buildsUrl]
    ? queues(env)
    : {
        sendBuilds: async () => {
          await Promise.resolve()
          setting(env, 'buildsUrl')
        },
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
): Pick<Ports, 'records' | 'templates' | 'assets' | 'secrets' | 'clock'> => {
  const table = passes(env, client)
  return {
    records: awsRecords(table),
    templates: awsTemplates(table),
    assets: awsAssets({
      templatesBucket: setting(env, 'templatesBucket'),
      passesBucket: setting(env, 'passesBucket'),
    }),
    secrets: awsSecrets({ prefix: setting(env, 'secretsPrefix') }),
    clock: systemClock,
  }
}

/** All ports. @throws Error that names a variable that is missing */
export const awsPorts = (env: Environment): Ports => {
  const client = dynamoDbClient()
  return {
    ...awsBuildingPorts(env, client),
    events: awsEvents(events(env, client)),
    queues: queuesIfAny(env),
    random: systemRandom,
  }
}

/** What following the stream takes. @throws Error that names a variable that is missing */
export const awsFollowPorts = (env: Environment): Pick<Ports, 'events' | 'queues' | 'clock' | 'random'> => ({
  events: awsEvents(events(env, dynamoDbClient())),
  queues: queues(env),
  clock: systemClock,
  random: systemRandom,
})

/** What driving what is pending takes. @throws Error that names a variable that is missing */
export const awsRedrivePorts = (env: Environment): Pick<Ports, 'records' | 'queues' | 'clock'> => ({
  records: awsRecords(passes(env, dynamoDbClient())),
  queues: queues(env),
  clock: systemClock,
})
