import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import { allows, matchesAction, matchesResource, readPolicy } from './policy.ts'

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/passes'
const bucket = 'arn:aws:s3:::passes'

const policy = (...statements: readonly JsonObject[]) => readPolicy({ Version: '2012-10-17', Statement: statements })
const allow = (action: string | string[], resource: string | string[], more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})

describe('patterns of policies', () => {
  it.each([
    ['dynamodb:GetItem', 'dynamodb:GetItem', true],
    ['dynamodb:getitem', 'dynamodb:GetItem', true],
    ['dynamodb:*Item', 'dynamodb:GetItem', true],
    ['dynamodb:GetItem', 'dynamodb:BatchGetItem', false],
    ['*', 's3:GetObject', true],
  ])('the action %s means %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected)
  })

  it.each([
    [table, table, true],
    [table, `${table}/index/pending`, false],
    [`${table}/index/*`, `${table}/index/pending`, true],
    [`${bucket}/passes/*`, `${bucket}/passes/a/b.pkpass`, true],
    [`${bucket}/passes/*`, `${bucket}/images/a.png`, false],
    ['arn:aws:secretsmanager:*:*:secret:x-??????', 'arn:aws:secretsmanager:us-east-1:0:secret:x-a1b2c3', true],
    ['arn:aws:secretsmanager:*:*:secret:x-??????', 'arn:aws:secretsmanager:us-east-1:0:secret:x-a1b2', false],
    ['arn:aws:s3:::a.b', 'arn:aws:s3:::aXb', false],
    [table, table.toUpperCase(), false],
  ])('the resource %s means %s: %s', (pattern, resource, expected) => {
    expect(matchesResource(pattern, resource)).toBe(expected)
  })
})

describe('a role is allowed', () => {
  it('nothing that no statement allows', () => {
    expect(allows(policy(allow('dynamodb:GetItem', table)), { action: 'dynamodb:PutItem', resource: table })).toBe(
      false,
    )
  })

  it('what one of several statements allows', () => {
    const statements = policy(
      allow('s3:GetObject', `${bucket}/*`),
      allow(['dynamodb:GetItem', 'dynamodb:Query'], [table]),
    )
    expect(allows(statements, { action: 'dynamodb:Query', resource: table })).toBe(true)
  })

  it('nothing that a statement denies', () => {
    const statements = policy(allow('dynamodb:*', table), { ...allow('dynamodb:DeleteItem', table), Effect: 'Deny' })
    expect(allows(statements, { action: 'dynamodb:DeleteItem', resource: table })).toBe(false)
    expect(allows(statements, { action: 'dynamodb:GetItem', resource: table })).toBe(true)
  })

  const listing = policy(allow('s3:ListBucket', bucket, { Condition: { StringLike: { 's3:prefix': ['images/*'] } } }))
  const list = (context?: Record<string, string>) => ({
    action: 's3:ListBucket',
    resource: bucket,
    ...(context ? { context } : {}),
  })

  it('what a condition holds for, and nothing else', () => {
    expect(allows(listing, list({ 's3:prefix': 'images/a/' }))).toBe(true)
    expect(allows(listing, list({ 's3:prefix': 'passes/a/' }))).toBe(false)
  })

  it('nothing when the call lacks what the condition asks for', () => {
    expect(allows(listing, list())).toBe(false)
  })

  it('the key of only the services that a condition names', () => {
    const key = 'arn:aws:kms:us-east-1:000000000000:key/1'
    const via = { StringEquals: { 'kms:ViaService': ['s3.us-east-1.amazonaws.com', 'sqs.us-east-1.amazonaws.com'] } }
    const statements = policy(allow('kms:Decrypt', key, { Condition: via }))
    const call = (service: string) => ({
      action: 'kms:Decrypt',
      resource: key,
      context: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` },
    })
    expect(allows(statements, call('sqs'))).toBe(true)
    expect(allows(statements, call('dynamodb'))).toBe(false)
  })
})

describe('a policy that is not understood is refused, not taken for a permission', () => {
  it.each<readonly [string, JsonObject]>([
    ['an operator', allow('s3:*', bucket, { Condition: { NumericLessThan: { 's3:max-keys': '10' } } })],
    ['an effect', { ...allow('s3:*', bucket), Effect: 'Maybe' }],
    ['a resource that is no text', { ...allow('s3:*', bucket), Resource: { Ref: 'Bucket' } }],
    ['a statement without actions', { Effect: 'Allow', NotAction: 's3:*', Resource: bucket }],
  ])('%s', (_, statement) => {
    expect(() => policy(statement)).toThrow('the local stack does not know')
  })
})
