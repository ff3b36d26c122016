/** Tries whether APNs is there. */
import type { Reach } from '../../ports/pusher.ts'
import { Connection, type ConnectionOptions } from './connection.ts'

/**
 * Opens a connection, sends a PING and ends it. A server that does not take our certificate says so after the handshake of TLS 1.3: before
 * it answers anything.
 */
export const reach = (options: ConnectionOptions): Promise<Reach> =>
  new Promise((resolve) => {
    let isAsked = false
    const connection = new Connection(options, {
      onRoom: () => {
        if (!isAsked) {
          isAsked = true
          connection.doubt()
        } else if (!connection.doubted) {
          resolve({ kind: 'reached' })
          connection.leave('it was only to be tried')
        }
      },
      onLeaving: ({ why, against }) =>
        resolve(against === undefined ? { kind: 'unreachable', reason: why } : { kind: 'refused', reason: against }),
      onEnd: () => undefined,
    })
  })
