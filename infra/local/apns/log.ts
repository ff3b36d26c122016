/** What came to the stand-in, the newest entries of it. */
import type { IncomingHttpHeaders } from 'node:http2'

/** Which headers are kept, by what they are called here. */
const named = {
  topic: 'apns-topic',
  pushType: 'apns-push-type',
  priority: 'apns-priority',
  expiration: 'apns-expiration',
} as const

/** A push that came. What a header did not say is absent. */
export interface LoggedPush {
  /** Milliseconds since 1970. */
  readonly at: number
  /** As in the path; empty if the path had none. */
  readonly token: string
  readonly topic?: string
  readonly id: string
  readonly pushType?: string
  readonly priority?: string
  readonly expiration?: string
  /** Connections are counted from 1. */
  readonly connection: number
  readonly stream: number
  /** `accepted`, the reason of a refusal, or the kind of what was planned. */
  readonly outcome: string
}

/** The log. */
export interface ApnsLog {
  /** The newest ones, oldest first. */
  readonly entries: () => readonly LoggedPush[]
  /** How many pushes came since the start, also those that are no longer kept. */
  readonly total: () => number
  /** How many connections were made since the start. */
  readonly connections: () => number
  /** How many there are now. */
  readonly openConnections: () => number
  /** How many streams a connection had open at a time, at most. */
  readonly busiest: () => number
}

/** A push as it is written down: what headers say is read only when somebody looks. */
export interface NotedPush extends Omit<LoggedPush, keyof typeof named> {
  readonly headers: IncomingHttpHeaders
}

/** The log, and what writes it. */
export interface WritableLog extends ApnsLog {
  readonly push: (push: NotedPush) => void
  /** Counts a connection. @returns its number */
  readonly connected: () => number
  readonly disconnected: () => void
  /** So many streams are open in a connection. */
  readonly busy: (streams: number) => void
}

const asLogged = ({ headers, ...push }: NotedPush): LoggedPush => ({
  ...push,
  ...Object.fromEntries(
    Object.entries(named).flatMap(([name, header]) => (headers[header] ? [[name, headers[header]]] : [])),
  ),
})

/** Makes a log that keeps so many pushes. */
export const makeLog = (kept: number): WritableLog => {
  const ring: NotedPush[] = []
  let total = 0
  let connections = 0
  let disconnections = 0
  let busiest = 0
  return {
    entries: () => {
      const oldest = total <= kept ? 0 : total % kept
      return [...ring.slice(oldest), ...ring.slice(0, oldest)].map(asLogged)
    },
    total: () => total,
    connections: () => connections,
    openConnections: () => connections - disconnections,
    busiest: () => busiest,
    push: (push) => {
      ring[total % kept] = push
      total += 1
    },
    connected: () => {
      connections += 1
      return connections
    },
    disconnected: () => {
      disconnections += 1
    },
    busy: (streams) => {
      busiest = Math.max(busiest, streams)
    },
  }
}
