/** The gateway of the local stack over real HTTP: what an HTTP API does before and after a function. */
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeGateway } from '../infra/local/gateway/gateway.ts'
import { listenOn } from '../infra/local/gateway/listen.ts'
import { readRoute } from '../infra/local/gateway/routes.ts'
import type { Invocation } from '../infra/pollers/invocation.ts'

type Behaviour = (event: Record<string, unknown>) => Invocation

const returning =
  (result: unknown): Behaviour =>
  () => ({ ok: true, payload: JSON.stringify(result) })

/** A gateway with one function behind `ANY /p/{proxy+}`; its base URL, and the events that reached the function. */
const aGateway = async (behaviour: Behaviour) => {
  const events: Record<string, unknown>[] = []
  const route = readRoute('ANY /p/{proxy+}', (text: string) => {
    const event = JSON.parse(text)
    events.push(event)
    return Promise.resolve(behaviour(event))
  })
  const server = makeGateway(() => ({ routes: [route] }))
  const port = await listenOn(server, 0)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { base: `http://127.0.0.1:${port}`, port, events }
}

describe('the gateway', () => {
  it('hands over bytes and gives back bytes', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256)
    const { base } = await aGateway(({ body }) => ({
      ok: true,
      payload: JSON.stringify({
        statusCode: 200,
        headers: { 'content-type': 'image/png' },
        body,
        isBase64Encoded: true,
      }),
    }))
    const response = await fetch(`${base}/p/x`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'image/png' },
    })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect(response.headers.get('content-length')).toBe('1000')
    expect(response.headers.get('apigw-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('answers HEAD without a body, with the length that the function tells', async () => {
    const answer = { statusCode: 200, headers: { 'content-length': '34299' }, body: '' }
    const { base } = await aGateway(returning(answer))
    const response = await fetch(`${base}/p/x`, { method: 'HEAD' })
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['34299', ''])
  })

  it('counts the length itself for everything else', async () => {
    const { base } = await aGateway(returning({ statusCode: 200, headers: { 'content-length': '99' }, body: 'é' }))
    const response = await fetch(`${base}/p/x`)
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['2', 'é'])
  })

  it('sends several cookies', async () => {
    const { base } = await aGateway(returning({ statusCode: 200, cookies: ['a=1', 'b=2'], body: '' }))
    expect((await fetch(`${base}/p/x`)).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('shows the function a decoded path', async () => {
    const { base, events } = await aGateway(returning({ statusCode: 204 }))
    await fetch(`${base}/p/a%2Fb?c=%2F`)
    expect(events[0]).toMatchObject({ rawPath: '/p/a/b', rawQueryString: 'c=%2F', pathParameters: { proxy: 'a/b' } })
  })

  it('leaves two slashes in a row as they are', async () => {
    const { base, events } = await aGateway(returning({ statusCode: 204 }))
    await fetch(`${base}/p//v1//a`)
    expect(events[0]).toMatchObject({ rawPath: '/p//v1//a', pathParameters: { proxy: '/v1//a' } })
  })

  it.each<readonly [string, Invocation]>([
    ['throws', { ok: false, payload: '{"errorType":"Error","errorMessage":"a secret"}' }],
    ['returns what is no answer', { ok: true, payload: '{"statusCode":"many"}' }],
    ['returns more than 6 MB', { ok: true, payload: JSON.stringify({ statusCode: 200, body: 'x'.repeat(6_300_000) }) }],
    ['returns a header that nobody can read', { ok: true, payload: '{"statusCode":200,"headers":{"a":"b\\nc"}}' }],
  ])('is silent about a function that %s', async (_, outcome) => {
    const { base } = await aGateway(() => outcome)
    const response = await fetch(`${base}/p/x`)
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}'])
  })

  it.each([
    ['more than 10 MB', 10 * 1024 * 1024 + 1, 0],
    ['more than fits into an event of 6 MB', 5 * 1024 * 1024, 0],
    ['what fits', 4 * 1024 * 1024, 1],
  ])('takes a body of %s: %d bytes', async (_, size, reached) => {
    const { base, events } = await aGateway(returning({ statusCode: 204 }))
    const response = await fetch(`${base}/p/x`, { method: 'PUT', body: new Uint8Array(size) })
    expect([response.status, events.length]).toEqual([reached ? 204 : 413, reached])
  })

  it('refuses a path that cannot be decoded', async () => {
    const { port, events } = await aGateway(returning({ statusCode: 204 }))
    const request = httpRequest({ port, path: '/p/%E0%A4%A' }).end()
    const [response] = await once(request, 'response')
    expect([response.statusCode, String(await buffer(response))]).toEqual([400, '{"message":"Bad Request"}'])
    expect(events).toEqual([])
  })

  it('refuses headers of more than 10,240 bytes', async () => {
    const { base } = await aGateway(returning({ statusCode: 204 }))
    expect((await fetch(`${base}/p/x`, { headers: { large: 'x'.repeat(11_000) } })).status).toBe(431)
  })
})
