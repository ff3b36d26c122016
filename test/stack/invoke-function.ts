/** Invokes a packaged function, in its own role, beside the stack that it belongs to. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readKeys } from '../../infra/local/front/encryption.ts'
import { startFront } from '../../infra/local/front/front.ts'
import { readRoles } from '../../infra/local/front/roles.ts'
import { readFunctions } from '../../infra/local/lambda/definition.ts'
import { functionEnvironment } from '../../infra/local/lambda/environment.ts'
import { startInstance } from '../../infra/local/lambda/instance.ts'
import { type Cloud, readCloud } from './cloud.ts'
import { type Deployment, ownerIn } from './deployment.ts'

/** A front of our own: it judges and records as the stack's does, and asks that one in the name of its owner. */
const openFront = (deployment: Deployment, { template, references }: Cloud) => {
  const { endpoint, environment } = ownerIn(deployment)
  const owner = environment.AWS_ACCESS_KEY_ID ?? ''
  const permissions = {
    roles: readRoles(template, references),
    keyOf: readKeys(template, references),
    streamArn: () => references.attribute('PassesTable', 'StreamArn'),
    queueUrls: new Map(
      (['Builds', 'Notifications', 'Rollouts', 'Imports'] as const).map((name) => {
        const id = `${name}Queue`
        return [`passwright-local-${id}`, references.ref(id) ?? ''] as const
      }),
    ),
  }
  return startFront({
    backends: { dynamodb: endpoint, s3: endpoint, sqs: endpoint, secretsmanager: endpoint, events: endpoint },
    backendsKey: owner,
    administrator: owner,
    permissions: () => permissions,
    record: (call) => appendFileSync(deployment.callsFile, `${JSON.stringify(call)}\n`),
    onDenied: () => undefined,
  })
}

/** What a function is invoked with. */
export interface InvokeOptions {
  /** Default: an empty one. */
  readonly event?: object
  /** Variables in place of the stack's, or besides. */
  readonly variables?: Readonly<Record<string, string>>
}

/** Invokes a new instance of the function once. What it returns. @throws Error with its log if it fails */
export const invokeFunction = async (
  deployment: Deployment,
  name: string,
  { event = {}, variables = {} }: InvokeOptions = {},
): Promise<unknown> => {
  const cloud = await readCloud(deployment)
  const definition = readFunctions(cloud.template, cloud.references).find((candidate) => candidate.name === name)
  if (!definition) throw new Error(`there is no function ${name}`)
  const front = await openFront(deployment, cloud)
  let written = ''
  const instance = startInstance({
    definition,
    module: pathToFileURL(join(deployment.folder, '.local', 'code', name, 'index.mjs')).href,
    env: { ...functionEnvironment(definition, front.endpoint), ...variables },
    log: (text) => {
      written += text
    },
  })
  try {
    const { ok, payload } = await instance.invoke(JSON.stringify(event))
    if (!ok) throw new Error(`the function ${name} failed: ${written}`)
    return JSON.parse(payload)
  } finally {
    await instance.stop()
    await front.stop()
  }
}
