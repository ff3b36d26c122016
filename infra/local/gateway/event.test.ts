import { describe, expect, it } from 'vitest'
import { decodedPath, type GatewayRequest, toEvent } from './event.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const request = (changes: Partial<GatewayRequest> = {}): GatewayRequest => ({
  method: 'GET',
  target: '/p/abc',
  httpVersion: '1.1',
  headers: [['Host', '127.0.0.1:8080']],
  body: new Uint8Array(),
  sourceIp: '127.0.0.1',
  requestId: '7c9a7cf4-0b2f-4a7e-9f3e-0d1f7e6a5b4c',
  now: Date.parse('2026-11-21T22:14:05.678Z'),
  ...changes,
})
const event = (changes: Partial<GatewayRequest> = {}) =>
  toEvent(request(changes), decodedPath(changes.target ?? '/p/abc') ?? '', {
    routeKey: 'ANY /p/{proxy+}',
    parameters: { proxy: 'abc' },
  })

describe('the event of an HTTP API, payload format 2.0', () => {
  it('tells version, route, path and context', () => {
    expect(
      event({
        headers: [
          ['Host', 'localhost:1'],
          ['User-Agent', 'curl/8'],
        ],
      }),
    ).toEqual({
      version: '2.0',
      routeKey: 'ANY /p/{proxy+}',
      rawPath: '/p/abc',
      rawQueryString: '',
      headers: {
        host: 'localhost:1',
        'user-agent': 'curl/8',
        'x-amzn-trace-id': 'Root=1-6b0217ad-7c9a7cf40b2f4a7e9f3e0d1f',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '1',
        'x-forwarded-proto': 'http',
      },
      pathParameters: { proxy: 'abc' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: 'localhost',
        domainPrefix: 'local',
        http: { method: 'GET', path: '/p/abc', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'curl/8' },
        requestId: '7c9a7cf4-0b2f-4a7e-9f3e-0d1f7e6a5b4c',
        routeKey: 'ANY /p/{proxy+}',
        stage: '$default',
        time: '21/Nov/2026:22:14:05 +0000',
        timeEpoch: 1795299245678,
      },
      isBase64Encoded: false,
    })
  })

  it('has the path decoded, once', () => {
    expect(event({ target: '/p/a%2Fb%20c%252F?x=1' }).rawPath).toBe('/p/a/b c%2F')
  })

  it('has the query raw, and its parameters decoded and joined', () => {
    const { rawQueryString, queryStringParameters } = event({ target: '/p/abc?a=1&a=2%20x&b=' })
    expect(rawQueryString).toBe('a=1&a=2%20x&b=')
    expect(queryStringParameters).toEqual({ a: '1,2 x', b: '' })
  })

  it('has names of headers in lower case and values joined', () => {
    const { headers } = event({
      headers: [
        ['Accept', 'a/b'],
        ['X-Own', '1'],
        ['accept', 'c/d'],
      ],
    })
    expect(headers).toMatchObject({ accept: 'a/b,c/d', 'x-own': '1' })
  })

  it('has cookies apart from headers', () => {
    const { headers, cookies } = event({
      headers: [
        ['Cookie', 'a=1; b=2'],
        ['Cookie', 'c=3'],
      ],
    })
    expect(cookies).toEqual(['a=1', 'b=2', 'c=3'])
    expect(headers.cookie).toBeUndefined()
  })

  it.each([
    ['application/json', '{"é":1}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['application/merge-patch+json', '{}', false],
    ['text/plain', 'x', false],
    ['application/x-www-form-urlencoded', 'YT0x', true],
    ['application/zip', 'UEsDBP8=', true],
    ['image/png', 'iVBORw==', true],
    ['', 'eA==', true],
  ])('has a body of %s as %s, base64: %s', (type, body, isBase64Encoded) => {
    const sent = isBase64Encoded ? Buffer.from(body, 'base64') : bytes(body)
    const made = event({ method: 'POST', headers: type ? [['Content-Type', type]] : [], body: sent })
    expect([made.body, made.isBase64Encoded]).toEqual([body, isBase64Encoded])
  })

  it('has exactly the bytes of a body that is a view on more', () => {
    const pool = bytes('xxPKyy')
    const made = event({ headers: [['Content-Type', 'application/zip']], body: pool.subarray(2, 4) })
    expect(Buffer.from(made.body ?? '', 'base64').toString()).toBe('PK')
  })

  it('has no body when none was sent', () => {
    expect(event()).not.toHaveProperty('body')
  })

  it('a path that cannot be decoded is none', () => {
    expect(decodedPath('/p/%E0%A4%A')).toBeUndefined()
  })
})
