/** The servers of the local stack: they keep what they were given, stop for good and say plainly why they cannot start. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { startDynamoDb } from '../infra/local/servers/dynamo-db.ts'
import { startGuarded } from '../infra/local/servers/guarded-child.ts'
import { findJava } from '../infra/local/servers/java.ts'
import { startS3 } from '../infra/local/servers/s3.ts'
import { startSecretsManager } from '../infra/local/servers/secrets-manager.ts'
import { startSqs } from '../infra/local/servers/sqs.ts'

const aFolder = () => mkdtempSync(join(tmpdir(), 'servers-'))

const config = (endpoint: string) => ({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'local' },
  maxAttempts: 1,
})

const stranger = { accessKeyId: 'STRANGER', secretAccessKey: 'local' }

const accepts = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint)
    return true
  } catch {
    return false
  }
}

/** A port that something listens on for the duration of a test. */
const withTakenPort = async (test: (port: number) => Promise<void>): Promise<void> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  try {
    await test(typeof address === 'object' && address ? address.port : 0)
  } finally {
    server.close()
  }
}

const isAlive = (pid: number): boolean => spawnSync('ps', ['-o', 'stat=', '-p', String(pid)]).stdout.length > 0

const until = async (holds: () => boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !holds() && Date.now() < end; ) await sleep(20)
}

describe('Java', () => {
  it('is none where there is none', () => {
    expect(findJava({ JAVA_HOME: '/nowhere', PATH: '/nowhere' })).toBeUndefined()
  })

  it('that only asks to be installed, or is too old, is none', () => {
    const folder = aFolder()
    const program = join(folder, 'java')
    const pretend = (text: string) =>
      spawnSync('sh', ['-c', `cat > ${program} && chmod +x ${program}`], { input: text })
    pretend('#!/bin/sh\necho "please install Java" >&2; exit 1\n')
    expect(findJava({ PATH: folder })).toBeUndefined()
    pretend('#!/bin/sh\necho \'openjdk version "1.8.0_392"\' >&2\n')
    expect(findJava({ PATH: folder })).toBeUndefined()
    pretend('#!/bin/sh\necho \'openjdk version "21.0.1" 2023-10-17\' >&2\n')
    expect(findJava({ PATH: folder })).toBe('java')
  })
})

const needsJava = findJava()
  ? { skip: false, meta: {} }
  : { skip: true, meta: { reason: 'needs Java 17 or later (Debian: default-jre-headless)' } }

