/** One push in a stream of its own, and what comes of it. */
import { type ClientHttp2Session, constants, type OutgoingHttpHeaders } from 'node:http2'
import type { RawAnswer } from './answers.ts'
import { codeOf } from './faults.ts'

/**
 * What came of a push.
 * - `answered`: APNs said something
 * - `unprocessed`: it was surely not dealt with, and may be sent again
 * - `lost`: nobody knows
 */
export type Outcome =
  | ({ readonly kind: 'answered' } & RawAnswer)
  | { readonly kind: 'unprocessed' }
  | { readonly kind: 'lost'; readonly why: string }

/** A push under way. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly sentAt: number
  /** Ends it with this outcome, unless it has one. */
  readonly end: (outcome: Outcome) => void
}

/** What the connection is told of its streams, and asked. */
export interface StreamListeners {
  /** The answer began: the connection lives. */
  readonly onHeard: () => void
  /** The stream has ended: another one may begin. After the outcome. */
  readonly onClosed: (exchange: Exchange) => void
  /** Whether APNs said that it did not deal with this stream. */
  readonly isSpared: (stream: number) => boolean
}

const payload = Buffer.from('{}')

/** Reasons take fifty bytes. What is larger is not from APNs, and its status has to do. */
const largestBody = 4096

const unprocessed: Outcome = { kind: 'unprocessed' }

/**
 * Sends a push.
 *
 * @param onOutcome is told once
 * @throws Error if the session takes no more streams: the push was not sent
 */
export const beginExchange = (
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  sentAt: number,
  { onHeard, onClosed, isSpared }: StreamListeners,
  onOutcome: (outcome: Outcome) => void,
): Exchange => {
  const stream = session.request(headers)
  let open = true
  const settle = (outcome: Outcome): void => {
    if (!open) return
    open = false
    // A stream without a number was never on its way.
    const spared = outcome.kind === 'lost' && (stream.id === undefined || isSpared(stream.id))
    onOutcome(spared ? unprocessed : outcome)
  }
  const exchange: Exchange = {
    sentAt,
    end: (outcome) => {
      settle(outcome)
      stream.close(constants.NGHTTP2_CANCEL)
    },
  }
  let told: Outcome | undefined
  stream.on('response', (fields) => {
    onHeard()
    const status = fields[':status'] ?? 0
    const id = fields['apns-id']
    const raw = { kind: 'answered', status, ...(typeof id === 'string' && { id }) } as const
    if (status === 200) {
      settle({ ...raw, body: '' })
      stream.resume()
      return
    }
    let body = ''
    told = { ...raw, body }
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      body += text
      told = { ...raw, body }
      if (body.length > largestBody) exchange.end({ ...raw, body: '' })
    })
  })
  const settleClosed = (why: string): void =>
    settle(stream.rstCode === constants.NGHTTP2_REFUSED_STREAM ? unprocessed : { kind: 'lost', why })
  stream.on('error', (error) => settleClosed(`its stream failed: ${codeOf(error)}`))
  stream.on('close', () => {
    // Not at the end of the body: one that breaks off has an end, too.
    if (told && stream.rstCode === constants.NGHTTP2_NO_ERROR) settle(told)
    settleClosed('its stream was closed')
    onClosed(exchange)
  })
  stream.end(payload)
  return exchange
}
