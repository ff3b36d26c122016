/** One connection of the stand-in: answers its pushes as they deserve, or as it was planned. */
import { randomUUID } from 'node:crypto'
import { constants, type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { Clock } from '../../../lib/ports/clock.ts'
import { accept, act, type Line, type Push } from './act.ts'
import { complaintAbout, tokenIn } from './checks.ts'
import type { Client } from './client-certificate.ts'
import type { WritableLog } from './log.ts'
import type { PlanBook, Planned } from './plan.ts'
import type { Relay } from './relay.ts'

/** What a connection needs to know. */
export interface SessionContext {
  readonly client: Client
  readonly book: PlanBook
  readonly log: WritableLog
  readonly clock: Clock
  readonly relay: Pick<Relay, 'cut' | 'silence'>
  readonly onPush: (push: { readonly topic: string; readonly token: string }) => void
}

const text = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

/** Counts the bytes of a body, and tells when it has ended. */
const countBody = (stream: ServerHttp2Stream, flags: number, done: (bytes: number) => void): void => {
  if (flags & constants.NGHTTP2_FLAG_END_STREAM) {
    stream.resume()
    done(0)
    return
  }
  let bytes = 0
  stream.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length
  })
  stream.on('end', () => done(bytes))
}

const outcomeOf = (planned: Planned): string => {
  if (planned.kind === 'accept') return 'accepted'
  return planned.kind === 'refuse' ? planned.reason : planned.kind
}

const topicOf = (headers: IncomingHttpHeaders, client: Client): string =>
  text(headers['apns-topic']) ?? (client.kind === 'certificate' ? client.topic : undefined) ?? ''

/** Serves a connection until it ends. */
export const serveSession = (session: ServerHttp2Session, context: SessionContext): void => {
  const { client, book, log, clock, relay, onPush } = context
  const connection = log.connected()
  const name = session.socket.remotePort ?? 0
  const line: Line = {
    session,
    onPush,
    cut: () => relay.cut(name),
    silence: () => relay.silence(name),
    lastStream: Number.POSITIVE_INFINITY,
  }
  const take = (push: Push, headers: IncomingHttpHeaders, bodyBytes: number): void => {
    const reason = complaintAbout({ headers, token: push.token, bodyBytes, client })
    const planned: Planned | undefined = reason === undefined ? book.take(push.token) : { kind: 'refuse', reason }
    const { token, id, stream } = push
    const outcome = planned ? outcomeOf(planned) : 'accepted'
    log.push({ at: clock.now(), token, id, headers, connection, stream: stream.id ?? 0, outcome })
    if (planned) act(push, line, planned)
    else accept(push, line)
  }
  let open = 0
  session.on('error', () => undefined)
  session.on('close', log.disconnected)
  session.on('stream', (stream, headers, flags) => {
    stream.on('error', () => undefined)
    open += 1
    log.busy(open)
    stream.on('close', () => {
      open -= 1
      // Said at once, it would be a second GOAWAY that takes back the last stream of the first.
      if (open === 0 && Number.isFinite(line.lastStream)) session.close()
    })
    const push: Push = {
      stream,
      topic: topicOf(headers, client),
      token: tokenIn(headers[':path']),
      id: text(headers['apns-id']) ?? randomUUID(),
    }
    countBody(stream, flags, (bytes) => {
      if ((stream.id ?? 0) <= line.lastStream) take(push, headers, bytes)
    })
  })
}
