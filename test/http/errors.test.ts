import { describe, expect, it } from 'vitest'
import { PassError, ValuesError } from '../../lib/core/errors.ts'
import { type Finding, inferred } from '../../lib/core/finding.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { type RefusalCode, ServiceError } from '../../lib/service/errors.ts'
import { anApi, good, pass, problemIn } from './an-api.ts'

const aFinding = (path: string): Finding => ({
  ...{ code: 'value-type', severity: 'error', path, message: 'm', fix: 'f' },
  source: { kind: 'template' },
})

describe('an error', () => {
  const failing = (error: unknown) => anApi({ passes: { put: () => Promise.reject(error) } })

  it('is a problem by RFC 9457', async () => {
    const problem = await problemIn(await failing(new ServiceError('pass/exists', 'there is a pass already')).put(good))
    expect(problem).toEqual({
      type: 'urn:passwright:problem:pass/exists',
      title: 'The pass exists already',
      status: 412,
      detail: 'there is a pass already',
      code: 'pass/exists',
      instance: expect.stringMatching(/^urn:passwright:request:[0-9a-f-]{36}$/),
      findings: [],
    })
  })

  it('of the values points into the body', async () => {
    const error = new ValuesError('values/invalid', 'no', { findings: [aFinding('/seat/row')] })
    const { findings } = await problemIn(await failing(error).put(good))
    expect(findings).toEqual([
      { code: 'value-type', severity: 'error', path: '/seat/row', pointer: '/values/seat/row', message: 'm', fix: 'f' },
    ])
  })

  it('of the filled pass says where in the pass', async () => {
    const finding: Finding = {
      code: 'x',
      severity: 'error',
      path: '/generic',
      message: 'm',
      fix: 'f',
      source: inferred,
    }
    const { findings } = await problemIn(
      await failing(new PassError('pass/refused', 'no', { findings: [finding] })).put(good),
    )
    expect(findings).toEqual([{ code: 'x', severity: 'error', path: '/generic', message: 'm', fix: 'f' }])
  })

  it('with more findings than an answer has room for tells the first hundred', async () => {
    const findings = Array.from({ length: 60_000 }, (_, index): Finding => aFinding(`/list/${index}`))
    const problem = await problemIn(await failing(new ValuesError('values/invalid', 'no', { findings })).put(good))
    expect(problem.findings).toHaveLength(100)
    expect(problem.findings[99].pointer).toBe('/values/list/99')
  })

  it('leaves out findings whose places are longer than an answer has room for', async () => {
    const findings = [aFinding(`/${'k'.repeat(150_000)}`), aFinding(`/${'l'.repeat(150_000)}`), aFinding('/m')]
    const problem = await problemIn(await failing(new ValuesError('values/invalid', 'no', { findings })).put(good))
    expect(problem.findings.map(({ path }: Finding) => path[1])).toEqual(['k', 'm'])
  })

  it.each<[RefusalCode, string]>([
    ['pass/busy', '1'],
    ['signer/missing', '60'],
  ])('that passes says when to come back: %s', async (code, seconds) => {
    const response = await failing(new ServiceError(code, 'm')).put(good)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, seconds])
  })

  it('of the world is reported, by the pattern of the route', async () => {
    const error = new UnavailableError('the store did not answer')
    const { put, failures } = failing(error)
    const { instance } = await problemIn(await put(good))
    expect(failures).toEqual([
      {
        requestId: instance.replace('urn:passwright:request:', ''),
        code: 'service/unavailable',
        error,
        method: 'PUT',
        route: '/api/v1/passes/:type/:serial',
      },
    ])
  })

  it('that nobody foresaw says nothing but the id of the request', async () => {
    const { put, failures } = failing(new TypeError('canary-Ada'))
    const problem = await problemIn(await put(good))
    expect(problem).toMatchObject({ status: 500, code: 'service/internal' })
    expect(JSON.stringify(problem)).not.toContain('canary')
    expect(failures).toHaveLength(1)
  })

  it('carries the id that the gateway gave the request', async () => {
    const { app } = anApi()
    const response = await app.request(pass, {}, { requestContext: { requestId: 'JKJaXmPLvHcESHA=' } })
    expect((await problemIn(response)).instance).toBe('urn:passwright:request:JKJaXmPLvHcESHA%3D')
  })

  it('of the caller is not reported', async () => {
    const { put, failures } = failing(new ServiceError('pass/exists', 'm'))
    await put(good)
    expect(failures).toEqual([])
  })

  it('while the key is checked is reported too', async () => {
    const { send, failures } = anApi({ keys: { verify: () => Promise.reject(new UnavailableError('m')) } })
    expect((await send('GET', pass)).status).toBe(503)
    expect(failures.map(({ route }) => route)).toEqual(['/api/v1/passes/:type/:serial'])
  })
})
