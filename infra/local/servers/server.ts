/** What the servers of the local stack have in common: they listen on this machine only, and stop for good. */
import type { Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'

/** A server that runs. */
export interface LocalServer {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string
  /** Stops it; may be called twice. Open connections are cut. */
  readonly stop: () => Promise<void>
}

/** The loopback address. Not `localhost`, which may mean IPv6, and which the S3 client puts bucket names in front of. */
export const loopback = '127.0.0.1'

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, loopback, () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** A port that cannot be listened on, as a sentence. */
const portError = (what: string, port: number, cause: NodeJS.ErrnoException): Error =>
  new Error(
    cause.code === 'EADDRINUSE'
      ? `${what} cannot start: port ${port} is in use; stop what listens there or choose another`
      : `${what} cannot listen on port ${port}: ${cause.message}`,
    { cause },
  )

/**
 * Has an HTTP server listen on the loopback address.
 *
 * @param what what it is, for the message if it cannot
 * @param port default: a free one
 */
export const listen = async (what: string, server: Server, port = 0): Promise<LocalServer> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portError(what, port, cause)))
    server.listen(port, loopback, resolve)
  })
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { endpoint: `http://${loopback}:${(server.address() as AddressInfo).port}`, stop }
}
