/** Closes a server without cutting off who is being answered, and without waiting for who asks nothing. */
import type { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { Server as TlsServer } from 'node:tls'

/**
 * Follows the connections of a server. Node's own way of closing takes an answer for given when its last byte was written,
 * whether it was taken or not, and waits for connections that were opened and nothing asked on.
 *
 * @param server does not listen yet
 * @returns closes it; resolves when the last request under way is answered and the answer taken
 */
export const closing = (server: Server): (() => Promise<void>) => {
  const underWay = new Map<Socket, number>()
  let isClosing = false
  const change = (socket: Socket, by: number): void => {
    const count = underWay.get(socket)
    if (count === undefined) return
    underWay.set(socket, count + by)
    if (isClosing && count + by === 0) socket.destroySoon()
  }
  const opened = (socket: Socket): void => {
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
  }
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', opened)
  server.on('request', ({ socket }, response) => {
    change(socket, 1)
    response.once('close', () => change(socket, -1))
  })
  return () =>
    new Promise((resolve) => {
      isClosing = true
      NetServer.prototype.close.call(server, () => resolve())
      for (const [socket, count] of underWay) if (count === 0) socket.destroy()
    })
}
