/** Serves what answers requests of the Fetch standard on a port of this machine. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A server. */
export interface Served {
  /** `http://127.0.0.1:` and the port. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Begins to serve, on a port that is free. */
export const serve = async (answer: (request: Request) => Promise<Response>): Promise<Served> => {
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
    const body = new Uint8Array(await buffer(incoming))
    const request = new Request(`http://127.0.0.1${url}`, { method, headers, ...(body.length > 0 ? { body } : {}) })
    const response = await answer(request)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(new Uint8Array(await response.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
