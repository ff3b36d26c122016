import { describe, expect, it } from 'vitest'
import type { RecordedCall } from '../../infra/local/front/record.ts'
import { type Exemption, judgePermissions, type RolePolicy } from './permissions.ts'

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Passes'
const templates = 'arn:aws:s3:::bucket/templates/*'

const api: RolePolicy = {
  role: 'ApiRole',
  statements: [
    { Sid: 'Records', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: table },
    { Sid: 'Templates', Action: 's3:GetObject', Resource: [templates] },
  ],
}

const call = (action: string, resource: string, changes: Partial<RecordedCall> = {}): RecordedCall => ({
  role: 'ApiRole',
  action,
  resource,
  allowed: true,
  ...changes,
})

const everything = [
  call('dynamodb:GetItem', table),
  call('dynamodb:PutItem', table),
  call('s3:GetObject', 'arn:aws:s3:::bucket/templates/card/1.zip'),
]

const judge = (roles: readonly RolePolicy[], calls: readonly RecordedCall[], exemptions: readonly Exemption[] = []) =>
  judgePermissions(roles, calls, exemptions)

const with_ = (statement: RolePolicy['statements'][number]): RolePolicy => ({
  ...api,
  statements: [...api.statements, statement],
})

describe('roles and the calls that were made in their name', () => {
  it('agree if every permission was used and every call allowed', () => {
    expect(judge([api], everything)).toEqual({ missing: [], unused: [], unbounded: [], idle: [] })
  })

  it('do not agree if a call was refused', () => {
    const refused = call('dynamodb:DeleteItem', table, { allowed: false })
    expect(judge([api], [...everything, refused]).missing).toEqual([`ApiRole: dynamodb:DeleteItem on ${table}`])
  })

  it('do not agree if one action of a statement was not used', () => {
    const planted = with_({ Sid: 'Scan', Action: ['dynamodb:GetItem', 'dynamodb:Scan'], Resource: table })
    expect(judge([planted], everything).unused).toEqual([`ApiRole Scan: dynamodb:Scan on ${table}`])
  })

  it('do not agree if one resource of a statement was not used', () => {
    const other = 'arn:aws:s3:::bucket/passes/*'
    const planted = with_({ Sid: 'Files', Action: 's3:GetObject', Resource: [templates, other] })
    expect(judge([planted], everything).unused).toEqual([`ApiRole Files: s3:GetObject on ${other}`])
  })

  it('do not agree if only another role used a permission, or a call of it was refused', () => {
    const [first, ...rest] = everything
    const others = [call('dynamodb:GetItem', table, { role: 'BuildRole' }), { ...first!, allowed: false }]
    expect(judge([api], [...rest, ...others]).unused).toEqual([`ApiRole Records: dynamodb:GetItem on ${table}`])
  })

  it('do not agree if a statement is about everything', () => {
    const planted = with_({ Sid: 'Everything', Action: 'dynamodb:GetItem', Resource: '*' })
    expect(judge([planted], everything).unbounded).toEqual(['ApiRole Everything'])
  })

  it('do agree if AWS has nothing narrower than everything, and an exemption says so', () => {
    const planted = with_({ Sid: 'Trace', Action: 'xray:PutTraceSegments', Resource: '*' })
    const exempt = { sid: 'Trace', why: 'a test' }
    const verdict = (exemption: Exemption) => judge([planted], everything, [exemption])
    expect(verdict({ ...exempt, boundless: 'AWS says so' })).toEqual(judge([api], everything))
    expect(verdict(exempt).unbounded).toEqual(['ApiRole Trace'])
  })

  it('may differ by what is exempt, for the role that it is exempt for', () => {
    const [, ...rest] = everything
    const exempt = { sid: 'Records', why: 'a test' }
    expect(judge([api], rest, [exempt]).unused).toEqual([])
    expect(judge([api], rest, [{ ...exempt, role: 'ApiRole' }]).unused).toEqual([])
    expect(judge([api], rest, [{ ...exempt, role: 'BuildRole' }])).toMatchObject({
      unused: [`ApiRole Records: dynamodb:GetItem on ${table}`],
      idle: ['BuildRole Records'],
    })
  })
})
