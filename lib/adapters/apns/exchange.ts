/** One push in a stream of its own, and what comes of it. */
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from 'node:http2'
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

/** What the connection is told of its streams, and asked. */
export interface StreamListeners {
  /** The answer began: the connection lives. */
  readonly onHeard: () => void
  /** The stream has ended: another one may begin. After the outcome. */
  readonly onClosed: (exchange: Exchange) => void
  /** Whether APNs said that it did not deal with this stream. */
  readonly isSpared: (stream: number) => boolean
}

const accepted = 200

const payload = Buffer.from('{}')

/** Reasons take fifty bytes. What is larger is not from APNs, and its status has to do. */
const largestBody = 4096

const unprocessed: Outcome = { kind: 'unprocessed' }

/** A push under way. There are thousands a second: it makes few objects. */
export class Exchange {
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly #stream: ClientHttp2Stream
  readonly #listeners: StreamListeners
  readonly #onOutcome: (outcome: Outcome) => void
  #isOpen = true
  /** A refusal, as far as it has come. */
  #told: (RawAnswer & { readonly kind: 'answered'; body: string }) | undefined

  /**
   * Sends a push.
   *
   * @param onOutcome is told once
   * @throws Error if the session takes no more streams: the push was not sent
   */
  constructor(
    session: ClientHttp2Session,
    headers: OutgoingHttpHeaders,
    sentAt: number,
    listeners: StreamListeners,
    onOutcome: (outcome: Outcome) => void,
  ) {
    this.sentAt = sentAt
    this.#listeners = listeners
    this.#onOutcome = onOutcome
    const stream = session.request(headers)
    this.#stream = stream
    stream.on('response', (fields) => this.#heard(fields))
    stream.on('error', (error) => this.#settleClosed(`its stream failed: ${codeOf(error)}`))
    stream.on('close', () => this.#closed())
    stream.end(payload)
  }

  /** Ends it with this outcome, unless it has one. */
  end(outcome: Outcome): void {
    this.#settle(outcome)
    this.#stream.close(constants.NGHTTP2_CANCEL)
  }

  #heard(fields: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
    this.#listeners.onHeard()
    const status = fields[':status'] ?? 0
    const idField = fields['apns-id']
    const id = typeof idField === 'string' ? idField : undefined
    if (status === accepted) {
      this.#settle({ kind: 'answered', status, id, body: '' })
      this.#stream.resume()
      return
    }
    this.#told = { kind: 'answered', status, id, body: '' }
    this.#stream.setEncoding('utf8')
    this.#stream.on('data', (text: string) => this.#read(text))
  }

  #read(text: string): void {
    if (!this.#told) return
    this.#told.body += text
    if (this.#told.body.length > largestBody) this.end({ ...this.#told, body: '' })
  }

  #settle(outcome: Outcome): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    const { id } = this.#stream
    // A stream without a number was never on its way.
    const spared = outcome.kind === 'lost' && (id === undefined || this.#listeners.isSpared(id))
    this.#onOutcome(spared ? unprocessed : outcome)
  }

  #settleClosed(why: string): void {
    if (!this.#isOpen) return
    const isRefused = this.#stream.rstCode === constants.NGHTTP2_REFUSED_STREAM
    this.#settle(isRefused ? unprocessed : { kind: 'lost', why })
  }

  #closed(): void {
    // Not at the end of the body: one that breaks off has an end, too.
    if (this.#told && this.#stream.rstCode === constants.NGHTTP2_NO_ERROR) this.#settle(this.#told)
    this.#settleClosed('its stream was closed')
    this.#listeners.onClosed(this)
  }
}
