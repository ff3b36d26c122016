/** Takes the port of the gateway. */
import type { Server } from 'node:net'
import { LocalError } from '../errors.ts'
import { loopback } from '../servers/server.ts'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/**
 * Listens on the loopback address.
 *
 * @param port 0: any free one
 * @returns the port
 * @throws LocalError `local/port-in-use`
 */
export const listenOn = async (server: Server, port: number): Promise<number> => {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, loopback, resolve)
    })
  } catch (cause) {
    const reason =
      codeOf(cause) === 'EADDRINUSE'
        ? `port ${port} is in use: stop what listens there, or choose another with --port`
        : `port ${port} cannot be listened on: choose another with --port`
    throw new LocalError('local/port-in-use', reason, { cause })
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}
