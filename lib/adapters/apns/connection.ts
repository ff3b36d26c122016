/** One HTTP/2 connection to APNs: what it carries at a time, whether it lives, and how it ends. */
import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from 'node:http2'
import type { SecureContext, TLSSocket } from 'node:tls'
import type { Clock } from '../../ports/clock.ts'
import { reasonAgainstUs } from './answers.ts'
import { dial } from './dial.ts'
import { Exchange, type Outcome, type StreamListeners } from './exchange.ts'
import { codeOf, distrust } from './faults.ts'
import type { ApnsLimits } from './limits.ts'
import { Pulse } from './pulse.ts'

/** How to connect. */
export interface ConnectionOptions {
  /** `https://api.push.apple.com`. */
  readonly origin: string
  /** Who we are, and whom we trust. */
  readonly context: SecureContext
  readonly limits: ApnsLimits
  readonly clock: Clock
}

/** Why a connection takes no more pushes. `against`: the reason, where a certificate is at fault, ours or theirs. */
export interface Leaving {
  readonly why: string
  readonly against?: string
}

/** What is told of a connection. */
export interface ConnectionListeners {
  /** There may be room for a push. */
  readonly onRoom: () => void
  /** It takes no more pushes; those under way may still be answered. Once. */
  readonly onLeaving: (leaving: Leaving) => void
  /** It is over. Once, after everything else. */
  readonly onEnd: () => void
}

/** What a server allows that does not say otherwise. */
const unlimited = 4_294_967_295

/** A connection. */
export class Connection {
  readonly #limits: ApnsLimits
  readonly #clock: Clock
  readonly #listeners: ConnectionListeners
  readonly #socket: TLSSocket
  readonly #session: ClientHttp2Session
  readonly #pulse: Pulse
  readonly #connecting: ReturnType<typeof setTimeout>
  readonly #streams: StreamListeners
  /** In the order in which they were sent. */
  readonly #exchanges = new Set<Exchange>()
  #state: 'opening' | 'open' | 'leaving' | 'ended' = 'opening'
  #leaving: Leaving | undefined
  #allowed = 0
  #sent = 0
  #proven = false
  /** What APNs said was the last stream that it dealt with. */
  #lastStream = Number.POSITIVE_INFINITY

