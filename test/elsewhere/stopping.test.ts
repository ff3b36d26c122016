/** How the server of `npm run serve` ends with connections that take their time. */
import { writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { makeServerCertificate } from '../../infra/local/apns/server-certificate.ts'
import { startWebServer, type WebServer } from '../../infra/serve/http/web-server.ts'
import type { ServeOptions } from '../../infra/serve/options.ts'
import { aFolder } from '../builders/passwright.ts'

const plain: ServeOptions = { host: '127.0.0.1', port: 0, parts: ['http'], grace: 5 }

/** Far more than sockets hold on their way. */
const size = 30_000_000

const app = {
  faceOf: () => ({ name: 'download', fetch: () => new Response(new Uint8Array(size)) }),
  settled: () => Promise.resolve(),
}

const request = 'GET /p/x HTTP/1.1\r\nhost: localhost\r\n\r\n'

/** What comes of a connection from now on, in bytes, until it ends. */
const restOf = async (socket: Socket): Promise<number> => {
  let length = 0
  socket.on('data', (chunk) => {
    length += chunk.length
  })
  socket.resume()
  await new Promise<void>((ended) => socket.once('close', () => ended()))
  return length
}

describe('a server that is stopped', () => {
  let server: WebServer
  const start = async (options = plain, stall?: number) => {
    server = await startWebServer(options, app, () => undefined, stall)
    return Number(new URL(server.origin).port)
  }
  /** A connection on which nobody has read yet. */
  const opened = async (socket: Socket, event: string, text: string) => {
    socket.on('error', () => undefined)
    await new Promise<void>((done) => socket.once(event, () => done()))
    if (text !== '') socket.write(text)
    socket.pause()
    await sleep(200)
    return socket
  }
  afterEach(() => server.stop())

  it.each(['', 'GET / HT'])('does not wait for who has asked nothing yet: "%s"', async (text) => {
    await opened(connect(await start(), '127.0.0.1'), 'connect', text)
    const outcome = await Promise.race([server.stop().then(() => 'stopped'), sleep(2000, 'waits')])
    expect(outcome).toBe('stopped')
  })

  it('lets who reads slowly have the whole answer', async () => {
    const socket = await opened(connect(await start(), '127.0.0.1'), 'connect', request)
    const stopped = server.stop()
    await sleep(100)
    expect(await restOf(socket)).toBeGreaterThan(size)
    await stopped
  })

  it('does so with TLS', async () => {
    const folder = await aFolder()
    const { root, certificate, key } = await makeServerCertificate(Date.now())
    const tls = { certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'key.pem') }
    writeFileSync(tls.certificateFile, certificate)
    writeFileSync(tls.keyFile, key)
    const port = await start({ ...plain, tls })
    const to = () => connectTls({ port, host: '127.0.0.1', ca: root })
    const [slow] = await Promise.all([opened(to(), 'secureConnect', request), opened(to(), 'secureConnect', '')])
    const stopped = server.stop()
    await sleep(100)
    expect(await restOf(slow)).toBeGreaterThan(size)
    await stopped
  })

  it('cuts off who takes nothing of an answer for too long', async () => {
    const socket = await opened(connect(await start(plain, 300), '127.0.0.1'), 'connect', request)
    await sleep(1000)
    expect(await restOf(socket)).toBeLessThan(size)
  })
})
