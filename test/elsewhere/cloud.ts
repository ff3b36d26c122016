/** The AWS of a deployment without its functions: the local servers, with what the packaged template describes in them. */
import { join } from 'node:path'
import type { References } from '../../infra/local/cloudformation/resolve.ts'
import { readTemplate, resourcesOf, type Template } from '../../infra/local/cloudformation/template.ts'
import { accessKeyOf } from '../../infra/local/front/roles.ts'
import { readFunctions } from '../../infra/local/lambda/definition.ts'
import { awsEnvironment } from '../../infra/local/lambda/environment.ts'
import { openCloud } from '../../infra/local/stack/open-cloud.ts'
import { localSecretsAdmin } from '../../infra/local/stack/secrets-admin.ts'
import { startServers } from '../../infra/local/stack/servers.ts'
import { makeStopper } from '../../infra/local/stack/stopper.ts'
import { packageService } from '../../infra/package/package-service.ts'
import type { Json } from '../../lib/core/format/json.ts'
import type { SecretsAdmin } from '../../lib/ports/secrets.ts'

/** The AWS of a deployment. */
export interface Cloud {
  readonly template: Template
  readonly references: References
  /** The variables of all functions, and those with which the SDK reaches AWS. */
  readonly environment: Readonly<Record<string, string>>
  readonly secrets: SecretsAdmin
  /** What somebody asked AWS for without being allowed to, a line each. */
  readonly denied: readonly string[]
  readonly stop: () => Promise<void>
}

const stage = 'local'
const secretsPrefix = `passwright/${stage}`

/** What the server needs besides what functions are told. */
const queues = {
  PASSWRIGHT_INGEST_QUEUE_URL: 'IngestQueue',
  PASSWRIGHT_CHANGES_DEAD_LETTERS_URL: 'ChangesDeadLetterQueue',
}

const variablesOf = (template: Template, references: References): Readonly<Record<string, string>> => ({
  ...Object.assign({}, ...readFunctions(template, references).map(({ environment }) => environment)),
  ...Object.fromEntries(Object.entries(queues).map(([name, id]) => [name, references.ref(id) ?? ''])),
})

/** The role of `npm run serve`. */
const serverRole = 'ServerRole'

/** What it may besides all that functions may, as the guide says it: it finds the stream, and instances tell each other. */
const serverStatements: Json = [
  {
    Sid: 'FindStream',
    Effect: 'Allow',
    Action: 'dynamodb:DescribeTable',
    Resource: { 'Fn::GetAtt': ['PassesTable', 'Arn'] },
  },
  {
    Sid: 'ShareWork',
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    Resource: { 'Fn::GetAtt': ['EventsTable', 'Arn'] },
  },
]

const listOf = (policies: Json | undefined): readonly Json[] => (Array.isArray(policies) ? policies : [])

/** The template, and in it the role of a server. */
const withServerRole = (template: Template): Template => {
  const theirs = resourcesOf(template, 'AWS::IAM::Role').flatMap(({ properties }) => listOf(properties.Policies))
  const own = { PolicyName: 'server', PolicyDocument: { Version: '2012-10-17', Statement: serverStatements } }
  const properties = { Policies: [...theirs, own] }
  const role = { id: serverRole, type: 'AWS::IAM::Role', properties }
  return { resources: new Map([...template.resources, [serverRole, role]]) }
}

/** Whose credentials who is to have. */
export const credentialsOf = (
  role: 'ServerRole' | 'WalletRole' | 'DownloadRole' | 'PageRole',
): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: accessKeyOf(role),
})

/** Starts it in a folder. */
export const startCloud = async (
  folder: string,
  {
    publicBaseUrl,
    passType,
    team,
  }: { readonly publicBaseUrl: string; readonly passType: string; readonly team: string },
): Promise<Cloud> => {
  const stopper = makeStopper()
  const denied: string[] = []
  const [servers, packaged] = await Promise.all([
    startServers({
      folder,
      onDeath: () => undefined,
      onStart: stopper.add,
      bus: () => bus(),
    }),
    packageService({
      stage,
      params: { publicBaseUrl, passTypes: [{ identifier: passType, team }], adoptedPassTypes: [] },
      outDir: join(folder, 'package'),
      validate: false,
      reuseArchives: true,
    }),
  ])
  const template = withServerRole(readTemplate(packaged.template))
  const cloud = await openCloud({
    ...{ stackName: `passwright-${stage}`, template, servers, callsFile: undefined },
    heard: () => undefined,
    say: (line) => denied.push(line),
    onStart: stopper.add,
  })
  const bus = () => cloud.bus
  const { endpoint, administrator, references } = cloud
  return {
    ...{ template, references, denied, stop: stopper.stop },
    environment: { ...awsEnvironment(endpoint, accessKeyOf(serverRole)), ...variablesOf(template, references) },
    secrets: localSecretsAdmin(endpoint, administrator, secretsPrefix),
  }
}
