/** The front of the local AWS services, called by AWS's own clients: what a role may do, and how the rest is refused. */
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetObjectCommand, PutObjectCommand, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CreatedObject } from '../infra/local/events/event-bus.ts'
import { startFront } from '../infra/local/front/front.ts'
import { readPolicy } from '../infra/local/front/policy.ts'
import type { RecordedCall } from '../infra/local/front/record.ts'
import { listen } from '../infra/local/servers/server.ts'
import type { JsonObject } from '../lib/core/format/json.ts'

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/t'

interface Reached {
  readonly method: string
  readonly url: string
  readonly authorization: string
  readonly body: string
}

/** A server that stands for all services: it notes what reaches it, and answers `{}`; to S3 reads, that there is nothing. */
const aBackend = async () => {
  const reached: Reached[] = []
  const note = async (request: IncomingMessage) => {
    const { method = '', url = '', headers } = request
    reached.push({ method, url, authorization: headers.authorization ?? '', body: await text(request) })
  }
  const server = await listen(
    'backend',
    createServer((request, response) => {
      void note(request).then(() => response.writeHead(request.method === 'GET' ? 404 : 200).end('{}'))
    }),
  )
  onTestFinished(server.stop)
  return { endpoint: server.endpoint, reached }
}

/** A front for one role with these statements, and clients of the role. */
const aFront = async (...statements: readonly JsonObject[]) => {
  const { endpoint: backend, reached } = await aBackend()
  const recorded: RecordedCall[] = []
  const denials: string[] = []
  const put: CreatedObject[] = []
  const role = { id: 'ApiRole', accessKeyId: 'ASIAROLE', statements: readPolicy({ Statement: statements }) }
  const front = await startFront({
    backends: { dynamodb: backend, s3: backend, sqs: backend, secretsmanager: backend, events: backend },
    backendsKey: 'SERVERS',
    administrator: 'AKIAADMIN',
    permissions: () => ({
      roles: new Map([['ASIAROLE', role]]),
      streamArn: () => undefined,
      keyOf: () => undefined,
      queueUrls: new Map([['builds', 'http://sqs.local/0/builds']]),
    }),
    record: (call) => recorded.push(call),
    onDenied: (_, { action }) => denials.push(action),
    onPut: (object) => put.push(object),
  })
  onTestFinished(front.stop)
  const options = (accessKeyId = 'ASIAROLE') => ({
    endpoint: front.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  })
  return { ...front, reached, recorded, denials, put, options }
}

const allow = (Action: string, Resource: string): JsonObject => ({ Effect: 'Allow', Action, Resource })
const key = { id: { S: '1' } }

/** The name of the error that a call ends with. */
const nameOf = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error ? error.name : 'none'
}

