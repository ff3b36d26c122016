/** The contracts of the ports, kept by the AWS adapters on real servers: plainly, and with faults above and below. */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe } from 'vitest'
import { findJava } from '../../infra/local/servers/java.ts'
import { awsAssets } from '../../lib/adapters/aws/assets.ts'
import { awsBreakers } from '../../lib/adapters/aws/breakers.ts'
import { readBuildMessage } from '../../lib/adapters/aws/build-message.ts'
import { deviceItem, holderItem } from '../../lib/adapters/aws/device-item.ts'
import { dynamoDbClient, type Table } from '../../lib/adapters/aws/dynamo-db.ts'
import { awsEvents } from '../../lib/adapters/aws/events.ts'
import { awsImports } from '../../lib/adapters/aws/imports.ts'
import type { Item } from '../../lib/adapters/aws/item.ts'
import { awsLinkRevocations } from '../../lib/adapters/aws/link-revocations.ts'
import { readNotification } from '../../lib/adapters/aws/notification-message.ts'
import { awsParked } from '../../lib/adapters/aws/parked.ts'
import { awsQueues } from '../../lib/adapters/aws/queues.ts'
import { awsRecords } from '../../lib/adapters/aws/records.ts'
import { awsRecovery } from '../../lib/adapters/aws/recovery.ts'
import { awsRegistrations } from '../../lib/adapters/aws/registrations.ts'
import { awsReminders } from '../../lib/adapters/aws/reminders.ts'
import { readRolloutMessage } from '../../lib/adapters/aws/rollout-message.ts'
import { awsRollouts } from '../../lib/adapters/aws/rollouts.ts'
import { awsSecrets } from '../../lib/adapters/aws/secrets.ts'
import { awsSecretsAdmin } from '../../lib/adapters/aws/secrets-admin.ts'
import { readStepMessage } from '../../lib/adapters/aws/step-message.ts'
import { awsTemplates } from '../../lib/adapters/aws/templates.ts'
import { awsVitals } from '../../lib/adapters/aws/vitals.ts'
import { noteErasure } from '../../lib/service/passes/erasure-log.ts'
import { type AssetsWorld, assetsContract, receiveByHttp, sendByHttp } from './assets.ts'
import { addFaults, impatient } from './aws-faults.ts'
import { type AwsServers, createSecrets, names, startServers } from './aws-servers.ts'
import { breakerAnswersContract, breakersContract, breakersMayLag } from './breakers.ts'
import { eventsContract, eventsMayLag } from './events.ts'
import { retried, seededFaults, withFaults } from './faults.ts'
import { importsContract } from './imports.ts'
import { linkRevocationsContract } from './link-revocations.ts'
import { parkedContract, parkedMayLag } from './parked.ts'
import { type QueuesWorld, queueDelaysContract, queuesContract } from './queues.ts'
import { recordsContract, recordsMayLag } from './records.ts'
import { type RecoveryWorld, recoveryContract } from './recovery.ts'
import { registrationAnswersContract, registrationsContract } from './registrations.ts'
import type { RegistrationsWorld } from './registrations-samples.ts'
import { remindersContract } from './reminders.ts'
import { rolloutsContract } from './rollouts.ts'
import { unique } from './samples.ts'
import { type SecretsWorld, secretsContract } from './secrets.ts'
import { steppedMayLag } from './stepped.ts'
import { templatesContract } from './templates.ts'
import { type VitalsWorld, vitalsContract } from './vitals.ts'

/** What the contract makes of a port: the port itself, or the port with faults and a caller that repeats. */
type Treatment = <Port extends object>(port: Port, mayLag?: readonly string[]) => Port

let servers: AwsServers

const assetsInS3 = (treated: Treatment): AssetsWorld => ({
  assets: treated(awsAssets(names)),
  send: sendByHttp,
  receive: receiveByHttp,
})

const secretsInManager = async (treated: Treatment): Promise<SecretsWorld> => {
  const [prefix, emptyPrefix] = [`passwright/${unique()}`, `passwright/${unique()}`]
  await createSecrets({
    [`${prefix}/hmac-keys`]: JSON.stringify({ current: '1', 1: 'k'.repeat(64) }),
    [`${prefix}/personal-data-keys`]: JSON.stringify({ current: '1', 1: 'p'.repeat(64) }),
    [`${prefix}/barcode-keys`]: JSON.stringify({ current: '1', 1: 'b'.repeat(64) }),
    [`${prefix}/api-keys`]: undefined,
    [`${prefix}/signers/pass.com.example.contract`]: undefined,
    [`${prefix}/signers/pass.com.example.contract.other`]: undefined,
    [`${emptyPrefix}/hmac-keys`]: undefined,
    [`${emptyPrefix}/personal-data-keys`]: undefined,
    [`${emptyPrefix}/barcode-keys`]: undefined,
  })
  return {
    secrets: treated(awsSecrets({ prefix })),
    admin: treated(awsSecretsAdmin({ prefix })),
    withoutKeys: treated(awsSecrets({ prefix: emptyPrefix })),
  }
}

/** Takes everything out of a queue. */
const receive = async <Message>(url: string, read: (body: string) => Message | undefined) => {
  const client = new SQSClient({ useQueueUrlAsEndpoint: false })
  const received: Message[] = []
  for (;;) {
    const queue = { QueueUrl: url }
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ ...queue, MaxNumberOfMessages: 10 }))
    if (Messages.length === 0) return received
    for (const { Body = '', ReceiptHandle } of Messages) {
      const message = read(Body)
      if (message) received.push(message)
      await client.send(new DeleteMessageCommand({ ...queue, ReceiptHandle }))
    }
  }
}

