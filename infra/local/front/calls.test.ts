import { describe, expect, it } from 'vitest'
import type { Json } from '../../../lib/core/format/json.ts'
import type { Call, ServiceRequest } from './call.ts'
import { dynamoDbCalls } from './dynamodb.ts'
import { encryptionCalls } from './encryption.ts'
import { missingObjectCall, s3Calls } from './s3.ts'
import { secretsCalls } from './secrets.ts'
import { sqsCalls, withServersQueueUrl } from './sqs.ts'

const request = (changes: Partial<ServiceRequest>): ServiceRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: new Uint8Array(),
  ...changes,
})
const json = (target: string, input: Json): ServiceRequest =>
  request({ headers: { 'x-amz-target': target }, body: new TextEncoder().encode(JSON.stringify(input)) })
const told = (calls: readonly Call[]): string[] =>
  calls.map(({ action, resource }) => `${action} ${resource.split(':').slice(5).join(':') || resource}`)

const stream = 'arn:aws:dynamodb:ddblocal:000000000000:table/t/stream/2026'
const dynamoDb = (operation: string, input: Json): string[] =>
  told(dynamoDbCalls(json(`DynamoDB_20120810.${operation}`, input), () => stream))

describe('what a request to DynamoDB asks for', () => {
  it.each<readonly [string, Json, string[]]>([
    ['GetItem', { TableName: 't' }, ['dynamodb:GetItem table/t']],
    ['Query', { TableName: 't' }, ['dynamodb:Query table/t']],
    ['Query', { TableName: 't', IndexName: 'i' }, ['dynamodb:Query table/t/index/i']],
    [
      'BatchWriteItem',
      { RequestItems: { a: [], b: [] } },
      ['dynamodb:BatchWriteItem table/a', 'dynamodb:BatchWriteItem table/b'],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 't' } },
          { Update: { TableName: 't' } },
          { Delete: { TableName: 'u' } },
          { ConditionCheck: { TableName: 'u' } },
        ],
      },
      [
        'dynamodb:PutItem table/t',
        'dynamodb:UpdateItem table/t',
        'dynamodb:DeleteItem table/u',
        'dynamodb:ConditionCheckItem table/u',
      ],
    ],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 't' } }] }, ['dynamodb:GetItem table/t']],
    ['ListTables', {}, ['dynamodb:ListTables *']],
    ['DescribeStream', { StreamArn: stream }, ['dynamodb:DescribeStream table/t/stream/2026']],
    ['GetRecords', { ShardIterator: `${stream}|001|abc` }, ['dynamodb:GetRecords table/t/stream/2026']],
    ['ListStreams', { TableName: 't' }, ['dynamodb:ListStreams table/t/stream/2026']],
  ])('%s of %j', (operation, input, expected) => {
    expect(dynamoDb(operation, input)).toEqual(expected)
  })
})

