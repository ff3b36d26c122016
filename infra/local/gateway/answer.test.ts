import { describe, expect, it } from 'vitest'
import { internalError, toAnswer } from './answer.ts'

const answer = (result: unknown) => {
  const { status, headers, body } = toAnswer(JSON.stringify(result))
  return { status, headers, body: Buffer.from(body).toString('latin1') }
}

describe('what a function returns', () => {
  it('is the answer', () => {
    expect(answer({ statusCode: 201, headers: { 'Content-Type': 'text/plain' }, body: 'made' })).toEqual({
      status: 201,
      headers: [['content-type', 'text/plain']],
      body: 'made',
    })
  })

  it('is decoded from base64', () => {
    const body = Buffer.from([0x50, 0x4b, 0xff]).toString('base64')
    expect(answer({ statusCode: 200, body, isBase64Encoded: true }).body).toBe('PK\xff')
  })

  it('may set several cookies', () => {
    expect(answer({ statusCode: 200, cookies: ['a=1', 'b=2'] }).headers).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
  })

  it('cannot speak for the connection', () => {
    expect(
      answer({ statusCode: 200, headers: { connection: 'close', 'transfer-encoding': 'chunked' } }).headers,
    ).toEqual([])
  })

  it('is the body of a 200 when it has no status', () => {
    expect(answer({ hello: 'world' })).toEqual({
      status: 200,
      headers: [['content-type', 'application/json']],
      body: '{"hello":"world"}',
    })
  })

  it.each([[{ statusCode: 'no' }], [{ statusCode: 200, body: { an: 'object' } }], [{ statusCode: 200, headers: 'x' }]])(
    'is an internal error when it is malformed: %j',
    (result) => {
      expect(toAnswer(JSON.stringify(result))).toBe(internalError)
    },
  )
})
