import { describe, expect, it, vi } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import { anApi, aPass, codeIn, pass, problemIn } from './an-api.ts'

describe('whoever sends no good key', () => {
  const refusing = () =>
    anApi({
      keys: { verify: () => Promise.reject(new ServiceError('request/key-invalid', 'the API key is not valid')) },
    })

  it.each([
    ['GET', pass],
    ['GET', '/api/v1/nothing/here'],
    ['DELETE', '/api/v1/templates'],
    ['PUT', '/api/v1/passes/bad/..bad'],
    ['GET', '/api/v1'],
  ])('is answered alike: %s %s', async (method, path) => {
    const { app } = anApi()
    const response = await app.request(path, { method })
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await problemIn(response)).toMatchObject({ status: 401, code: 'request/key-missing' })
  })

  it.each(['Basic cHdrXzE6', 'Bearer', 'Bearer a b', 'pwk_abcd1234_x'])(
    'is told how to send one: %s',
    async (authorization) => {
      const { app } = anApi()
      expect(await codeIn(await app.request(pass, { headers: { authorization } }))).toBe('request/key-missing')
    },
  )

  it('is refused', async () => {
    const response = await refusing().send('GET', pass)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await codeIn(response)).toBe('request/key-invalid')
  })

  it('is not told why keys cannot be checked; the operator is', async () => {
    const cause = new UnavailableError('the secret passwright/prod/api-keys failed')
    const { send, failures } = anApi({ keys: { verify: () => Promise.reject(cause) } })
    const { code, detail } = await problemIn(await send('GET', pass))
    expect([code, detail]).toEqual(['service/unavailable', 'API keys cannot be checked for now: try again'])
    expect(failures).toMatchObject([{ error: { cause } }])
  })

  it('is refused before the body is read', async () => {
    const pull = vi.fn()
    const body = new ReadableStream({ pull }, { highWaterMark: 0 })
    const response = await refusing().send('PUT', pass, { headers: { 'content-type': 'application/json' }, body })
    expect(response.status).toBe(401)
    expect(pull).not.toHaveBeenCalled()
  })
})

it('a key without the scope of the route is refused, which names the scope', async () => {
  const { send } = anApi({ scopes: ['passes:read'] })
  expect(await problemIn(await send('DELETE', pass))).toMatchObject({
    status: 403,
    code: 'request/scope-missing',
    detail: 'the API key lacks the scope passes:erase: use one that has it',
  })
})

describe('where IAM lets callers in', () => {
  const principalOf = (env: unknown) => Reflect.get(Object(env), 'caller') as string | undefined

  it('the gateway says who asks, and they may do everything', async () => {
    const erase = vi.fn(() => Promise.resolve())
    const { app } = anApi({ passes: { erase }, authorization: { kind: 'iam', principalOf } })
    expect((await app.request(pass, { method: 'DELETE' }, { caller: 'arn:aws:iam::1:role/x' })).status).toBe(204)
  })

  it('whoever the gateway does not name is refused', async () => {
    const { app } = anApi({ authorization: { kind: 'iam', principalOf } })
    const response = await app.request(pass, { headers: { authorization: 'Bearer pwk_abcd1234_x' } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('AWS4-HMAC-SHA256')
  })
})

it('every answer forbids to keep it, to guess its type and to tell where one came from', async () => {
  const { send, app } = anApi({ passes: { read: () => Promise.resolve(aPass) } })
  for (const response of [
    await send('GET', pass),
    await send('GET', '/x'),
    await send('POST', pass),
    await app.request(pass),
  ]) {
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  }
})

it('anybody may read the description of the API', async () => {
  const { app } = anApi()
  const response = await app.request('/openapi.json')
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' })
})