  constructor({ origin, context, limits, clock }: ConnectionOptions, listeners: ConnectionListeners) {
    this.#limits = limits
    this.#clock = clock
    this.#listeners = listeners
    this.#socket = dial(origin, context)
    this.#session = connect(origin, { createConnection: () => this.#socket, settings: { enablePush: false } })
    this.#pulse = new Pulse(this.#session, limits, clock, {
      onAlive: listeners.onRoom,
      onDead: () => this.end({ why: 'the connection was dead' }),
    })
    this.#connecting = setTimeout(() => this.end({ why: 'it could not be connected to in time' }), limits.connect)
    this.#streams = {
      onHeard: () => {
        this.#proven = true
        this.#pulse.beat()
      },
      onClosed: (exchange) => {
        if (!this.#exchanges.delete(exchange)) return
        this.#endIfDone({ why: 'all was answered' })
        listeners.onRoom()
      },
      isSpared: (stream) => stream > this.#lastStream,
    }
    this.#listen()
  }

  /** How many pushes it takes now. None while it is being opened, and while it is doubted. */
  get room(): number {
    if (this.#state !== 'open') return 0
    if (this.#pulse.silence >= this.#limits.idle) this.#pulse.doubt()
    return this.#pulse.doubted ? 0 : Math.max(0, this.#allowed - this.#exchanges.size)
  }

  /** How many pushes are under way. */
  get busy(): number {
    return this.#exchanges.size
  }

  /** Whether anything was ever answered. */
  get proven(): boolean {
    return this.#proven
  }

  /** Why it takes no more pushes; undefined while it may take some. */
  get leaving(): Leaving | undefined {
    return this.#leaving
  }

  /** Sends a push; only if there is room. */
  send(headers: OutgoingHttpHeaders, onOutcome: (outcome: Outcome) => void): void {
    this.#sent += 1
    try {
      this.#exchanges.add(new Exchange(this.#session, headers, this.#clock.now(), this.#streams, onOutcome))
    } catch (error) {
      this.leave(`the connection takes no more: ${codeOf(error)}`)
      onOutcome({ kind: 'unprocessed' })
    }
    if (this.#sent >= this.#limits.perConnection) this.leave('the connection ran out of streams')
  }

  /** Gives up what takes too long, and doubts what has been quiet for too long. To be called now and then. */
  look(): void {
    const now = this.#clock.now()
    const [oldest] = this.#exchanges
    if (!oldest) return
    if (Math.min(this.#pulse.silence, now - oldest.sentAt) >= this.#limits.quiet) this.#pulse.doubt()
    for (const exchange of this.#exchanges) {
      if (now - exchange.sentAt < this.#limits.answer) return
      exchange.end({ kind: 'lost', why: 'it was not answered in time' })
    }
  }

  /** Whether a PING is under way. */
  get doubted(): boolean {
    return this.#pulse.doubted
  }

  /** Asks with a PING whether it lives: `onRoom` is told when it comes back. */
  doubt(): void {
    this.#pulse.doubt()
  }

  /** Takes no more pushes, and ends when those under way have. */
  leave(why: string): void {
    this.#beginLeaving({ why })
    this.#endIfDone({ why })
  }

  /** Ends at once. */
  end(leaving: Leaving): void {
    this.#finish(leaving)
    // Politeness would wait for a server that may be dead.
    this.#socket.destroy()
  }

  #finish(leaving: Leaving): void {
    if (this.#state === 'ended') return
    this.#beginLeaving(leaving)
    this.#state = 'ended'
    clearTimeout(this.#connecting)
    for (const exchange of this.#exchanges) exchange.end({ kind: 'lost', why: leaving.why })
    this.#exchanges.clear()
    this.#session.destroy()
    this.#listeners.onEnd()
  }

  #beginLeaving(leaving: Leaving): void {
    if (this.#state === 'leaving' || this.#state === 'ended') return
    this.#state = 'leaving'
    this.#leaving = leaving
    clearTimeout(this.#connecting)
    this.#listeners.onLeaving(leaving)
  }

  /**
   * Not before: a session that is being closed does not send what it was given a moment ago. And not by closing it: that
   * waits for the server, if its GOAWAY is still to be sent.
   */
  #endIfDone(leaving: Leaving): void {
    if (this.#state === 'leaving' && this.#exchanges.size === 0) this.#finish(leaving)
  }

  #opened(): void {
    this.#state = 'open'
    clearTimeout(this.#connecting)
    // While answers are due, the timer of whoever waits for them keeps the process awake.
    this.#session.unref()
  }

  #listen(): void {
    this.#session.on('remoteSettings', ({ maxConcurrentStreams = unlimited }) => {
      this.#allowed = Math.min(this.#limits.streams, maxConcurrentStreams)
      this.#pulse.beat()
      if (this.#state === 'opening') this.#opened()
      this.#listeners.onRoom()
    })
    this.#session.on('goaway', (_code, last, data) => {
      this.#lastStream = Math.min(this.#lastStream, last)
      const against = reasonAgainstUs(data)
      const leaving = { why: 'APNs ended the connection', ...(against !== undefined && { against }) }
      this.#beginLeaving(leaving)
      this.#endIfDone(leaving)
    })
    const fail = (error: Error): void => {
      const against = distrust(error)
      this.end({ why: `the connection failed: ${codeOf(error)}`, ...(against !== undefined && { against }) })
    }
    const close = (): void => this.end({ why: 'the connection was closed' })
    this.#socket.on('secureConnect', () => {
      if (this.#socket.alpnProtocol !== 'h2') this.end({ why: 'whoever is there speaks no HTTP/2' })
    })
    for (const each of [this.#socket, this.#session]) each.on('error', fail).on('close', close)
  }
}
