/**
 * Stands before the stand-in and passes bytes on, because a connection can be cut, or left hanging without a word, only
 * from outside of TLS.
 */
import { connect, createServer, type Socket } from 'node:net'
import { listenOn } from '../gateway/listen.ts'
import { loopback } from '../servers/server.ts'

/** A relay that runs. Connections are named by the port that the relay has on the inner side. */
export interface Relay {
  readonly port: number
  /** Resets a connection. */
  readonly cut: (innerPort: number) => void
  /** Passes nothing on any more, either way, and leaves the connection open. */
  readonly silence: (innerPort: number) => void
  /** Silences all connections that there are. */
  readonly silenceAll: () => void
  /** Cuts all connections and listens no more. */
  readonly stop: () => Promise<void>
}

interface Pair {
  readonly outer: Socket
  readonly inner: Socket
}

const silencePair = ({ outer, inner }: Pair): void => {
  for (const socket of [outer, inner]) {
    socket.unpipe()
    socket.pause()
  }
}

const resetPair = ({ outer, inner }: Pair): void => {
  outer.resetAndDestroy()
  inner.destroy()
}

/**
 * Starts a relay on the loopback address.
 *
 * @param port 0: any free one
 * @throws LocalError `local/port-in-use`
 */
export const startRelay = async (innerPort: number, port: number): Promise<Relay> => {
  const pairs = new Map<number, Pair>()
  const all = new Set<Pair>()
  const server = createServer((outer) => {
    const inner = connect(innerPort, loopback)
    const pair = { outer, inner }
    all.add(pair)
    let name: number | undefined
    inner.once('connect', () => {
      name = inner.localPort
      if (name !== undefined) pairs.set(name, pair)
    })
    const end = (): void => {
      outer.destroy()
      inner.destroy()
      all.delete(pair)
      if (name !== undefined && pairs.get(name) === pair) pairs.delete(name)
    }
    for (const socket of [outer, inner]) socket.setNoDelay(true).on('error', end).on('close', end)
    outer.pipe(inner).pipe(outer)
  })
  const on = (work: (pair: Pair) => void) => (name: number) => {
    const pair = pairs.get(name)
    if (pair) work(pair)
  }
  return {
    port: await listenOn(server, port),
    cut: on(resetPair),
    silence: on(silencePair),
    silenceAll: () => all.forEach(silencePair),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const { outer } of [...all]) outer.destroy()
      }),
  }
}
