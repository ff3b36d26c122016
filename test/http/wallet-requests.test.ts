import { describe, expect, it } from 'vitest'
import { ServiceError } from '../../lib/service/errors.ts'
import {
  anApp,
  authenticated,
  device,
  expectBare,
  headers,
  log,
  passId,
  personalize,
  pushToken,
  registration,
  registrations,
  token,
  type,
  watchedBody,
} from './a-wallet-face.ts'

describe.each(authenticated)('the token of %s', (_, method, path, sent) => {
  it.each([
    ['ApplePass', `applepass ${token}`],
    ['one space', `APPLEPASS  ${token}`],
    ['letters and digits', 'ApplePass {7e5c}/a+b=='],
  ])('comes behind the name of the scheme: %s', async (__, authorization) => {
    const { asked, send } = anApp()
    expect((await send(method, path, { ...sent, headers: { authorization } })).status).toBeLessThan(300)
    expect(asked[0]?.[1]).toMatchObject({ token: authorization.replace(/^\w+ +/, '') })
  })

  it.each([
    '',
    'ApplePass',
    'ApplePass ',
    token,
    `Bearer ${token}`,
    `Basic ${token}`,
    `ApplePass${token}`,
    `ApplePass\t${token}`,
    `ApplePass ${token}, ApplePass ${token}`,
    `ApplePass ${token} ${token}`,
    `ApplePass token="${token}", realm="a b"`,
    `Bearer x, ApplePass ${token}`,
    `ApplePass ${'x'.repeat(1025)}`,
    'ApplePass schlüssel',
  ])('is not in %j: 401, and nothing is read or asked but what is to be told of it', async (authorization) => {
    const { asked, send } = anApp()
    const { body, read } = watchedBody('{}')
    const response = await send(method, path, { headers: { authorization }, ...('body' in sent ? { body } : {}) })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'ApplePass'])
    expect([asked.filter(([name]) => name !== 'authorize'), read]).toEqual([[], []])
    await expectBare(response)
  })
})

const tasks: Readonly<Record<string, string>> = { register: 'register', unregister: 'unregister', latest: 'fetch' }

it.each(authenticated.filter(([name]) => name !== 'personalize'))(
  '%s without a token is 401, which the service is told',
  async (...call) => {
    const [name, method, path, sent] = call
    const { asked, send } = anApp()
    expect((await send(method, path, { ...sent, headers: {} })).status).toBe(401)
    expect(asked).toEqual([['authorize', passId, undefined, tasks[name]]])
  },
)

describe('the list call', () => {
  it.each([{}, { authorization: 'ApplePass wrong' }, { authorization: 'Bearer x' }])(
    'needs no token and looks at none: %j',
    async (given) => {
      const { asked, send } = anApp()
      expect((await send('GET', registrations, { headers: given })).status).toBe(200)
      expect(asked).toEqual([['list', device, undefined]])
    },
  )
})

const malformed = ['%20', 'a%2Fb', 'a b', 'ä', '%00', '%zz', 'x'.repeat(300)]

describe('a name that cannot be one', () => {
  it.each(malformed)('is answered as that of a pass that is not there: %j', async (name) => {
    const { asked, send } = anApp()
    const { body, read } = watchedBody('{}')
    const statuses = [
      await send('POST', `${registrations}/${name}`, { body }),
      await send('DELETE', `/wallet/v1/devices/${name}/registrations/${type}/OF-1`),
      await send('DELETE', `/wallet/v1/devices/d1/registrations/${name}/OF-1`),
      await send('GET', `/wallet/v1/passes/${type}/${name}`),
      await send('GET', `/wallet/v1/passes/${name}/OF-1`),
      await send('POST', `/wallet/v1/passes/${type}/${name}/personalize`, { headers: {}, body: '{}' }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401])
    expect([asked, read]).toEqual([[], []])
  })

  it.each(malformed)('is 400 in a list call: %j', async (name) => {
    const { asked, send } = anApp()
    const responses = [
      await send('GET', `/wallet/v1/devices/${name}/registrations/${type}`),
      await send('GET', `/wallet/v1/devices/d1/registrations/${name}`),
    ]
    for (const response of responses) {
      expect(response.status).toBe(400)
      await expectBare(response)
    }
    expect(asked).toEqual([])
  })
})

