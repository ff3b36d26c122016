/** `passwright restore` and `export`, run as their users run them, against servers of DynamoDB, S3, SQS and Secrets Manager. */
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findJava } from '../infra/local/servers/java.ts'
import { type LocalServer, listen } from '../infra/local/servers/server.ts'
import { awsPorts } from '../lib/adapters/aws/ports.ts'
import { awsSecretsAdmin } from '../lib/adapters/aws/secrets-admin.ts'
import type { Ports } from '../lib/ports/ports.ts'
import { makeService } from '../lib/service/make-service.ts'
import type { Service } from '../lib/service/service.ts'
import { aFolder, filesBelow, passwright } from './builders/passwright.ts'
import { putSigner } from './builders/put-signer.ts'
import { type AwsServers, createSecrets, names, startServers } from './contracts/aws-servers.ts'
import { aDevice, anArchive, aPass, hold, put, settings, theChain } from './service/world.ts'

const java = findJava()
const needsJava = java ? {} : { skip: true, meta: { reason: 'needs Java 17 or later (Debian: default-jre-headless)' } }

const prefix = 'passwright/test'
const folder = await aFolder()
const type = aPass().passTypeIdentifier

let servers: AwsServers
let stack: LocalServer
let service: Service
let ports: Ports

const outputs = () => ({
  PassesTableName: names.passes,
  RegistrationsTableName: names.registrations,
  EventsTableName: names.events,
  TemplatesBucketName: names.templatesBucket,
  PassesBucketName: names.passesBucket,
  BuildsQueueUrl: servers.queueUrls.builds,
  NotificationsQueueUrl: servers.queueUrls.notifications,
  Generation: '1',
  RestoredAt: 'never',
})

const variables = () => ({
  PASSWRIGHT_PASSES_TABLE: names.passes,
  PASSWRIGHT_REGISTRATIONS_TABLE: names.registrations,
  PASSWRIGHT_EVENTS_TABLE: names.events,
  PASSWRIGHT_TEMPLATES_BUCKET: names.templatesBucket,
  PASSWRIGHT_PASSES_BUCKET: names.passesBucket,
  PASSWRIGHT_BUILDS_QUEUE_URL: servers.queueUrls.builds,
  PASSWRIGHT_NOTIFICATIONS_QUEUE_URL: servers.queueUrls.notifications,
  PASSWRIGHT_SECRETS_PREFIX: prefix,
})

