/** Pushes of one signer: one connection at a time, who waits for it, and what is sent once more. */
import type { OutgoingHttpHeaders } from 'node:http2'
import type { PushAnswer, Reach } from '../../ports/pusher.ts'
import type { Random } from '../../ports/random.ts'
import { readAnswer } from './answers.ts'
import { BackOff } from './back-off.ts'
import { Connection, type ConnectionOptions, type Leaving } from './connection.ts'
import type { Outcome } from './exchange.ts'
import { reach } from './reach.ts'
import { pushHeaders } from './request-headers.ts'
import { noAnswer, type Push, Waiting } from './waiting.ts'

/** What a channel is made of. */
export interface ChannelOptions extends ConnectionOptions {
  readonly topic: string
  readonly random: Random
}

/** A channel. It connects when it is first used. */
export class Channel {
  readonly #options: ChannelOptions
  readonly #headersOf: (pushToken: string) => OutgoingHttpHeaders
  readonly #backOff: BackOff
  readonly #waiting: Waiting
  /** The one that pushes go through, and those that only wait for answers. */
  readonly #connections = new Set<Connection>()
  #current: Connection | undefined
  #retired = false
  /** Why the last connection was left. */
  #last: Leaving = { why: 'there is no connection' }
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(options: ChannelOptions) {
    const { topic, limits, clock, random } = options
    this.#options = options
    this.#headersOf = pushHeaders(topic, clock)
    this.#backOff = new BackOff(limits, clock, random)
    this.#waiting = new Waiting(limits, clock)
  }

  /** @throws UnavailableError if no answer came */
  push(pushToken: string): Promise<PushAnswer> {
    const answer = this.#waiting.add(pushToken)
    this.#timer ??= setInterval(() => this.#look(), this.#options.limits.look)
    this.#pump()
    return answer
  }

  /** Tries whether APNs is there, in a connection of its own. */
  reach(): Promise<Reach> {
    return reach(this.#options)
  }

  /** Ends the connection when everything that was asked for is done. */
  retire(): void {
    this.#retired = true
    this.#pump()
  }

  /** Ends at once; what was under way has no answer. */
  close(): void {
    const leaving: Leaving = { why: 'the pusher was closed' }
    this.#waiting.giveUpAll(leaving)
    for (const connection of [...this.#connections]) connection.end(leaving)
    this.#look()
  }

  #pump(): void {
    while (this.#waiting.size > 0) {
      const connection = this.#connected()
      if (!connection) {
        this.#waiting.giveUpAll(this.#last)
        return
      }
      if (connection.room === 0) return
      const push = this.#waiting.take()
      if (push) this.#send(push, connection)
    }
    if (this.#retired) this.#current?.leave('the signer was replaced')
  }

  /** The connection; undefined while none may be opened. */
  #connected(): Connection | undefined {
    if (!this.#current && this.#backOff.left === 0) this.#current = this.#connect()
    return this.#current
  }

  #connect(): Connection {
    const connection: Connection = new Connection(this.#options, {
      onRoom: () => this.#pump(),
      onLeaving: (leaving) => this.#left(connection, leaving),
      onEnd: () => this.#connections.delete(connection),
    })
    this.#connections.add(connection)
    return connection
  }

  #left(connection: Connection, leaving: Leaving): void {
    if (this.#current === connection) this.#current = undefined
    this.#last = leaving
    if (connection.proven) this.#backOff.succeeded()
    else this.#backOff.failed()
    if (leaving.against !== undefined) this.#waiting.giveUpAll(leaving)
    this.#pump()
  }

  #send(push: Push, connection: Connection): void {
    push.attempts += 1
    connection.send(this.#headersOf(push.token), (outcome) => this.#settle(push, connection, outcome))
  }

  #settle(push: Push, connection: Connection, outcome: Outcome): void {
    if (outcome.kind === 'lost') {
      push.reject(noAnswer(outcome.why))
    } else if (outcome.kind === 'unprocessed') {
      this.#waiting.again(push, connection.leaving)
      this.#pump()
    } else {
      const { answer, ofConnection } = readAnswer(outcome)
      if (!ofConnection || push.attempts >= this.#options.limits.attempts) {
        push.resolve(answer)
        return
      }
      connection.leave('APNs wants another one')
      this.#waiting.again(push, connection.leaving)
      this.#pump()
    }
  }

  #look(): void {
    for (const connection of this.#connections) connection.look()
    this.#waiting.look()
    if (this.#waiting.size > 0 || [...this.#connections].some(({ busy }) => busy > 0)) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
