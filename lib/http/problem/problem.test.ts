import { describe, expect, it } from 'vitest'
import { ArchiveError, PassError, PasswrightError, SignerError, TemplateError, ValuesError } from '../../core/errors.ts'
import { AssetTooLargeError } from '../../ports/assets.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { CursorError } from '../../ports/page.ts'
import { ServiceError } from '../../service/errors.ts'
import { problemOf } from './problem.ts'
import { problemKinds } from './problem-codes.ts'

class DamagedStoreError extends PasswrightError<'store/damaged'> {
  override readonly name = 'DamagedStoreError'
  readonly status = 500

  constructor() {
    super('store/damaged', 'secret')
  }
}

describe('what is said of an error', () => {
  it('is its code, status and message, and the title of its kind', () => {
    expect(problemOf(new ServiceError('pass/not-found', 'there is no pass OF-1'))).toEqual({
      status: 404,
      code: 'pass/not-found',
      title: 'There is no such pass',
      detail: 'there is no pass OF-1',
      findings: [],
    })
  })

  it.each([
    new TemplateError('template/file-missing', 'm'),
    new ValuesError('values/invalid', 'm'),
    new PassError('pass/refused', 'm'),
    new ArchiveError('archive/not-zip', 'm'),
    new ArchiveError('archive/too-large', 'm'),
    new ArchiveError('archive/too-many-files', 'm'),
    new SignerError('signer/expired', 'm'),
    new CursorError(),
    new AssetTooLargeError(2, 1),
    new UnavailableError('m'),
    new ServiceError('pass/busy', 'm'),
  ])('has the status that is documented for $code', (error) => {
    const { code, status, title } = problemOf(error)
    expect(Object.entries(problemKinds)).toContainEqual([code, { status, title }])
  })

  it.each([
    [new UnavailableError('the store did not answer'), 1],
    [new ServiceError('pass/busy', 'm'), 1],
    [new ServiceError('signer/missing', 'm'), 60],
  ])('tells when to come back if the service cannot help for now', (error, seconds) => {
    expect(problemOf(error).retryAfter).toBe(seconds)
  })

  it.each([new Error('secret'), new TypeError('secret'), 'secret', undefined, new DamagedStoreError()])(
    'is nothing, if it was not thrown on purpose or not for callers',
    (error) => {
      const problem = problemOf(error)
      expect(problem).toMatchObject({ status: 500, code: 'service/internal', title: 'Something went wrong inside' })
      expect(JSON.stringify(problem)).not.toContain('secret')
    },
  )
})