describe('what a request to S3 asks for', () => {
  const s3 = (method: string, path: string, query = '', changes: Partial<ServiceRequest> = {}): readonly Call[] =>
    s3Calls(request({ method, path, query: new URLSearchParams(query), ...changes }))

  it.each([
    ['GET', '/b/k/l.zip', '', 's3:GetObject b/k/l.zip'],
    ['HEAD', '/b/k', '', 's3:GetObject b/k'],
    ['GET', '/b/k', 'versionId=1', 's3:GetObjectVersion b/k'],
    ['PUT', '/b/k', 'x-id=PutObject', 's3:PutObject b/k'],
    ['PUT', '/b/k', 'tagging=', 's3:PutObjectTagging b/k'],
    ['DELETE', '/b/k', '', 's3:DeleteObject b/k'],
    ['DELETE', '/b/k', 'uploadId=1', 's3:AbortMultipartUpload b/k'],
    ['GET', '/b', 'list-type=2', 's3:ListBucket b'],
    ['GET', '/b/', 'list-type=2', 's3:ListBucket b'],
    ['PUT', '/b', '', 's3:CreateBucket b'],
    ['GET', '/', '', 's3:ListAllMyBuckets *'],
    ['GET', '/b/a%20%2B', '', 's3:GetObject b/a +'],
  ])('%s %s?%s', (method, path, query, expected) => {
    expect(told(s3(method, path, query))).toEqual([expected])
  })

  it('a list is asked for with its prefix', () => {
    expect(s3('GET', '/b', 'list-type=2&prefix=images%2Fa%2F')[0]?.context).toEqual({ 's3:prefix': 'images/a/' })
  })

  it('many deletions at once are one call a key', () => {
    const body = new TextEncoder().encode(
      '<Delete><Object><Key>a/1</Key></Object><Object><Key>b&amp;2</Key></Object></Delete>',
    )
    expect(told(s3('POST', '/b', 'delete=', { body }))).toEqual(['s3:DeleteObject b/a/1', 's3:DeleteObject b/b&2'])
  })

  it('a copy reads its source', () => {
    expect(told(s3('PUT', '/b/k', '', { headers: { 'x-amz-copy-source': '/c/l' } }))).toEqual([
      's3:PutObject b/k',
      's3:GetObject c/l',
    ])
  })

  it('that an object is missing is told only to who may list the bucket', () => {
    expect(missingObjectCall(request({ method: 'GET', path: '/b/k' }))).toEqual({
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::b',
    })
    expect(missingObjectCall(request({ method: 'PUT', path: '/b/k' }))).toBeUndefined()
  })
})

describe('what a request to SQS asks for', () => {
  const queueUrl = 'http://127.0.0.1:1/000000000000/builds'

  it.each([
    ['SendMessage', 'sqs:SendMessage builds'],
    ['SendMessageBatch', 'sqs:SendMessage builds'],
    ['DeleteMessageBatch', 'sqs:DeleteMessage builds'],
    ['ReceiveMessage', 'sqs:ReceiveMessage builds'],
  ])('%s', (operation, expected) => {
    expect(told(sqsCalls(json(`AmazonSQS.${operation}`, { QueueUrl: queueUrl })))).toEqual([expected])
  })

  it('the server is told the URL that it gave the queue', () => {
    const body = new TextEncoder().encode(JSON.stringify({ QueueUrl: queueUrl, WaitTimeSeconds: 1 }))
    const urls = new Map([['builds', 'http://sqs.local/0/builds']])
    expect(JSON.parse(new TextDecoder().decode(withServersQueueUrl(body, urls)))).toEqual({
      QueueUrl: 'http://sqs.local/0/builds',
      WaitTimeSeconds: 1,
    })
  })
})

describe('what a request to Secrets Manager asks for', () => {
  it('a secret that is named stands for its ARN, with six characters behind the name', () => {
    const [call] = secretsCalls(json('secretsmanager.GetSecretValue', { SecretId: 'passwright/local/api-keys' }))
    expect(call?.action).toBe('secretsmanager:GetSecretValue')
    expect(call?.resource).toMatch(/^arn:aws:secretsmanager:us-east-1:0{12}:secret:passwright\/local\/api-keys-\w{6}$/)
  })
})

describe('what an encrypted resource asks of KMS besides', () => {
  const keyOf = (resource: string) => (resource.includes('plain') ? undefined : 'key')
  const actions = (action: string, resource = 'r'): string[] =>
    encryptionCalls({ action, resource }, keyOf).map((call) => call.action)

  it.each([
    ['s3:GetObject', ['kms:Decrypt']],
    ['s3:PutObject', ['kms:GenerateDataKey']],
    ['s3:DeleteObject', []],
    ['sqs:SendMessage', ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['sqs:DeleteMessage', []],
    ['dynamodb:PutItem', ['kms:Decrypt']],
    ['secretsmanager:GetSecretValue', ['kms:Decrypt']],
  ])('%s: %j', (action, expected) => {
    expect(actions(action)).toEqual(expected)
  })

  it('nothing for what is not encrypted with a key of ours', () => {
    expect(actions('s3:GetObject', 'plain')).toEqual([])
  })

  it('says through which service', () => {
    const [call] = encryptionCalls({ action: 's3:GetObject', resource: 'r' }, keyOf)
    expect(call).toEqual({
      action: 'kms:Decrypt',
      resource: 'key',
      context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
    })
  })
})
