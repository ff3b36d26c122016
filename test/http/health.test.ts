import { describe, expect, it, vi } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import type { HealthReport, HealthStatus } from '../../lib/service/health/health-service.ts'
import { aDeployment } from './a-deployment.ts'
import { anApi, problemIn } from './an-api.ts'

const deep = '/health/deep'

const report = (status: HealthStatus): HealthReport => ({
  ...{ status, at: Date.UTC(2026, 10, 21, 12) },
  checks: [{ subject: 'clock', status, message: 'is 61 seconds ahead', fix: 'set it', milliseconds: 3 }],
})

describe('GET /health', () => {
  it('is open, looks at nothing, and says that somebody answers', async () => {
    const verify = vi.fn(() => Promise.reject(new UnavailableError('the secrets are gone')))
    const { app } = anApi({ keys: { verify } })
    const response = await app.request('/health')
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(verify).not.toHaveBeenCalled()
  })

  it('has a HEAD, and nothing else', async () => {
    const { app } = anApi()
    expect((await app.request('/health', { method: 'HEAD' })).status).toBe(200)
    const response = await app.request('/health', { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('GET /health/deep', () => {
  const check = vi.fn(() => Promise.resolve(report('ok')))

  it('is for who has a key, and looks at nothing for anybody else', async () => {
    const { app } = anApi({ health: { check } })
    const response = await app.request(deep)
    expect(await problemIn(response)).toMatchObject({ status: 401, code: 'request/key-missing' })
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(check).not.toHaveBeenCalled()
  })

  it('takes the scope health:read', async () => {
    const { send } = anApi({ health: { check }, scopes: ['passes:read'] })
    expect(await problemIn(await send('GET', deep))).toMatchObject({
      ...{ status: 403, detail: 'the API key lacks the scope health:read: use one that has it' },
    })
  })

  it('is for whoever the gateway lets in, where IAM does that', async () => {
    const principalOf = (env: unknown) => Reflect.get(Object(env), 'caller') as string | undefined
    const { app } = anApi({ health: { check }, authorization: { kind: 'iam', principalOf } })
    expect((await app.request(deep)).status).toBe(401)
    expect((await app.request(deep, {}, { caller: 'arn:aws:iam::1:role/monitor' })).status).toBe(200)
  })

  it.each([
    ['ok', 200],
    ['warning', 200],
    ['failure', 503],
  ] as const)('with %s is %i, with what was seen', async (status, answered) => {
    const { send } = anApi({ health: { check: () => Promise.resolve(report(status)) }, scopes: ['health:read'] })
    const response = await send('GET', deep)
    expect([response.status, response.headers.get('content-type')]).toEqual([answered, 'application/json'])
    expect(await response.json()).toEqual({
      ...{ status, at: '2026-11-21T12:00:00.000Z' },
      checks: [{ subject: 'clock', status, message: 'is 61 seconds ahead', fix: 'set it', milliseconds: 3 }],
    })
  })

  it('is as it is described', async () => {
    const { call, ports } = await aDeployment()
    expect((await call('GET', deep)).status).toBe(200)
    await ports.breakers.open({ name: 'push x', reason: 'BadCertificate', since: 1, probeAt: 2 })
    const { status, json } = await call('GET', deep)
    expect([status, json.status]).toEqual([503, 'failure'])
  })

  it('where keys cannot be checked is a problem, as everywhere', async () => {
    const { send } = anApi({ keys: { verify: () => Promise.reject(new ServiceError('request/key-invalid', 'm')) } })
    expect((await problemIn(await send('GET', deep))).code).toBe('request/key-invalid')
  })
})