describe('the AWS front', () => {
  it('passes on what the role allows, and records it', async () => {
    const { options, reached, recorded } = await aFront(allow('dynamodb:PutItem', table))
    await new DynamoDBClient(options()).send(new PutItemCommand({ TableName: 't', Item: key }))
    expect(reached).toHaveLength(1)
    expect(recorded).toEqual([{ role: 'ApiRole', action: 'dynamodb:PutItem', resource: table, allowed: true }])
  })

  it('keeps back what the role does not allow, and records and tells it', async () => {
    const { options, reached, recorded, denials } = await aFront(allow('dynamodb:PutItem', table))
    const call = new DynamoDBClient(options()).send(new GetItemCommand({ TableName: 't', Key: key }))
    await expect(call).rejects.toThrow(
      `is not authorized to perform: dynamodb:GetItem on resource: ${table} because no identity-based policy allows`,
    )
    expect(reached).toEqual([])
    expect(recorded).toEqual([{ role: 'ApiRole', action: 'dynamodb:GetItem', resource: table, allowed: false }])
    expect(denials).toEqual(['dynamodb:GetItem'])
  })

  it('refuses as each service does', async () => {
    const { options, endpoint } = await aFront()
    const queueUrl = `${endpoint}/000000000000/builds`
    const s3 = new S3Client(options())
    expect(
      await Promise.all([
        nameOf(new DynamoDBClient(options()).send(new GetItemCommand({ TableName: 't', Key: key }))),
        nameOf(s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))),
        nameOf(new SQSClient(options()).send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }))),
        nameOf(new SecretsManagerClient(options()).send(new GetSecretValueCommand({ SecretId: 's' }))),
        nameOf(new EventBridgeClient(options()).send(new PutEventsCommand({ Entries: [{ EventBusName: 'own' }] }))),
      ]),
    ).toEqual([
      'AccessDeniedException',
      'AccessDenied',
      'AccessDenied',
      'AccessDeniedException',
      'AccessDeniedException',
    ])
  })

  it('knows nobody by another key', async () => {
    const { options } = await aFront(allow('dynamodb:GetItem', table))
    const client = new DynamoDBClient(options('ASIAOTHER'))
    expect(await nameOf(client.send(new GetItemCommand({ TableName: 't', Key: key })))).toBe(
      'UnrecognizedClientException',
    )
  })

  it('refuses who has not signed', async () => {
    const { endpoint, reached } = await aFront(allow('s3:PutObject', 'arn:aws:s3:::b/*'))
    expect((await fetch(`${endpoint}/b/k`, { method: 'PUT', body: 'x' })).status).toBe(403)
    expect(reached).toEqual([])
  })

  it('lets the administrator do everything, and does not record it', async () => {
    const { options, reached, recorded } = await aFront()
    await new DynamoDBClient(options('AKIAADMIN')).send(new PutItemCommand({ TableName: 't', Item: key }))
    expect([reached.length, recorded.length]).toEqual([1, 0])
  })

  it('judges a presigned request by the role that signed it', async () => {
    const { options, reached } = await aFront(allow('s3:PutObject', 'arn:aws:s3:::b/uploads/*'))
    const sign = (Key: string) => getSignedUrl(new S3Client(options()), new PutObjectCommand({ Bucket: 'b', Key }))
    const put = async (url: string) => (await fetch(url, { method: 'PUT', body: 'x' })).status
    expect(await put(await sign('uploads/a.zip'))).toBe(200)
    expect(await put(await sign('templates/a.zip'))).toBe(403)
    expect(reached).toHaveLength(1)
  })

  it('calls the servers with the one key that they know', async () => {
    const { options, reached } = await aFront(allow('s3:PutObject', 'arn:aws:s3:::b/*'))
    const put = new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })
    await new S3Client(options()).send(put)
    await fetch(await getSignedUrl(new S3Client(options()), put), { method: 'PUT', body: 'x' })
    expect(reached[0]?.authorization).toContain('Credential=SERVERS/')
    expect(reached[1]?.url).toContain('X-Amz-Credential=SERVERS%2F')
  })

  it('tells who may not list a bucket that a missing object is forbidden, and others that it is missing', async () => {
    const get = allow('s3:GetObject', 'arn:aws:s3:::b/*')
    const read = async (...statements: JsonObject[]) => {
      const { options } = await aFront(...statements)
      return await nameOf(new S3Client(options()).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })))
    }
    expect(await read(get)).toBe('AccessDenied')
    expect(await read(get, allow('s3:ListBucket', 'arn:aws:s3:::b'))).not.toBe('AccessDenied')
  })

  it('judges events by the buses that they are for', async () => {
    const own = 'arn:aws:events:us-east-1:000000000000:event-bus/own'
    const { options, recorded, reached } = await aFront(allow('events:PutEvents', own))
    const put = (...buses: (string | undefined)[]) =>
      nameOf(
        new EventBridgeClient(options()).send(
          new PutEventsCommand({ Entries: buses.map((EventBusName) => (EventBusName ? { EventBusName } : {})) }),
        ),
      )
    expect([await put('own', own), await put('own', undefined)]).toEqual(['none', 'AccessDeniedException'])
    expect(recorded.map(({ resource, allowed }) => [resource.split('/').at(-1), allowed])).toEqual([
      ['own', true],
      ['own', true],
      ['default', false],
    ])
    expect(reached).toHaveLength(1)
  })

  it('tells of an object that was put, and of no part, copy or refusal', async () => {
    const { options, put } = await aFront(allow('s3:PutObject', 'arn:aws:s3:::b/imports/*'))
    const s3 = new S3Client(options())
    await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'imports/a b.csv', Body: 'abc' }))
    await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'uploads/a', Body: 'abc' })).catch(() => undefined)
    await s3
      .send(new PutObjectTaggingCommand({ Bucket: 'b', Key: 'imports/a', Tagging: { TagSet: [] } }))
      .catch(() => undefined)
    expect(put).toEqual([{ bucket: 'b', key: 'imports/a b.csv', size: 3, etag: '' }])
  })

  it('tells the queue server the URL that it knows', async () => {
    const { options, endpoint, reached } = await aFront(allow('sqs:SendMessage', 'arn:aws:sqs:*:*:builds'))
    const input = { QueueUrl: `${endpoint}/000000000000/builds`, MessageBody: 'x' }
    await new SQSClient(options()).send(new SendMessageCommand(input)).catch(() => undefined)
    expect(JSON.parse(reached[0]?.body ?? '{}')).toEqual({ QueueUrl: 'http://sqs.local/0/builds', MessageBody: 'x' })
  })
})
