/** Opens the AWS front before the servers, and makes behind it what the packaged template describes. */
import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import { type AwsClient, awsClient } from '../aws/client.ts'
import { localReferences } from '../cloudformation/names.ts'
import { account } from '../cloudformation/place.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { resourcesOf, type Template } from '../cloudformation/template.ts'
import { type CreatedObject, type EventBus, makeEventBus } from '../events/event-bus.ts'
import { readBuses, readRules } from '../events/rules.ts'
import { readKeys } from '../front/encryption.ts'
import { type Permissions, startFront } from '../front/front.ts'
import { recorder } from '../front/record.ts'
import { readRoles } from '../front/roles.ts'
import { provision } from '../provision/provision.ts'
import { deniedOnce } from './denied-once.ts'
import type { Servers } from './servers.ts'

/** The AWS front with everything behind it that the template describes. */
export interface Cloud {
  readonly endpoint: string
  readonly references: References
  readonly admin: AwsClient
  readonly administrator: string
  readonly bus: EventBus
}

/** What is behind the front, and who hears of what. */
export interface CloudOptions {
  readonly stackName: string
  readonly template: Template
  readonly servers: Servers
  /** Where AWS calls are recorded, if anywhere. */
  readonly callsFile: string | undefined
  /** Is told of every event on a bus. */
  readonly heard: (event: JsonObject) => void
  readonly say: (line: string) => void
  /** Takes what stops the front, as soon as it runs. */
  readonly onStart: (stop: () => Promise<void>) => void
}

/** Tells the bus of objects in the buckets that ask for it. */
const objectListener = (
  template: Template,
  references: References,
  { objectCreated }: EventBus,
): ((object: CreatedObject) => void) => {
  const telling = resourcesOf(template, 'AWS::S3::Bucket').filter(({ properties }) =>
    JSON.stringify(resolveObject(properties, references).NotificationConfiguration ?? {}).includes(
      '"EventBridgeEnabled":true',
    ),
  )
  const names = new Set(telling.map(({ id }) => references.ref(id)))
  return (object) => {
    // S3 does not keep who puts an object waiting for who hears of it, either.
    if (names.has(object.bucket)) objectCreated(object).catch(() => undefined)
  }
}

const noPermissions: Permissions = {
  roles: new Map(),
  keyOf: () => undefined,
  streamArn: () => undefined,
  queueUrls: new Map(),
}

/** Opens it. */
export const openCloud = async (options: CloudOptions): Promise<Cloud> => {
  const { stackName, template, servers, callsFile, heard, say } = options
  let permissions = noPermissions
  let onPut: (object: CreatedObject) => void = () => undefined
  const administrator = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
  const { endpoint, stop } = await startFront({
    ...servers,
    administrator,
    permissions: () => permissions,
    record: recorder(callsFile),
    onDenied: deniedOnce(say),
    onPut: (object) => onPut(object),
  })
  options.onStart(stop)
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
  const bus = makeEventBus({
    buses: readBuses(template, references),
    rules: readRules(template, references),
    deliver: async (queueArn, MessageBody) => {
      const QueueUrl = `${endpoint}/${account}/${queueArn.split(':').at(-1)}`
      await admin.call('sqs', 'SendMessage', { QueueUrl, MessageBody })
    },
    heard,
  })
  onPut = objectListener(template, references, bus)
  return { endpoint, references, admin, administrator, bus }
}
