import { describe, expect, it } from 'vitest'
import { callerOf } from './caller.ts'

const signed = (credential: string): string =>
  `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=00`

describe('the caller of an AWS request', () => {
  it('is in the header of a signed one', () => {
    expect(callerOf(signed('ASIA1/20261121/us-east-1/dynamodb/aws4_request'), '')).toEqual({
      accessKeyId: 'ASIA1',
      service: 'dynamodb',
    })
  })

  it('is in the query of a presigned one', () => {
    const query = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIA1%2F20261121%2Fus-east-1%2Fs3%2Faws4_request'
    expect(callerOf(undefined, query)).toEqual({ accessKeyId: 'ASIA1', service: 's3' })
  })

  it.each([[undefined], ['Bearer x'], ['AWS AKIA1:signature'], [signed('ASIA1/us-east-1')]])(
    'is not in %j',
    (authorization) => {
      expect(callerOf(authorization, '')).toBeUndefined()
    },
  )
})