describe('a body', () => {
  it.each([
    ['empty', ''],
    ['no JSON', '{'],
    ['with a name twice', '{"pushToken":"abababab","pushToken":"abababab"}'],
    ['no object', '["abababab"]'],
    ['null', 'null'],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['nested without end', '['.repeat(3000)],
    ['without a push token', '{}'],
    ['with a push token that is no text', '{"pushToken":12345678}'],
    ['with an empty push token', '{"pushToken":""}'],
    ['with a push token of 6 digits', '{"pushToken":"ababab"}'],
    ['with half a byte', '{"pushToken":"ababababa"}'],
    ['with a push token of 258 digits', `{"pushToken":"${'ab'.repeat(129)}"}`],
    ['with a push token in base64', '{"pushToken":"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ"}'],
    ['with a line break behind the push token', '{"pushToken":"abababab\\n"}'],
  ])('of a registration that is %s is 400', async (_, body) => {
    const { asked, send } = anApp()
    const response = await send('POST', registration, { body })
    expect(response.status).toBe(400)
    expect(asked).toEqual([['authorize', passId, token, 'register']])
    await expectBare(response)
  })

  it.each(['abababab', 'ab'.repeat(128)])(
    'of a registration may have any push token from 8 to 256 digits',
    async (text) => {
      const { asked, send } = anApp()
      expect((await send('POST', registration, { body: JSON.stringify({ pushToken: text, more: 1 }) })).status).toBe(
        201,
      )
      expect(asked[0]?.[2]).toBe(text)
    },
  )

  it.each(['', '{', '[]', 'null', '"text"', '7'])('of a form that is %j is 400', async (body) => {
    const { asked, send } = anApp()
    expect((await send('POST', personalize, { body })).status).toBe(400)
    expect(asked).toEqual([['authorize', passId, token, 'personalize']])
  })

  it.each(['', '{', '[]', '{}', '{"logs":"a"}', '{"logs":{}}', '{"logs":null}'])(
    'of a log that is %j is 400',
    async (body) => {
      const { asked, send } = anApp()
      expect((await send('POST', log, { headers: {}, body })).status).toBe(400)
      expect(asked).toEqual([])
    },
  )

  it.each([
    [registration, 4096, 201],
    [personalize, 16_384, 200],
    [log, 65_536, 200],
  ])('sent to %s has at most %d bytes', async (path, most, status) => {
    const text = (length: number): string => {
      const start = `{"pushToken":"${pushToken}","logs":["`
      return `${start}${'x'.repeat(length - start.length - 3)}"]}`
    }
    const { asked, send } = anApp()
    expect((await send('POST', path, { body: text(most) })).status).toBe(status)
    asked.splice(0)
    const declared = await send('POST', path, { headers: { ...headers, 'content-length': `${most + 1}` }, body: '{}' })
    const streamed = await send('POST', path, { body: watchedBody(text(most + 1)).body })
    for (const response of [declared, streamed]) {
      expect(response.status).toBe(413)
      await expectBare(response)
    }
    expect(asked.filter(([name]) => name !== 'authorize')).toEqual([])
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])('may be declared as %j', async (contentType) => {
    const { send } = anApp()
    const body = new TextEncoder().encode(JSON.stringify({ pushToken }))
    const given = contentType === '' ? headers : { ...headers, 'content-type': contentType }
    expect((await send('POST', registration, { headers: given, body })).status).toBe(201)
  })

  it.each([
    [registration, '{'],
    [registration, 'x'.repeat(5000)],
    [personalize, '{'],
    [personalize, 'x'.repeat(17_000)],
  ])('is not judged for whoever has no good token: %s', async (path, body) => {
    const { send } = anApp({ authorize: () => Promise.reject(new ServiceError('wallet/unauthorized', 'm')) })
    expect((await send('POST', path, { body })).status).toBe(401)
  })
})
