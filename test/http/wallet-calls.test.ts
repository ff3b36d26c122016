import { describe, expect, it } from 'vitest'
import { ValuesError } from '../../lib/core/errors.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { type RefusalCode, ServiceError } from '../../lib/service/errors.ts'
import {
  anApp,
  calls,
  device,
  expectBare,
  failing,
  headers,
  log,
  pass,
  passId,
  personalize,
  pushToken,
  registration,
  registrations,
  token,
  type,
} from './a-wallet-face.ts'

describe('the service is asked', () => {
  it('to register a device with its push token in lowercase', async () => {
    const { asked, send } = anApp()
    await send('POST', registration, { body: JSON.stringify({ pushToken: 'AB'.repeat(32) }) })
    expect(asked).toEqual([['register', { device, pass: passId, token }, pushToken]])
  })

  it('to unregister', async () => {
    const { asked, send } = anApp()
    await send('DELETE', registration)
    expect(asked).toEqual([['unregister', { device, pass: passId, token }]])
  })

  it.each([
    ['without a tag', '', undefined],
    ['with the tag of the device', '?passesUpdatedSince=1.e.7', '1.e.7'],
    ['with a tag that was encoded', '?passesUpdatedSince=1%2Ee%2E7', '1.e.7'],
    ['with any text of 200 characters for a tag', `?passesUpdatedSince=${'x'.repeat(200)}`, 'x'.repeat(200)],
    ['without a tag that is longer', `?passesUpdatedSince=${'x'.repeat(201)}`, undefined],
  ])('what has changed %s', async (_, query, tag) => {
    const { asked, send } = anApp()
    await send('GET', registrations + query)
    expect(asked).toEqual([['list', device, tag]])
  })

  it.each([
    ['without a date', {}, {}],
    ['with a date', { 'if-modified-since': 'Sat, 21 Nov 2026 12:00:00 GMT' }, { since: 1_795_262_400 }],
    [
      'with a date in the form of RFC 850',
      { 'if-modified-since': 'Saturday, 21-Nov-26 12:00:00 GMT' },
      { since: 1_795_262_400 },
    ],
    ['without a date that is none of HTTP', { 'if-modified-since': '1795262400' }, {}],
  ])('for the latest pass %s', async (_, more, since) => {
    const { asked, send } = anApp()
    await send('GET', pass, { headers: { ...headers, ...more } })
    expect(asked).toEqual([['latest', { pass: passId, token, ...since }]])
  })

  it('to personalize with whatever the form holds', async () => {
    const { asked, send } = anApp()
    const body = { personalizationToken: 't', requiredPersonalizationInfo: { fullName: 7 }, more: null }
    await send('POST', personalize, { body: JSON.stringify(body) })
    expect(asked).toEqual([['personalize', { pass: passId, token, body }]])
  })

  it('to personalize without a token if there is no header', async () => {
    const { asked, send } = anApp()
    expect((await send('POST', personalize, { headers: {}, body: '{}' })).status).toBe(200)
    expect(asked).toEqual([['personalize', { pass: passId, token: undefined, body: {} }]])
  })

  it('to take the lines of a log, and no more and no longer ones than it has use for', async () => {
    const { asked, send } = anApp()
    const logs = [7, 'x'.repeat(2001), null, ...Array.from({ length: 120 }, (_, index) => `line ${index}`), {}]
    expect((await send('POST', log, { headers: {}, body: JSON.stringify({ logs }) })).status).toBe(200)
    const lines = ['x'.repeat(2000), ...Array.from({ length: 99 }, (_, index) => `line ${index}`)]
    expect(asked).toEqual([['log', lines]])
  })
})

