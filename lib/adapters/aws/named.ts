/** What the environment of a function names: found when it is first needed, or at once by who cannot do without. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Bus } from '../../ports/bus.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Ports } from '../../ports/ports.ts'
import type { Pusher } from '../../ports/pusher.ts'
import type { Queues } from '../../ports/queues.ts'
import type { Vitals } from '../../ports/vitals.ts'
import { makeSignerNow } from '../../service/secrets/signer-now.ts'
import { apnsSettings } from '../apns/settings.ts'
import { metricsOnStdout } from '../lambda/metrics.ts'
import { lazily } from '../lazy.ts'
import { awsBus } from './bus.ts'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import type { Table } from './dynamo-db.ts'
import { type Environment, setting, variables } from './environment.ts'
import { awsQueues, type QueueName } from './queues.ts'
import { awsVitals } from './vitals.ts'

/** A table. @throws Error that names the variable if it is missing */
export const tableOf = (
  env: Environment,
  name: 'passesTable' | 'registrationsTable' | 'eventsTable',
  client: DynamoDBClient,
): Table => ({ client, name: setting(env, name) })

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
export const queuesOf = (
  env: Environment,
  needed: readonly QueueName[] = [],
  config: ClientConfig = foundByTheSdk,
): Queues => {
  const urlOf = (queue: QueueName): string => setting(env, urlSettings[queue])
  needed.forEach(urlOf)
  return awsQueues({ urlOf, config })
}

/** The parts of the deployment. That a queue is not named is told by who looks at it. */
export const vitalsOf = (env: Environment, client: DynamoDBClient): Vitals =>
  awsVitals({
    tables: {
      passes: tableOf(env, 'passesTable', client),
      registrations: tableOf(env, 'registrationsTable', client),
      events: tableOf(env, 'eventsTable', client),
    },
    buckets: { templates: setting(env, 'templatesBucket'), passes: setting(env, 'passesBucket') },
    urlOf: (queue) => setting(env, urlSettings[queue]),
  })

/** The bus. @throws Error that names the variable if it is missing and needed */
export const busOf = (env: Environment, isNeeded?: 'needed', config: ClientConfig = foundByTheSdk): Bus => {
  const nameOf = (): string => setting(env, 'eventBus')
  if (isNeeded) nameOf()
  const bus = lazily(() => Promise.resolve(awsBus({ name: nameOf(), config })))
  return { publish: async (notices) => (await bus()).publish(notices) }
}

/** Metrics in the stage's namespace. */
export const metricsOf = (env: Environment): Metrics => metricsOnStdout(env[variables.metricsNamespace] ?? 'Passwright')

/**
 * The push service: Apple's, unless the environment names another. What speaks to it is loaded when the first push is to be
 * made: most functions make none.
 *
 * @throws Error that names a variable that is malformed
 */
export const pusherOf = (
  env: Environment,
  { secrets, ...time }: Pick<Ports, 'secrets' | 'clock' | 'random'>,
): Pusher => {
  const settings = apnsSettings(env)
  const pusher = lazily(async () => {
    const { apnsPusher } = await import('../apns/apns-pusher.ts')
    return apnsPusher({ ...settings, ...time, signerOf: makeSignerNow({ secrets, clock: time.clock }) })
  })
  return {
    push: async (passTypeIdentifier, pushToken) => (await pusher()).push(passTypeIdentifier, pushToken),
    reach: async (passTypeIdentifier) => (await pusher()).reach(passTypeIdentifier),
  }
}
