/**
 * The local stack on real servers: DynamoDB Local, S3, SQS, a Secrets Manager and an EventBridge, with what the packaged
 * template describes in them, and the packaged functions between them and the gateway.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { apnsVariables } from '../../../lib/adapters/apns/settings.ts'
import { packageService } from '../../package/package-service.ts'
import { isAwsError } from '../../pollers/aws-calls.ts'
import type { AwsClient } from '../aws/client.ts'
import { readHttpRoutes } from '../cloudformation/http-routes.ts'
import { readTemplate } from '../cloudformation/template.ts'
import type { EventBus } from '../events/event-bus.ts'
import { openNotices } from '../events/notices.ts'
import { readRoute } from '../gateway/routes.ts'
import { type FunctionDefinition, readFunctions } from '../lambda/definition.ts'
import { awsEnvironment } from '../lambda/environment.ts'
import { loadFunctions } from '../lambda/functions.ts'
import { startPollers } from '../pollers/pollers.ts'
import { type Cloud, openCloud } from './open-cloud.ts'
import { localSecretsAdmin } from './secrets-admin.ts'
import { startServers } from './servers.ts'
import type { PushService, Stack, StackOptions } from './stack.ts'
import { makeStopper, type Stopper } from './stopper.ts'

/** What the stack on real servers needs besides. */
export interface AwsStackOptions extends StackOptions {
  /** Everything that outlives a start. */
  readonly dataFolder: string
  /** Code, the package, and the owner's credentials. */
  readonly folder: string
  /** Where AWS calls are recorded, if anywhere. */
  readonly callsFile?: string
  /** Called when a server ends without having been asked to. */
  readonly onDeath: (reason: string) => void
}

const stage = 'local'
const stackName = `passwright-${stage}`
const secretsPrefix = `passwright/${stage}`

/** The owner's credentials, for the `passwright` command and AWS's own, and the names of what the functions work on. */
const writeOwnersEnvironment = async (
  file: string,
  { endpoint, administrator }: Pick<Cloud, 'endpoint' | 'administrator'>,
  functions: readonly FunctionDefinition[],
): Promise<void> => {
  const variables = {
    ...awsEnvironment(endpoint, administrator),
    ...Object.fromEntries(
      functions
        .flatMap(({ environment }) => Object.entries(environment))
        .filter(([name]) => name.startsWith('PASSWRIGHT_')),
    ),
    PASSWRIGHT_SECRETS_PREFIX: secretsPrefix,
  }
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`)
  await writeFile(file, lines.join(''), { mode: 0o600 })
}

const hasValue = async (admin: AwsClient, secret: string): Promise<boolean> => {
  try {
    await admin.call('secretsmanager', 'GetSecretValue', { SecretId: secret })
    return true
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return false
    throw error
  }
}

/** One pushes; the others try whether the push service is there. */
const reachesOut: ReadonlySet<string> = new Set(['notify', 'api', 'schedule'])

const variablesFor = (place: PushService | undefined) => (name: string) =>
  place && reachesOut.has(name) ? { [apnsVariables.origin]: place.origin, [apnsVariables.roots]: place.roots } : {}

const start = async (options: AwsStackOptions, stopper: Stopper): Promise<Stack> => {
  const { dataFolder, folder, logs, publicBaseUrl, passTypes, adoptedPassTypes, say } = options
  await mkdir(folder, { recursive: true })
  let bus: EventBus | undefined
  const knownBus = (): EventBus => {
    if (bus) return bus
    throw new Error('no function runs before the bus is there')
  }
  const [servers, packaged, pushService] = await Promise.all([
    startServers({ folder: dataFolder, onDeath: options.onDeath, onStart: stopper.add, bus: knownBus }),
    packageService({
      stage,
      params: { publicBaseUrl, passTypes, adoptedPassTypes },
      outDir: resolve(folder, 'package'),
      // That takes seconds, and tells nothing new: `npm run package` and the tests do it.
      validate: false,
      reuseArchives: true,
    }),
    options.pushService,
  ])
  const template = readTemplate(packaged.template)
  const notices = openNotices(join(logs, 'notices.ndjson'))
  stopper.add(notices.close)
  const { callsFile } = options
  const cloud = await openCloud({
    ...{ stackName, template, servers, callsFile, say },
    heard: notices.note,
    onStart: stopper.add,
  })
  const { endpoint, references, admin, administrator } = cloud
  bus = cloud.bus
  const definitions = readFunctions(template, references)
  const archives: ReadonlyMap<string, { readonly zip: string }> = packaged.functions
  const archiveOf = (name: string) => archives.get(name)?.zip
  const variablesOf = variablesFor(pushService)
  const { startInstance } = options
  const { invokerOf, stop } = await loadFunctions({
    ...{ definitions, archiveOf, folder, logs, endpoint, variablesOf, say, startInstance },
  })
  stopper.add(stop)
  stopper.add(startPollers({ template, references, definitions, invokerOf, endpoint, folder: dataFolder }))
  await writeOwnersEnvironment(join(folder, 'aws.env'), cloud, definitions)
  const routes = readHttpRoutes(template, references)
  return {
    routes: routes.map(({ key, functionArn }) => readRoute(key, invokerOf(functionArn))),
    admin: localSecretsAdmin(endpoint, administrator, secretsPrefix),
    hasSigner: (passType) => hasValue(admin, `${secretsPrefix}/signers/${passType}`),
    putEvents: cloud.bus.putEvents,
    stop: stopper.stop,
  }
}

/** Starts it; when it cannot, what was started by then is stopped. */
export const startAwsStack = async (options: AwsStackOptions): Promise<Stack> => {
  const stopper = makeStopper()
  try {
    return await start(options, stopper)
  } catch (error) {
    await stopper.stop()
    throw error
  }
}