const readImport = (body: string) => {
  const message = readStepMessage(body)
  return message?.kind === 'import' ? message : undefined
}

const queuesInSqs = (treated: Treatment): QueuesWorld => ({
  queues: treated(awsQueues({ urlOf: (queue) => servers.queueUrls[queue] })),
  receive: () => receive(servers.queueUrls.builds, readBuildMessage),
  receiveNotifications: () => receive(servers.queueUrls.notifications, readNotification),
  receiveRollouts: () => receive(servers.queueUrls.rollouts, readRolloutMessage),
  receiveImports: () => receive(servers.queueUrls.imports, readImport),
})

const registrationsIn = (table: Table, treated: Treatment): RegistrationsWorld => {
  const put = async (item: Item): Promise<void> => {
    await dynamoDbClient().send(new PutItemCommand({ TableName: table.name, Item: item }))
  }
  return {
    registrations: treated(awsRegistrations(table)),
    putDevice: (device) => put(deviceItem(device)),
    putHolder: ({ serialNumber }, holder) => put(holderItem(serialNumber, holder)),
  }
}

const inDynamoDb = (name: string, treated: Treatment, makeClient: () => DynamoDBClient): void => {
  const clients: { shared?: DynamoDBClient } = {}
  const table = (name: string) => {
    clients.shared ??= makeClient()
    return { client: clients.shared, name }
  }
  recordsContract(name, async () => treated(awsRecords(table(names.passes)), recordsMayLag))
  registrationsContract(name, async () => registrationsIn(table(names.registrations), treated))
  templatesContract(name, async () => treated(awsTemplates(table(names.passes))))
  eventsContract(name, async () => treated(awsEvents(table(names.events)), eventsMayLag))
  rolloutsContract(name, async () => treated(awsRollouts(table(names.passes)), steppedMayLag))
  importsContract(name, async () => treated(awsImports(table(names.passes)), steppedMayLag))
  parkedContract(name, async () => treated(awsParked(table(names.passes)), parkedMayLag))
  breakersContract(name, async () => treated(awsBreakers(table(names.passes)), breakersMayLag))
  remindersContract(name, async () => treated(awsReminders(table(names.passes))))
  linkRevocationsContract(name, async () => treated(awsLinkRevocations(table(names.passes))))
}

/** The log of erasures is in S3, beside the tables. */
const recoveryIn = (): RecoveryWorld => {
  const table = (name: string): Table => ({ client: dynamoDbClient(), name })
  const [passes, registrations] = [table(names.passes), table(names.registrations)]
  const assets = awsAssets(names)
  return {
    ...registrationsIn(registrations, plain),
    records: awsRecords(passes),
    recovery: awsRecovery({ passes, registrations, templatesBucket: names.templatesBucket }),
    note: (erasure) => noteErasure({ assets }, erasure),
  }
}

const elsewhere = (name: string, treated: Treatment): void => {
  assetsContract(name, async () => assetsInS3(treated))
  secretsContract(name, async () => secretsInManager(treated))
  queuesContract(name, async () => queuesInSqs(treated))
}

/** Under names that nothing has, nothing is there. */
const vitalsNamed = (prefix: string) => {
  const table = (name: string) => ({ client: dynamoDbClient(), name: `${prefix}${name}` })
  return awsVitals({
    tables: { passes: table(names.passes), registrations: table(names.registrations), events: table(names.events) },
    buckets: { templates: `${prefix}${names.templatesBucket}`, passes: `${prefix}${names.passesBucket}` },
    urlOf: (queue) => `${servers.queueUrls[queue]}${prefix}`,
  })
}

const vitalsOfServers = (): VitalsWorld => ({ vitals: vitalsNamed(''), lost: vitalsNamed('lost-') })

const clientWithFaults = (): DynamoDBClient => {
  const client = new DynamoDBClient({ retryStrategy: impatient })
  addFaults(client, seededFaults(4, ['stale read']))
  return client
}

const plain: Treatment = (port) => port

const faulty: Treatment = (port, mayLag) => retried(withFaults(port, seededFaults(5, mayLag)))

/** Unlike the tests that compile, this one does with any Java that runs programs. */
const java = findJava()

const needsJava = java
  ? { skip: false, meta: {} }
  : { skip: true, meta: { reason: 'needs Java 17 or later (Debian: default-jre-headless)' } }

describe('AWS', needsJava, () => {
  beforeAll(async () => {
    servers = await startServers()
  })

  afterAll(() => servers.stop())

  inDynamoDb('in DynamoDB', plain, dynamoDbClient)
  registrationAnswersContract('in DynamoDB', async () =>
    registrationsIn({ client: dynamoDbClient(), name: names.registrations }, plain),
  )
  breakerAnswersContract('in DynamoDB', async () => awsBreakers({ client: dynamoDbClient(), name: names.passes }))
  inDynamoDb('in DynamoDB behind a failing network', retried, clientWithFaults)
  inDynamoDb('in DynamoDB with faults', faulty, dynamoDbClient)
  elsewhere('on AWS', plain)
  queueDelaysContract('on AWS', async () => queuesInSqs(plain))
  vitalsContract('on AWS', async () => vitalsOfServers())
  recoveryContract('on AWS', async () => recoveryIn())
  elsewhere('on AWS with faults', faulty)
})
