/**
 * A stand-in for the Apple Push Notification service: HTTP/2 over TLS, client certificates, its checks and its answers; and
 * every mishap that a test may ask for. It delivers nothing: whoever starts it is told of what was accepted.
 */
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2'
import { systemClock } from '../../../lib/adapters/system.ts'
import type { Clock } from '../../../lib/ports/clock.ts'
import { listenOn } from '../gateway/listen.ts'
import { loopback } from '../servers/server.ts'
import { farewell } from './act.ts'
import { certificatesIn, clientOf } from './client-certificate.ts'
import { type ApnsLog, makeLog } from './log.ts'
import { makePlanBook, type Plans } from './plan.ts'
import { type Relay, startRelay } from './relay.ts'
import { makeServerCertificate, type ServerCertificate } from './server-certificate.ts'
import { serveSession } from './session.ts'

/** How the stand-in is to be. */
export interface LocalApnsOptions {
  /** Who issues certificates that may push, as PEM texts: roots, or intermediates that do without their root. */
  readonly clientRoots: readonly string[]
  /** Is told of every push that was accepted. */
  readonly onPush?: (push: { readonly topic: string; readonly token: string }) => void
  /** Streams that a connection may have open at a time. Default: 1,000, as Apple's. */
  readonly maxConcurrentStreams?: number
  /** Default: any free one. */
  readonly port?: number
  /** What it says of itself. Default: made anew. For a server that goes away and comes back. */
  readonly identity?: ServerCertificate
  /** How many pushes the log keeps. Default: 1,000. */
  readonly logged?: number
  /** False: connections come in directly, which is quicker, and can neither be reset nor fall silent. Default: true. */
  readonly relayed?: boolean
  /** Default: the machine's. */
  readonly clock?: Clock
}

/** A stand-in that runs. */
export interface LocalApns {
  /** `https://127.0.0.1:<port>`; `https://localhost:<port>` leads there, too. */
  readonly origin: string
  /** PEM text of what a client has to trust besides its own roots. */
  readonly roots: string
  readonly identity: ServerCertificate
  /** Plans what it does with pushes. */
  readonly answers: Plans
  readonly log: ApnsLog
  /** Changes how many streams may be open at a time, in connections that there are and those to come. */
  readonly setMaxConcurrentStreams: (count: number) => void
  /** Has every connection told to go (GOAWAY up to what was dealt with); new ones are welcome. */
  readonly sendAway: (reason?: string) => void
  /** Silences all connections that there are: they stay open, and nothing comes any more. New ones are welcome. */
  readonly silence: () => void
  /** Cuts all connections and listens no more. */
  readonly stop: () => Promise<void>
}

const defaultStreams = 1000
const defaultLogged = 1000

const noRelay: Omit<Relay, 'port'> = {
  cut: () => undefined,
  silence: () => undefined,
  silenceAll: () => undefined,
  stop: () => Promise.resolve(),
}

const openServer = ({ certificate, key }: ServerCertificate, clientRoots: readonly string[], streams: number) =>
  createSecureServer({
    cert: certificate,
    key,
    ca: [...clientRoots],
    requestCert: true,
    // A certificate that is not good enough is refused push by push, so that a client can read why.
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    settings: { maxConcurrentStreams: streams },
  })

const stopServer = (server: Http2SecureServer, sessions: Iterable<ServerHttp2Session>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    for (const session of sessions) session.destroy()
  })

/** Starts the stand-in on the loopback address. @throws LocalError `local/port-in-use` */
export const startApns = async (options: LocalApnsOptions): Promise<LocalApns> => {
  const { clientRoots, onPush = () => undefined, clock = systemClock, port = 0, relayed = true } = options
  const identity = options.identity ?? (await makeServerCertificate(clock.now()))
  const issuers = certificatesIn(clientRoots)
  const book = makePlanBook()
  const log = makeLog(options.logged ?? defaultLogged)
  const sessions = new Set<ServerHttp2Session>()
  const server = openServer(identity, clientRoots, options.maxConcurrentStreams ?? defaultStreams)
  const innerPort = await listenOn(server, relayed ? 0 : port)
  const relay = relayed ? await startRelay(innerPort, port) : { ...noRelay, port: innerPort }
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    const client = clientOf(session.socket, issuers, clock.now())
    serveSession(session, { client, book, log, clock, relay, onPush })
  })
  return {
    origin: `https://${loopback}:${relay.port}`,
    roots: identity.root,
    identity,
    answers: book,
    log,
    setMaxConcurrentStreams: (maxConcurrentStreams) => {
      server.updateSettings({ maxConcurrentStreams })
      for (const session of sessions) session.settings({ maxConcurrentStreams })
    },
    sendAway: (reason) => {
      for (const session of sessions) {
        session.goaway(0, 0, farewell(reason))
        session.close()
      }
    },
    silence: relay.silenceAll,
    stop: async () => {
      await relay.stop()
      await stopServer(server, sessions)
    },
  }
}
