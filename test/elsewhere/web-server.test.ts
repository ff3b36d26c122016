/** The server of `npm run serve`, with an app that does nothing but answer. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Answered, startWebServer, type WebServer } from '../../infra/serve/http/web-server.ts'
import { readOptions } from '../../infra/serve/options.ts'
import { send } from '../stack/http.ts'
import { beginRequest } from './slow-request.ts'

const app = new Hono().post('/length', async ({ req, text }) => text(String((await req.arrayBuffer()).byteLength)))
app.post('/refused', () => new Response(null, { status: 401 }))
app.onError((error) => {
  throw error
})
app.get('/thrown', () => {
  throw new Error('CANARY')
})

const options = (() => {
  const read = readOptions(['--port', '0'])
  if (read === 'help') throw new Error('these are options')
  return read
})()

describe('the server', () => {
  let server: WebServer
  const told: Answered[] = []
  const start = async () => {
    told.length = 0
    const face = { name: 'api', fetch: app.fetch }
    server = await startWebServer(options, { faceOf: () => face, settled: () => Promise.resolve() }, (answered) => {
      told.push(answered)
    })
    return server.origin
  }
  afterEach(() => server.stop())

  it('hands on bodies of up to 6 MiB, as a function is handed', async () => {
    const origin = await start()
    const most = 6 * 1024 * 1024
    expect((await send(origin, 'POST', '/length', { body: new Uint8Array(most) })).text).toBe(String(most))
    expect((await send(origin, 'POST', '/length', { body: new Uint8Array(most + 1) })).status).toBe(413)
  })

  it('begins nothing before a request is there to the end', async () => {
    const origin = await start()
    const { finish } = await beginRequest(new URL(`${origin}/refused`), { connection: 'close' }, 'a body')
    await sleep(50)
    expect(told).toEqual([])
    expect(await finish()).toMatch(/^HTTP\/1\.1 401 /)
  })

  it('tells of each request what it came to, and nothing of what it said', async () => {
    const origin = await start()
    await send(origin, 'POST', '/length?token=CANARY', { headers: { authorization: 'CANARY' } })
    expect(told).toEqual([
      {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        face: 'api',
        method: 'POST',
        status: 200,
        milliseconds: expect.any(Number),
      },
    ])
  })

  it('says nothing of what an app fails with, and logs that it did', async () => {
    const lines: string[] = []
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
    const { status, text } = await send(await start(), 'GET', '/thrown')
    write.mockRestore()
    expect([status, text]).toEqual([500, ''])
    expect(lines.join('')).toContain('"serve/not-answered"')
    expect(lines.join('')).not.toContain('CANARY')
  })

  it('takes no headers beyond 10 KB', async () => {
    const origin = await start()
    expect((await send(origin, 'POST', '/length', { headers: { 'x-long': 'x'.repeat(11_000) } })).status).toBe(431)
  })
})
