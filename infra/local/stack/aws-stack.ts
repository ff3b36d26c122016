/**
 * The local stack on real servers: DynamoDB Local, S3, SQS and a Secrets Manager, with what the packaged template
 * describes in them, and the packaged functions between them and the gateway.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { packageService } from '../../package/package-service.ts'
import { type AwsClient, awsClient, isAwsError } from '../aws/client.ts'
import { readHttpRoutes } from '../cloudformation/http-routes.ts'
import { localReferences } from '../cloudformation/names.ts'
import type { References } from '../cloudformation/resolve.ts'
import { readTemplate, type Template } from '../cloudformation/template.ts'
import { readKeys } from '../front/encryption.ts'
import { type Permissions, startFront } from '../front/front.ts'
import { recorder } from '../front/record.ts'
import { readRoles } from '../front/roles.ts'
import { readRoute } from '../gateway/routes.ts'
import { readFunctions } from '../lambda/definition.ts'
import { awsEnvironment } from '../lambda/environment.ts'
import { loadFunctions } from '../lambda/functions.ts'
import { startPollers } from '../pollers/pollers.ts'
import { provision } from '../provision/provision.ts'
import { deniedOnce } from './denied-once.ts'
import { localSecretsAdmin } from './secrets-admin.ts'
import { type Servers, startServers } from './servers.ts'
import type { Stack, StackOptions } from './stack.ts'
import { makeStopper, type Stopper } from './stopper.ts'

/** What the stack on real servers needs besides. */
export interface AwsStackOptions extends StackOptions {
  /** Everything that outlives a start. */
  readonly dataFolder: string
  /** Code, logs, and the owner's credentials. */
  readonly folder: string
  /** Where AWS calls are recorded, if anywhere. */
  readonly callsFile?: string
  /** Called when a server ends without having been asked to. */
  readonly onDeath: (reason: string) => void
}

const stage = 'local'
const stackName = `passwright-${stage}`
const secretsPrefix = `passwright/${stage}`

/** The owner's credentials, for the `passwright` command and AWS's own. */
const writeOwnersEnvironment = async (file: string, endpoint: string, administrator: string): Promise<void> => {
  const variables = { ...awsEnvironment(endpoint, administrator), PASSWRIGHT_SECRETS_PREFIX: secretsPrefix }
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

/** The AWS front with everything behind it that the template describes. */
interface Cloud {
  readonly endpoint: string
  readonly references: References
  readonly admin: AwsClient
  readonly administrator: string
}

const openCloud = async (
  { callsFile, say }: AwsStackOptions,
  template: Template,
  servers: Servers,
  onStart: (stop: () => Promise<void>) => void,
): Promise<Cloud> => {
  let permissions: Permissions = {
    roles: new Map(),
    keyOf: () => undefined,
    streamArn: () => undefined,
    queueUrls: new Map(),
  }
  const administrator = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
  const { endpoint, stop } = await startFront({
    ...servers,
    administrator,
    permissions: () => permissions,
    record: recorder(callsFile),
    onDenied: deniedOnce(say),
  })
  onStart(stop)
  const admin = awsClient(endpoint, administrator)
  // Streams get their names when their tables are made; nothing that is made before depends on them.
  const streamArn = (table: string) => permissions.streamArn(table)
  const references = localReferences(template, { stackName, endpoint, streamArn })
  const { streams, queueUrls } = await provision(admin, template, references)
  permissions = { ...permissions, queueUrls, streamArn: (table) => streams.get(table) }
  permissions = {
    ...permissions,
    roles: readRoles(template, references),
    keyOf: readKeys(template, references),
  }
  return { endpoint, references, admin, administrator }
}

const start = async (options: AwsStackOptions, stopper: Stopper): Promise<Stack> => {
  const { dataFolder, folder, publicBaseUrl, passTypes, adoptedPassTypes, say } = options
  await mkdir(folder, { recursive: true })
  const [servers, packaged] = await Promise.all([
    startServers({ folder: dataFolder, onDeath: options.onDeath, onStart: stopper.add }),
    packageService({
      stage,
      params: { publicBaseUrl, passTypes, adoptedPassTypes },
      outDir: resolve(folder, 'package'),
      // That takes seconds, and tells nothing new: `npm run package` and the tests do it.
      validate: false,
      reuseArchives: true,
    }),
  ])
  const template = readTemplate(packaged.template)
  const { endpoint, references, admin, administrator } = await openCloud(options, template, servers, stopper.add)
  const definitions = readFunctions(template, references)
  const archives: ReadonlyMap<string, { readonly zip: string }> = packaged.functions
  const archiveOf = (name: string) => archives.get(name)?.zip
  const { invokerOf, stop } = await loadFunctions({ definitions, archiveOf, folder, endpoint, say })
  stopper.add(stop)
  stopper.add(startPollers({ template, references, definitions, invokerOf, endpoint, folder: dataFolder }))
  await writeOwnersEnvironment(join(folder, 'aws.env'), endpoint, administrator)
  const routes = readHttpRoutes(template, references)
  return {
    routes: routes.map(({ key, functionArn }) => readRoute(key, invokerOf(functionArn))),
    admin: localSecretsAdmin(endpoint, administrator, secretsPrefix),
    hasSigner: (passType) => hasValue(admin, `${secretsPrefix}/signers/${passType}`),
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
