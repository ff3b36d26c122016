import { describe, expect, it } from 'vitest'
import { findRoute, readRoute } from './routes.ts'

const routes = [
  'ANY /p/{proxy+}',
  'ANY /p/{token}/pass.pkpass',
  'ANY /p/{token}/{place}/pass.pkpass',
  'ANY /api/v1/{proxy+}',
  'GET /openapi.json',
  'GET /wallet/v1/passes/{type}/{serial}',
  'ANY /wallet/{proxy+}',
  'POST /wallet/{proxy+}',
].map((key) => readRoute(key, key))

const found = (method: string, path: string) => {
  const match = findRoute(routes, method, path)
  return match && [match.route.key, match.parameters]
}

describe('the route of a request', () => {
  it.each([
    ['GET', '/p/abc', ['ANY /p/{proxy+}', { proxy: 'abc' }]],
    ['GET', '/p/abc/front.svg', ['ANY /p/{proxy+}', { proxy: 'abc/front.svg' }]],
    ['HEAD', '/p/abc/pass.pkpass', ['ANY /p/{token}/pass.pkpass', { token: 'abc' }]],
    ['GET', '/p/abc/2/pass.pkpass', ['ANY /p/{token}/{place}/pass.pkpass', { token: 'abc', place: '2' }]],
    ['GET', '/p/abc/2/3/pass.pkpass', ['ANY /p/{proxy+}', { proxy: 'abc/2/3/pass.pkpass' }]],
    ['GET', '/p//pass.pkpass', ['ANY /p/{proxy+}', { proxy: '/pass.pkpass' }]],
    ['DELETE', '/api/v1/passes/a/b', ['ANY /api/v1/{proxy+}', { proxy: 'passes/a/b' }]],
    ['GET', '/openapi.json', ['GET /openapi.json', {}]],
    ['GET', '/wallet/v1/passes/t/s', ['GET /wallet/v1/passes/{type}/{serial}', { type: 't', serial: 's' }]],
    ['POST', '/wallet/v1/log', ['POST /wallet/{proxy+}', { proxy: 'v1/log' }]],
    ['GET', '/wallet//v1/passes/t/s', ['ANY /wallet/{proxy+}', { proxy: '/v1/passes/t/s' }]],
    ['PUT', '/wallet/v1/passes/t/s', ['ANY /wallet/{proxy+}', { proxy: 'v1/passes/t/s' }]],
  ])('%s %s', (method, path, expected) => {
    expect(found(method, path)).toEqual(expected)
  })

  it.each([
    ['POST', '/openapi.json'],
    ['GET', '/openapi.json/x'],
    ['GET', '/p/'],
    ['GET', '/p'],
    ['GET', '/'],
    ['GET', '/api/v2/x'],
  ])('%s %s has none', (method, path) => {
    expect(found(method, path)).toBeUndefined()
  })

  it('a key of another shape is refused', () => {
    expect(() => readRoute('$default', '')).toThrow('the route key "$default"')
  })
})