describe('DynamoDB Local', needsJava, () => {
  it('has after a restart what it had before', async () => {
    const folder = aFolder()
    const table = { TableName: 'kept' }
    const first = await startDynamoDb({ folder })
    const before = new DynamoDBClient(config(first.endpoint))
    await before.send(
      new CreateTableCommand({
        ...table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    )
    await before.send(new PutItemCommand({ ...table, Item: { pk: { S: 'a' }, value: { N: '7' } } }))
    await first.stop()
    expect(await accepts(first.endpoint)).toBe(false)
    const second = await startDynamoDb({ folder })
    const { Item } = await new DynamoDBClient(config(second.endpoint)).send(
      new GetItemCommand({ ...table, Key: { pk: { S: 'a' } } }),
    )
    await second.stop()
    expect(Item?.value).toStrictEqual({ N: '7' })
  })

  it('hides the tables of one access key from all others, since other machines can reach it', async () => {
    const { endpoint, stop } = await startDynamoDb({ folder: aFolder() })
    await new DynamoDBClient(config(endpoint)).send(
      new CreateTableCommand({
        TableName: 'hidden',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    )
    const tablesOf = async (credentials: typeof stranger) => {
      const { TableNames } = await new DynamoDBClient({ ...config(endpoint), credentials }).send(
        new ListTablesCommand(),
      )
      return TableNames
    }
    expect([await tablesOf(config(endpoint).credentials), await tablesOf(stranger)]).toEqual([['hidden'], []])
    await stop()
  })

  it('does not start on a port that is in use', () =>
    withTakenPort(async (port) => {
      await expect(startDynamoDb({ folder: aFolder(), port })).rejects.toThrow(
        `DynamoDB Local cannot start: port ${port} is in use`,
      )
    }))
})

describe('a guarded child', () => {
  /** Prints the id of its process and stays. */
  const staying = ['sh', '-c', 'echo $$; exec sleep 1000']

  const started = async (onDeath: (status: number | null) => void = () => undefined) => {
    const child = startGuarded(staying, { folder: tmpdir(), onDeath })
    await until(() => child.output() !== '')
    return { child, pid: Number(child.output()) }
  }

  it('is gone once it is stopped, which is no death', async () => {
    const deaths: (number | null)[] = []
    const { child, pid } = await started((status) => deaths.push(status))
    expect(isAlive(pid)).toBe(true)
    await child.stop()
    await child.stop()
    expect(isAlive(pid)).toBe(false)
    expect(deaths).toEqual([])
  })

  it('that is killed by somebody else is a death', async () => {
    const deaths: (number | null)[] = []
    const { child, pid } = await started((status) => deaths.push(status))
    process.kill(pid, 'SIGKILL')
    await until(child.hasEnded)
    expect(deaths).toEqual([128 + 9])
  })

  it('that ends by itself is a death, and what it said last is known', async () => {
    const deaths: (number | null)[] = []
    const child = startGuarded(['sh', '-c', 'echo no room >&2; exit 3'], {
      folder: tmpdir(),
      onDeath: (status) => deaths.push(status),
    })
    await until(child.hasEnded)
    expect(deaths).toEqual([3])
    expect(child.output()).toBe('no room')
  })

  it('does not outlive a process that is killed', async () => {
    const module = join(import.meta.dirname, '..', 'infra', 'local', 'servers', 'guarded-child.ts')
    const program = `import { startGuarded } from ${JSON.stringify(module)}
      const child = startGuarded(${JSON.stringify(staying)}, { folder: '/', onDeath: () => undefined })
      setInterval(() => child.output() && process.stdout.write(child.output() + '\\n'), 50)`
    const tsx = join(import.meta.dirname, '..', 'node_modules', 'tsx', 'dist', 'loader.mjs')
    const parent = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', program])
    const [chunk] = await once(parent.stdout, 'data')
    const pid = Number.parseInt(String(chunk), 10)
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await until(() => !isAlive(pid))
    expect(isAlive(pid)).toBe(false)
  })
})

describe('S3', () => {
  it('keeps objects as files: they are there after a restart', async () => {
    const options = { folder: aFolder(), buckets: ['a-bucket'] }
    const place = { Bucket: 'a-bucket', Key: 'a/b.bin' }
    const body = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)
    const first = await startS3(options)
    await new S3Client(config(first.endpoint)).send(new PutObjectCommand({ ...place, Body: body }))
    await first.stop()
    expect(await accepts(first.endpoint)).toBe(false)
    const second = await startS3(options)
    const { Body } = await new S3Client(config(second.endpoint)).send(new GetObjectCommand(place))
    expect(await Body?.transformToByteArray()).toEqual(body)
    await second.stop()
  })

  it('shows an object whole or not at all, while it is replaced', async () => {
    const { endpoint, stop } = await startS3({ folder: aFolder(), buckets: ['a-bucket'] })
    const client = new S3Client(config(endpoint))
    const place = { Bucket: 'a-bucket', Key: 'a' }
    const put = (fill: number) =>
      client.send(new PutObjectCommand({ ...place, Body: new Uint8Array(1_000_000).fill(fill) }))
    await put(0)
    const torn: string[] = []
    const read = async () => {
      const { Body } = await client.send(new GetObjectCommand(place))
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
      if (bytes.length !== 1_000_000 || bytes[0] !== bytes.at(-1)) torn.push(`${bytes.length} bytes`)
    }
    for (let round = 1; round <= 10; round++) await Promise.all([put(round), read(), read()])
    await stop()
    expect(torn).toEqual([])
  })

  it('takes no access key but the one that it was given', async () => {
    const accessKeyId = 'SECRETKEY'
    const { endpoint, stop } = await startS3({ folder: aFolder(), buckets: ['a-bucket'], accessKeyId })
    const put = (credentials: typeof stranger) =>
      new S3Client({ ...config(endpoint), credentials }).send(
        new PutObjectCommand({ Bucket: 'a-bucket', Key: 'a', Body: 'x' }),
      )
    await put({ accessKeyId, secretAccessKey: 'local' })
    for (const credentials of [stranger, config(endpoint).credentials]) {
      await expect(put(credentials)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' })
    }
    await stop()
  })

  it('does not start on a port that is in use', () =>
    withTakenPort(async (port) => {
      await expect(startS3({ folder: aFolder(), buckets: [], port })).rejects.toThrow(
        `S3 cannot start: port ${port} is in use; stop what listens there or choose another`,
      )
    }))
})

describe('SQS', () => {
  it('takes a message that was received too often to the dead-letter queue', async () => {
    const { endpoint, queues, stop } = await startSqs({
      queues: [
        { name: 'dead' },
        {
          name: 'work',
          attributes: { VisibilityTimeout: '0' },
          deadLetter: { queue: 'dead', maxReceiveCount: 1 },
        },
      ],
    })
    const client = new SQSClient({ ...config(endpoint), useQueueUrlAsEndpoint: false })
    const receive = async (name: string) => {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queues.get(name)?.url }))
      return Messages.map(({ Body }) => Body)
    }
    await client.send(new SendMessageCommand({ QueueUrl: queues.get('work')?.url, MessageBody: 'hello' }))
    expect([await receive('work'), await receive('work'), await receive('dead')]).toEqual([['hello'], [], ['hello']])
    await stop()
    expect(await accepts(endpoint)).toBe(false)
  })
})

describe('Secrets Manager', () => {
  const opened = async (file = join(aFolder(), 'below', 'secrets.json')) => {
    const server = await startSecretsManager({ file })
    return { ...server, file, client: new SecretsManagerClient(config(server.endpoint)) }
  }

  const secret = { SecretId: 'a' }

  it('keeps secrets in a file that only its owner may read, and has them after a restart', async () => {
    const first = await opened()
    await first.client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'one' }))
    await first.client.send(new PutSecretValueCommand({ ...secret, SecretString: 'two' }))
    await first.stop()
    expect(statSync(first.file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${first.file}.unfinished`)).toBe(false)
    const second = await opened(first.file)
    const current = await second.client.send(new GetSecretValueCommand(secret))
    const previous = await second.client.send(new GetSecretValueCommand({ ...secret, VersionStage: 'AWSPREVIOUS' }))
    expect([current.SecretString, previous.SecretString]).toEqual(['two', 'one'])
    await second.stop()
  })

  it('has no value in a secret that none was put into, and no secret that was not created', async () => {
    const { client, stop } = await opened()
    await client.send(new CreateSecretCommand({ Name: 'a' }))
    const notFound = { name: 'ResourceNotFoundException' }
    await expect(client.send(new GetSecretValueCommand(secret))).rejects.toMatchObject(notFound)
    await expect(client.send(new GetSecretValueCommand({ SecretId: 'b' }))).rejects.toMatchObject(notFound)
    await expect(client.send(new CreateSecretCommand({ Name: 'a' }))).rejects.toMatchObject({
      name: 'ResourceExistsException',
    })
    await stop()
  })

  it('moves a stage only away from the version that has it', async () => {
    const { client, stop } = await opened()
    await client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'one', ClientRequestToken: 'v'.repeat(32) }))
    const { VersionId: next } = await client.send(
      new PutSecretValueCommand({ ...secret, SecretString: 'two', VersionStages: ['NEXT'] }),
    )
    const move = { ...secret, VersionStage: 'AWSCURRENT', MoveToVersionId: next }
    const refusal = { name: 'InvalidParameterException' }
    await expect(client.send(new UpdateSecretVersionStageCommand(move))).rejects.toMatchObject(refusal)
    await client.send(new UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId: 'v'.repeat(32) }))
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand(secret))
    expect(VersionIdsToStages).toEqual({ ['v'.repeat(32)]: ['AWSPREVIOUS'], [next ?? '']: ['NEXT', 'AWSCURRENT'] })
    await stop()
  })

  it('names the file that it cannot read, and nothing of what stands there', async () => {
    const file = join(aFolder(), 'secrets.json')
    writeFileSync(file, 'CANARY')
    await expect(startSecretsManager({ file })).rejects.toThrow(
      `${file} is no JSON: mend it, or begin anew with --fresh`,
    )
  })

  it('takes no access key but the one that it was given', async () => {
    const file = join(aFolder(), 'secrets.json')
    const { endpoint, stop } = await startSecretsManager({ file, accessKeyId: 'SECRETKEY' })
    const create = (credentials: typeof stranger) =>
      new SecretsManagerClient({ ...config(endpoint), credentials }).send(
        new CreateSecretCommand({ Name: 'a', SecretString: 'one' }),
      )
    await expect(create(stranger)).rejects.toMatchObject({ name: 'UnrecognizedClientException' })
    await create({ accessKeyId: 'SECRETKEY', secretAccessKey: 'local' })
    await stop()
  })

  it('never writes what it holds to its answers of errors', async () => {
    const { client, endpoint, file, stop } = await opened()
    await client.send(new CreateSecretCommand({ Name: 'a', SecretString: 'CANARY' }))
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'secretsmanager.PutSecretValue' },
      body: '{"SecretId":"a","SecretString":{"CANARY":1}}',
    })
    expect(response.status).toBe(400)
    expect(await response.text()).not.toContain('CANARY')
    expect(readFileSync(file, 'utf8')).toContain('CANARY')
    await stop()
  })
})
