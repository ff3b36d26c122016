import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { unavailable } from './unavailable.ts'

const error = Object.assign(new Error('value "CANARY" is too long'), {
  name: 'ValidationException',
  $metadata: { httpStatusCode: 400, requestId: 'REQUEST-1' },
  $response: { headers: { authorization: 'CANARY' } },
})

describe('an error of AWS', () => {
  it('names the kind, and in its cause status and request id', () => {
    const { message, cause } = unavailable('the database', error)
    expect(message).toBe('the database failed (ValidationException): try again')
    expect(cause).toMatchObject({ name: 'ValidationException', status: 400, requestId: 'REQUEST-1' })
  })

  it('holds nothing of the exchange and of what AWS wrote', () => {
    expect(inspect(unavailable('the database', error), { depth: null })).not.toContain('CANARY')
  })

  it('names the code of the operating system', () => {
    const { cause } = unavailable('the queue', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))
    expect(cause).toMatchObject({ name: 'Error', code: 'ECONNREFUSED' })
  })

  it('may be anything', () => {
    expect(unavailable('the queue', 'no').message).toBe('the queue failed (unknown error): try again')
  })
})
