/** A request that takes its time: its end comes when it is asked for. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request under way. */
export interface SlowRequest {
  /** Sends the rest; the whole answer as it came. */
  readonly finish: () => Promise<string>
}

/** Begins a POST, and sends half of its body. */
export const beginRequest = async (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<SlowRequest> => {
  const socket = connect({ host: url.hostname, port: Number(url.port) })
  const all = { host: url.host, 'content-length': String(Buffer.byteLength(body)), ...headers }
  const lines = [`POST ${url.pathname} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)]
  const half = Math.floor(body.length / 2)
  await new Promise<void>((sent, failed) => {
    socket.once('error', failed)
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body.slice(0, half)}`, () => sent())
  })
  return {
    finish: async () => {
      const answer = text(socket)
      socket.write(body.slice(half))
      return await answer
    },
  }
}
