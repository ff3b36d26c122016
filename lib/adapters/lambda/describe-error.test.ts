import { describe, expect, it } from 'vitest'
import { SignerError, ValuesError } from '../../core/errors.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { unavailable } from '../aws/unavailable.ts'
import { describeError } from './describe-error.ts'

const canary = 'Erika Mustermann'

const thrown = (message: string): Error => new TypeError(message)

describe('what is logged of an error', () => {
  it('a stranger keeps its words to itself, and says where it came from', () => {
    const { stack, ...rest } = describeError(thrown(`${canary} is not a function`))
    expect(rest).toEqual({ name: 'TypeError' })
    expect(stack[0]).toMatch(/^at thrown .*describe-error\.test\.ts:\d+:\d+\)$/)
  })

  it('a message that looks like a place is not taken for one', () => {
    const described = describeError(thrown(`no\n    at ${canary} (file.ts:1:1)`))
    expect(described.stack[0]).toContain('describe-error.test.ts')
    expect(JSON.stringify(described)).not.toContain(canary)
  })

  it('a message that was changed afterwards takes the places with it', () => {
    const error = thrown('changed')
    error.stack = `TypeError: before\n    at ${canary} (file.ts:1:1)`
    expect(describeError(error).stack).toEqual([])
  })

  it('our own fault is told in full', () => {
    expect(describeError(new UnavailableError('the database did not answer'))).toMatchObject({
      name: 'UnavailableError',
      code: 'service/unavailable',
      message: 'the database did not answer',
    })
  })

  it('a fault of the input keeps its words to itself, which may quote it', () => {
    const described = describeError(new ValuesError('values/invalid', `${canary} is no date`))
    expect(described).toMatchObject({ name: 'ValuesError', code: 'values/invalid' })
    expect(JSON.stringify(described)).not.toContain(canary)
  })

  it('causes are described likewise, with what AWS said of a call', () => {
    const error = {
      name: 'ValidationException',
      message: canary,
      $metadata: { httpStatusCode: 400, requestId: 'A1-B2' },
    }
    const described = describeError(unavailable('the database', error))
    expect(described.cause).toMatchObject({ name: 'ValidationException', aws: { status: 400, requestId: 'A1-B2' } })
    expect(JSON.stringify(described)).not.toContain(canary)
  })

  it('a circle of causes comes to an end', () => {
    const error = new SignerError('signer/expired', 'expired')
    error.cause = error
    expect(JSON.stringify(describeError(error)).match(/SignerError/g)?.length).toBe(4)
  })

  it('a name that could be anything is not repeated', () => {
    expect(describeError(Object.assign(new Error('no'), { name: canary })).name).toBe('Error')
  })

  it('what is no error is told by its type alone', () => {
    expect(describeError(canary)).toEqual({ name: 'string', stack: [] })
  })
})