describe('an answer', () => {
  it.each([
    [true, 201],
    [false, 200],
  ])('to a registration that is new (%s) is %d', async (isNew, status) => {
    const response = await anApp({ register: () => Promise.resolve(isNew) }).send('POST', registration, {
      body: JSON.stringify({ pushToken }),
    })
    expect(response.status).toBe(status)
    await expectBare(response)
  })

  it('to the end of a registration is 200', async () => {
    const response = await anApp().send('DELETE', registration)
    expect(response.status).toBe(200)
    await expectBare(response)
  })

  it('to a list is the serial numbers and the tag', async () => {
    const response = await anApp().send('GET', registrations)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await response.json()).toEqual({ serialNumbers: ['OF-1', 'OF-2'], lastUpdated: '1.e.7' })
  })

  it('to a list of nothing is 204', async () => {
    const response = await anApp({ list: () => Promise.resolve(undefined) }).send('GET', registrations)
    expect(response.status).toBe(204)
    await expectBare(response)
  })

  it('to a fetch is the pass and its date', async () => {
    const response = await anApp().send('GET', pass)
    expect(response.status).toBe(200)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'private, no-store',
      'content-length': '3',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/vnd.apple.pkpass',
      'last-modified': 'Sat, 21 Nov 2026 12:00:00 GMT',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  it('to HEAD is the head of the same', async () => {
    const [get, head] = await Promise.all([anApp().send('GET', pass), anApp().send('HEAD', pass)])
    expect(head.status).toBe(200)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(await head.text()).toBe('')
  })

  it.each(['GET', 'HEAD'])('to a %s of what the device has is 304 with its date', async (method) => {
    const { send } = anApp({ latest: () => Promise.resolve({ kind: 'unchanged', lastModified: 1_795_262_400 }) })
    const response = await send(method, pass)
    expect([response.status, response.headers.get('last-modified')]).toEqual([304, 'Sat, 21 Nov 2026 12:00:00 GMT'])
    await expectBare(response)
  })

  it('to a form is the signature in DER', async () => {
    const response = await anApp().send('POST', personalize, { body: '{}' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x30, 0x80])
  })

  it('to a log is 200', async () => {
    const response = await anApp().send('POST', log, { headers: {}, body: '{"logs":[]}' })
    expect(response.status).toBe(200)
    await expectBare(response)
  })

  it.each(calls)('to %s is kept nowhere', async (_, method, path, sent) => {
    const response = await anApp().send(method, path, sent)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })
})

describe('bytes in a buffer of strangers', () => {
  const pool = new TextEncoder().encode('secret before|the bytes|secret behind')
  const bytes = pool.subarray(14, 23)

  it.each([
    ['pass', 'GET', pass, {}],
    ['signature', 'POST', personalize, { body: '{}' }],
  ] as const)('of a %s are sent alone', async (_, method, path, sent) => {
    const { send } = anApp({
      latest: () => Promise.resolve({ kind: 'pass', bytes, lastModified: 1 }),
      personalize: () => Promise.resolve(bytes),
    })
    const response = await send(method, path, sent)
    expect(response.headers.get('content-length')).toBe('9')
    expect(await response.text()).toBe('the bytes')
  })
})

describe('an error', () => {
  it.each<[RefusalCode, number]>([
    ['wallet/unauthorized', 401],
    ['wallet/body-invalid', 400],
    ['registration/too-many', 403],
    ['personalization/invalid', 400],
    ['personalization/taken', 403],
  ])('of the caller is its status alone: %s', async (code, status) => {
    const { failures, send } = failing(new ServiceError(code, 'canary'))
    for (const [, method, path, sent] of calls) {
      const response = await send(method, path, sent)
      expect(response.status).toBe(status)
      await expectBare(response)
    }
    expect(failures).toEqual([])
  })

  it.each([
    [new UnavailableError('canary'), 'service/unavailable', '1'],
    [new ServiceError('pass/busy', 'canary'), 'pass/busy', '1'],
    [new ServiceError('signer/missing', 'canary'), 'signer/missing', '60'],
  ])('that passes says when to come back, and is reported', async (error, code, seconds) => {
    const { failures, send } = failing(error)
    const response = await send('GET', pass)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, seconds])
    await expectBare(response)
    expect(failures).toEqual([
      { requestId: expect.any(String), code, error, method: 'GET', route: '/wallet/v1/passes/:type/:serial' },
    ])
  })

  it.each([
    [new ServiceError('template/not-found', 'canary'), 'template/not-found'],
    [new ServiceError('pass/too-large', 'canary'), 'pass/too-large'],
    [new ValuesError('values/invalid', 'canary'), 'values/invalid'],
  ])('of what is stored is none that Wallet knows: 503, and reported', async (error, code) => {
    for (const [, method, path, sent] of calls) {
      const { failures, send } = failing(error)
      const response = await send(method, path, sent)
      expect(response.status).toBe(503)
      await expectBare(response)
      expect(failures).toMatchObject([{ code, method }])
    }
  })

  it.each(calls)('that nobody foresaw in %s is reported, and nobody else is told', async (_, method, path, sent) => {
    const { failures, send } = failing(new TypeError('canary'))
    const response = await send(method, path, sent)
    expect(response.status).toBe(500)
    await expectBare(response)
    expect(JSON.stringify(Object.fromEntries(response.headers))).not.toContain('canary')
    expect(failures).toMatchObject([{ code: 'service/internal', method }])
    expect(failures[0]?.route).not.toContain('OF-1')
  })

  it.each([
    ['GET', '/wallet/v1/passes'],
    ['PUT', pass],
    ['GET', pass],
  ])('is kept nowhere either: %s %s', async (method, path) => {
    const { headers: given } = await failing(new Error('m')).send(method, path)
    expect(given.get('cache-control')).toBe('private, no-store')
    expect(given.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('an address', () => {
  it.each([
    ['/wallet//v1', (path: string) => path.replace('/v1', '//v1')],
    ['//wallet/v1', (path: string) => `http://localhost/${path}`],
    ['slashes everywhere', (path: string) => path.replaceAll('/', '///').replace(/^\/+/, '/')],
    ['a slash at the end', (path: string) => `${path}/`],
    ['slashes at the end', (path: string) => `${path}//`],
    ['an encoded letter', (path: string) => path.replace(type, type.replace('card', '%63ard'))],
    ['an encoded letter of the service', (path: string) => path.replace('/wallet', '/wall%65t')],
  ])('may be written with %s', async (_, write) => {
    for (const [name, method, path, sent] of calls) {
      const { asked, send } = anApp()
      const response = await send(method, write(path), sent)
      expect([name, response.status < 300]).toEqual([name, true])
      expect(asked).toHaveLength(1)
    }
  })

  it('is decoded once', async () => {
    const { asked, send } = anApp()
    expect((await send('GET', `/wallet/v1/passes/${type}/OF%2D1`)).status).toBe(200)
    expect((await send('GET', `/wallet/v1/passes/${type}/OF%252D1`)).status).toBe(401)
    expect(asked).toHaveLength(1)
  })

  it('with a query is the same', async () => {
    const { asked, send } = anApp()
    expect((await send('GET', `${pass}/?a=//b`)).status).toBe(200)
    expect(asked).toHaveLength(1)
  })

  it.each([
    '/',
    '/wallet',
    '/wallet/v1',
    '/wallet/v2/log',
    '/v1/log',
    '/wallet/v1/devices',
    '/wallet/v1/devices/d1',
    '/wallet/v1/devices/d1/registrations',
    `${registration}/more`,
    '/wallet/v1/passes',
    `/wallet/v1/passes/${type}`,
    `${pass}/Personalize`,
    `${personalize}/more`,
    '/wallet/v1/Log',
    '/wallet/v1/log/more',
  ])('that is none is 404: %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { asked, send } = anApp()
      const response = await send(method, path)
      expect(response.status).toBe(404)
      expect(asked).toEqual([])
      await expectBare(response)
    }
  })

  it.each([
    [registration, ['GET', 'HEAD', 'PUT', 'PATCH', 'OPTIONS'], 'POST, DELETE'],
    [registrations, ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'], 'GET, HEAD'],
    [pass, ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'], 'GET, HEAD'],
    [personalize, ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'], 'POST'],
    [log, ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'], 'POST'],
  ])('of %s takes no %s', async (path, methods, allow) => {
    for (const method of methods) {
      const { asked, send } = anApp()
      const response = await send(method, path)
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allow])
      expect(asked).toEqual([])
      await expectBare(response)
    }
  })
})
