/** Does with a push what was planned for it. */
import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Planned } from './plan.ts'
import { statusOf } from './statuses.ts'

/** A push whose body is there. */
export interface Push {
  readonly stream: ServerHttp2Stream
  readonly topic: string
  readonly token: string
  readonly id: string
}

/** The connection that a push came in. */
export interface Line {
  readonly session: Pick<ServerHttp2Session, 'goaway'>
  /** Is told of what was accepted. */
  readonly onPush: (push: { readonly topic: string; readonly token: string }) => void
  readonly cut: () => void
  readonly silence: () => void
  /** Streams above are not looked at: they came after GOAWAY. */
  lastStream: number
}

const later = async (milliseconds: number, work: () => void): Promise<void> => {
  await sleep(milliseconds, undefined, { ref: false })
  work()
}

const soon = (milliseconds: number | undefined, work: () => void): void => {
  if (milliseconds) void later(milliseconds, work)
  else work()
}

const answer = ({ stream, id }: Push, status: number, body: string): void => {
  if (stream.destroyed || stream.closed) return
  stream.respond({ ':status': status, 'apns-id': id, 'content-type': 'application/json' })
  stream.end(body)
}

const breakOff = ({ stream, id }: Push, { status, body }: Planned & { kind: 'raw' }): void => {
  stream.respond({ ':status': status, 'apns-id': id, 'content-type': 'application/json' })
  // Closing it would give the body a proper end first.
  stream.write(body, () => stream.destroy(new Error('planned')))
}

/** Accepts a push. */
export const accept = ({ stream, id, topic, token }: Push, { onPush }: Line): void => {
  if (stream.destroyed || stream.closed) return
  stream.respond({ ':status': 200, 'apns-id': id }, { endStream: true })
  onPush({ topic, token })
}

/** The bytes that go along with GOAWAY. */
export const farewell = (reason: string | undefined): Uint8Array | undefined =>
  reason === undefined ? undefined : Buffer.from(JSON.stringify({ reason }))

const goAway = (push: Push, line: Line, { lastStreamId, code = 0, reason }: Planned & { kind: 'go-away' }): void => {
  const own = push.stream.id ?? 0
  const last = lastStreamId ?? own - 2
  // Node takes 0 for "as far as I have got": without a stream before it, this one is refused by itself.
  if (last < 1) push.stream.close(constants.NGHTTP2_REFUSED_STREAM)
  else if (own <= last) accept(push, line)
  line.lastStream = Math.max(last, 1)
  line.session.goaway(code, line.lastStream, farewell(reason))
}

const refuse = (push: Push, { reason, status = statusOf(reason), timestamp }: Planned & { kind: 'refuse' }): void =>
  answer(push, status, JSON.stringify({ reason, ...(timestamp !== undefined && { timestamp }) }))

/** Does it. */
export const act = (push: Push, line: Line, planned: Planned): void => {
  switch (planned.kind) {
    case 'accept':
      soon(planned.afterMs, () => accept(push, line))
      break
    case 'refuse':
      soon(planned.afterMs, () => refuse(push, planned))
      break
    case 'raw':
      if (planned.breaksOff) breakOff(push, planned)
      else answer(push, planned.status, planned.body)
      break
    case 'reset-stream':
      push.stream.close(planned.code ?? constants.NGHTTP2_REFUSED_STREAM)
      break
    case 'go-away':
      goAway(push, line, planned)
      break
    case 'reset-connection':
      line.cut()
      break
    case 'die':
      line.silence()
      break
    case 'silence':
      break
  }
}
