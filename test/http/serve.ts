/** Serves what answers requests of the Fetch standard on a port of this machine. */
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A server. */
export interface Served {
  /** `http://127.0.0.1:` and the port; with TLS, `https://localhost:`. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Begins to serve, on a port that is free. @param tls its certificate and key, to serve https */
export const serve = async (answer: (request: Request) => Promise<Response>, tls?: ServerOptions): Promise<Served> => {
  const listener: RequestListener = async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
    const body = new Uint8Array(await buffer(incoming))
    const request = new Request(`http://127.0.0.1${url}`, { method, headers, ...(body.length > 0 ? { body } : {}) })
    const response = await answer(request)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(new Uint8Array(await response.arrayBuffer()))
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
