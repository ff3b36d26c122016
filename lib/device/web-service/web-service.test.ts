import { describe, expect, it } from 'vitest'
import type { Exchange } from './exchange.ts'
import { webService } from './web-service.ts'

const pass = { passTypeIdentifier: 'pass.com.example.card', serialNumber: 'S 1/2' }
const deviceLibraryIdentifier = 'd1'
const authenticationToken = 'a-token-of-many-letters'

/** A service that answers everything alike, what it was asked, and what was kept of that. */
const asked = (answer: () => Response | Promise<Response> = () => new Response(null, { status: 204 })) => {
  const requests: Request[] = []
  const exchanges: Exchange[] = []
  const fetch = (request: Request) => {
    requests.push(request.clone())
    return answer()
  }
  let now = 1000
  const tick = () => {
    now += 5
    return now
  }
  const onExchange = (exchange: Exchange) => exchanges.push(exchange)
  const service = webService('https://passes.example/wallet/', { fetch, now: tick, onExchange, maxBytes: 10 })
  return { service, requests, exchanges }
}

const base = 'https://passes.example/wallet/v1'
const type = 'pass.com.example.card'

describe('each call', () => {
  it('goes to its address with its method, all names encoded', async () => {
    const { service, requests } = asked()
    const held = { ...pass, deviceLibraryIdentifier, authenticationToken }
    await service.register({ ...held, pushToken: 'ab' })
    await service.unregister(held)
    await service.list({ deviceLibraryIdentifier, passTypeIdentifier: type })
    await service.list({ deviceLibraryIdentifier, passTypeIdentifier: type, tag: '1+ &=é' })
    await service.latest({ ...pass, authenticationToken })
    await service.personalize({ ...pass, body: {} })
    await service.log(['a'])
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${base}/devices/d1/registrations/${type}/S%201%2F2`,
      `DELETE ${base}/devices/d1/registrations/${type}/S%201%2F2`,
      `GET ${base}/devices/d1/registrations/${type}`,
      `GET ${base}/devices/d1/registrations/${type}?passesUpdatedSince=1%2B%20%26%3D%C3%A9`,
      `GET ${base}/passes/${type}/S%201%2F2`,
      `POST ${base}/passes/${type}/S%201%2F2/personalize`,
      `POST ${base}/log`,
    ])
  })

  it('sends the token where devices send it, and if there is one', async () => {
    const { service, requests } = asked()
    await service.latest({ ...pass, authenticationToken })
    await service.latest(pass)
    await service.list({ deviceLibraryIdentifier, passTypeIdentifier: type })
    await service.log([])
    const sent = requests.map(({ headers }) => headers.get('authorization'))
    expect(sent).toEqual(['ApplePass a-token-of-many-letters', null, null, null])
  })

  it('sends JSON', async () => {
    const { service, requests } = asked()
    await service.register({ ...pass, deviceLibraryIdentifier, pushToken: 'ab' })
    await service.log(['x'])
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual([
      '{"pushToken":"ab"}',
      '{"logs":["x"]}',
    ])
    expect(requests.map(({ headers }) => headers.get('content-type'))).toEqual(['application/json', 'application/json'])
  })

  it('sends the date as it was given', async () => {
    const { service, requests } = asked()
    await service.latest({ ...pass, since: 'sometime' })
    expect(requests[0]?.headers.get('if-modified-since')).toBe('sometime')
  })

  it('may be sent otherwise', async () => {
    const { service, requests } = asked()
    await service.latest(
      { ...pass, authenticationToken },
      { method: 'HEAD', path: '//v1/x?y', headers: { Authorization: 'Bearer x', 'If-None-Match': '*' } },
    )
    await service.latest({ ...pass, authenticationToken }, { headers: { Authorization: undefined } })
    await service.log(['a'], { body: '{', headers: { 'Content-Type': 'text/plain' } })
    await service.log(['a'], { body: undefined })
    const [head, bare, odd, empty] = requests
    expect(`${head?.method} ${head?.url} ${head?.headers.get('authorization')}`).toBe(
      'HEAD https://passes.example/wallet//v1/x?y Bearer x',
    )
    expect(bare?.headers.has('authorization')).toBe(false)
    expect([await odd?.text(), odd?.headers.get('content-type')]).toEqual(['{', 'text/plain'])
    expect(await empty?.text()).toBe('')
  })
})

describe('an answer', () => {
  it('is given as it came', async () => {
    const { service } = asked(() => new Response('abc', { status: 418, headers: { 'X-Y': 'z' } }))
    const { status, headers, body } = await service.log([])
    expect([status, headers.get('x-y'), body]).toEqual([418, 'z', new Uint8Array([97, 98, 99])])
  })

  it('that is too large is not read to its end', async () => {
    const { service } = asked(() => new Response('a'.repeat(11)))
    await expect(service.log([])).rejects.toThrow(expect.objectContaining({ code: 'device/answer-too-large' }))
  })

  it('that does not come is an error', async () => {
    const { service, exchanges } = asked(() => Promise.reject(new TypeError('fetch failed')))
    await expect(service.log([])).rejects.toThrow(
      expect.objectContaining({
        code: 'device/no-answer',
        message: 'https://passes.example did not answer: there is no connection to it',
      }),
    )
    expect(exchanges).toMatchObject([{ call: 'log', headers: {}, bytes: 0 }])
  })

  it('that takes too long is an error', async () => {
    const fetch = ({ signal }: Request) =>
      new Promise<Response>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    const service = webService('https://passes.example', { fetch, maxMilliseconds: 5 })
    await expect(service.log([])).rejects.toThrow('https://passes.example did not answer: it took too long')
  })
})

it('of each exchange all is kept but secrets and bodies', async () => {
  const { service, exchanges } = asked(() => new Response('secret', { headers: { 'Last-Modified': 'then' } }))
  await service.latest({ ...pass, authenticationToken, since: 'now' })
  expect(exchanges).toEqual([
    {
      call: 'latest',
      method: 'GET',
      path: `/wallet/v1/passes/${type}/S%201%2F2`,
      requestHeaders: { Authorization: 'ApplePass ***', 'If-Modified-Since': 'now' },
      status: 200,
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'last-modified': 'then' },
      bytes: 6,
      at: 1005,
      milliseconds: 5,
    },
  ])
})

it('a token without a scheme is not kept either', async () => {
  const { service, exchanges } = asked()
  await service.latest(pass, { headers: { authorization: authenticationToken } })
  expect(exchanges[0]?.requestHeaders).toEqual({ authorization: '***' })
})

it.each([
  'http://passes.example',
  'ftp://localhost',
  'passes.example',
  'http://127.0.0.1.example.com',
  'https://user:word@passes.example',
])('nothing is sent to %s', (url) => {
  expect(() => webService(url)).toThrow(expect.objectContaining({ code: 'device/address-refused' }))
})

describe('what cannot be sent', () => {
  it.each(['a-token-with-a\nline', 'a-token-with-an-arrow-→'])(
    'is refused: the token %j, which is not quoted',
    async (token) => {
      const { service, requests, exchanges } = asked()
      const failure: Error = (await service
        .latest({ ...pass, authenticationToken: token })
        .catch((error: unknown) => error)) as never
      expect(failure).toMatchObject({ code: 'device/unsendable' })
      expect(`${failure.message} ${String(failure.cause)}`).not.toContain('a-token')
      expect([requests, exchanges]).toEqual([[], []])
    },
  )

  it('is refused: half a character in an address', async () => {
    const { service, requests } = asked()
    const list = service.list({ deviceLibraryIdentifier, passTypeIdentifier: type, tag: '\ud800' })
    await expect(list).rejects.toThrow(expect.objectContaining({ code: 'device/unsendable' }))
    expect(requests).toEqual([])
  })
})

it.each(['https://passes.example', 'http://localhost:3000/wallet', 'http://[::1]:80', 'http://127.0.0.1'])(
  '%s may be asked',
  (url) => {
    expect(() => webService(url)).not.toThrow()
  },
)