/** As much of CloudFormation as tells what a stack has. */
const aStack = (): Promise<LocalServer> => {
  const member = ([key, value]: readonly [string, string]) =>
    `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`
  const answer = (body: string): readonly [number, string] =>
    body.includes('StackName=passwright-test')
      ? [
          200,
          `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>passwright-test</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-21T00:00:00Z</CreationTime><Outputs>${Object.entries(outputs()).map(member).join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
        ]
      : [400, '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code></Error></ErrorResponse>']
  return listen(
    'CloudFormation',
    createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const [status, text] = answer(body)
      response.writeHead(status, { 'content-type': 'text/xml' }).end(text)
    }),
  )
}

/** What point-in-time recovery does: another table with what this one holds. */
const recoverTable = async (client: DynamoDBClient, from: string, to: string): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: from }))
  await client.send(
    new CreateTableCommand({
      TableName: to,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Table?.AttributeDefinitions,
      KeySchema: Table?.KeySchema,
      GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
        ...{ IndexName, KeySchema, Projection },
      })),
    }),
  )
  const { Items = [] } = await client.send(new ScanCommand({ TableName: from }))
  for (const Item of Items)
    await client.send(new BatchWriteItemCommand({ RequestItems: { [to]: [{ PutRequest: { Item } }] } }))
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  passwright(folder, args, { ...variables(), ...env })

const copyArguments = [
  'restore',
  'copy',
  '--passes-from',
  'backup-passes',
  '--registrations-from',
  'backup-registrations',
]

/** Ada on a phone, and Grace; then the backup; then Ada is changed, Grace erased, and Joan issued. */
beforeAll(async () => {
  if (!java) return
  servers = await startServers()
  stack = await aStack()
  process.env.AWS_ENDPOINT_URL_CLOUDFORMATION = stack.endpoint
  await createSecrets({
    [`${prefix}/hmac-keys`]: JSON.stringify({ current: '1', 1: 'k'.repeat(64) }),
    [`${prefix}/personal-data-keys`]: JSON.stringify({ current: '1', 1: 'p'.repeat(64) }),
    [`${prefix}/signers/${type}`]: undefined,
  })
  await putSigner(awsSecretsAdmin({ prefix }), type, await theChain())
  ports = awsPorts(variables())
  service = makeService(ports, settings)
  await service.templates.publish(anArchive())
  await put({ service })
  await hold({ service })
  await put({ service }, { name: 'Grace' }, aPass('A-2'))
  const client = new DynamoDBClient({})
  await recoverTable(client, names.passes, 'backup-passes')
  await recoverTable(client, names.registrations, 'backup-registrations')
  client.destroy()
  await put({ service }, { name: 'Eve' })
  await service.passes.erase(aPass('A-2'), {})
  await put({ service }, { name: 'Joan' }, aPass('A-3'))
}, 60_000)

afterAll(async () => {
  if (!java) return
  delete process.env.AWS_ENDPOINT_URL_CLOUDFORMATION
  await Promise.all([servers.stop(), stack.stop()])
})

const nameOf = async (serial: string) => (await ports.records.get(aPass(serial)))?.values.name

const afterwards = () => ({
  PASSWRIGHT_GENERATION: '2',
  PASSWRIGHT_RESTORED_AT: new Date(Math.floor(Date.now() / 1000) * 1000).toISOString(),
})

const notified = async (): Promise<readonly string[]> => {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false })
  const queue = { QueueUrl: servers.queueUrls.notifications, WaitTimeSeconds: 4 }
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(queue))
  sqs.destroy()
  return Messages.map(({ Body = '' }) => JSON.parse(Body).deviceLibraryIdentifier)
}

describe('restore', needsJava, () => {
  it('says what it would do, and does nothing', { timeout: 60_000 }, async () => {
    const tried = await run([...copyArguments, '--dry-run', '--json'])
    expect(tried.stderr).toBe('')
    expect(JSON.parse(tried.stdout)).toEqual({
      dryRun: true,
      counts: {
        'template versions that were the same': 1,
        'records written': 1,
        'records of erased passes, left out': 1,
        'registrations that were the same': 1,
      },
    })
    expect(await nameOf('A-1')).toBe('Eve')
  })

  it.each([
    ['without a backup', ['restore', 'copy'], 2, '--passes-from or --registrations-from is missing'],
    ['of a table onto itself', ['restore', 'copy', '--passes-from', names.passes], 1, 'input/not-restored'],
    ['at no pace', [...copyArguments, '--per-second', '0'], 2, '--per-second is no whole number'],
    ['before the copying is known to the deployment', ['restore', 'finish'], 1, 'the deployment knows of no restore'],
    ['of a stage that is not there', ['restore', 'finish', '--stage', 'none'], 1, 'input/no-deployment'],
  ])('is refused %s', async (_, args, code, reason) => {
    const refused = await run(args)
    expect([refused.code, refused.stderr]).toEqual([code, expect.stringContaining(reason)])
  })

  it('does not go on with another copying', async () => {
    await writeFile(join(folder, 'other.json'), '{"between": "a b c d", "begun": 1, "step": "records", "counts": {}}')
    const refused = await run([...copyArguments, '--state', 'other.json'])
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('input/occupied')])
  })

  it('brings back what was changed, and neither what was erased nor what is older than today', async () => {
    const copied = await run(copyArguments)
    expect([copied.code, copied.stdout.trim().split('\n').sort()]).toEqual([
      0,
      [
        '1 records of erased passes, left out',
        '1 records written',
        '1 registrations that were the same',
        '1 template versions that were the same',
      ],
    ])
    expect([await nameOf('A-1'), await nameOf('A-2'), await nameOf('A-3')]).toEqual(['Ada', undefined, 'Joan'])
    expect(await filesBelow(folder)).not.toContain('restore-copy.json')
  })

  it('is finished: the phone is told all anew, once, and woken', { timeout: 60_000 }, async () => {
    await notified()
    // The moment is one of whole seconds, and lies after the copying.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const env = afterwards()
    const finished = await run(['restore', 'finish', '--json'], env)
    expect([finished.stderr, JSON.parse(finished.stdout)]).toEqual([
      '',
      { dryRun: false, records: 2, erased: 0, devices: 1, told: 1, known: 0, ended: 0 },
    ])
    const device = await ports.registrations.find(aDevice())
    expect(device).toMatchObject({ seq: 1, notified: 0 })
    expect(device?.passes.get(aPass().serialNumber)).toMatchObject({ n: 1, v: 0 })
    expect(await notified()).toEqual(['phone'])
    expect(JSON.parse((await run(['restore', 'finish', '--json'], env)).stdout)).toMatchObject({ told: 0, known: 1 })
  })

  it('is not finished with a moment from before the copying', async () => {
    const early = { ...afterwards(), PASSWRIGHT_RESTORED_AT: '2026-01-01T00:00:00Z' }
    const refused = await run(['restore', 'finish'], early)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('after restoredAt')])
  })
})

describe('export', needsJava, () => {
  it('writes everything of a stage, and warns of what it holds', async () => {
    const env = Object.fromEntries(Object.keys(variables()).map((name) => [name, '']))
    const exported = await run(['export', '--out', 'all', '--stage', 'test'], {
      ...env,
      PASSWRIGHT_SECRETS_PREFIX: prefix,
    })
    expect([exported.code, exported.stdout]).toEqual([
      0,
      '2 passes, 1 registrations, 0 images, 1 versions of templates\n',
    ])
    expect(exported.stderr).toContain('this folder holds secrets')
    expect(exported.stderr).toContain('not in it: certificates and keys')
    expect(exported.stderr + exported.stdout).not.toMatch(/1\.[\w-]{16}\.[\w-]{43}/)
    const rows = (await readFile(join(folder, 'all', 'adopt', `${type}.ndjson`), 'utf8')).trim().split('\n')
    expect(rows.map((row) => JSON.parse(row).values.name).sort()).toEqual(['Ada', 'Joan'])
  })

  it('does not write over anything', async () => {
    const refused = await run(['export', '--out', 'all'])
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('input/occupied')])
  })
})
