/** What a device asked, what it was answered, and what is kept of that. */
import type { Bytes } from '../../core/bytes.ts'

/** The six calls of Apple's web service. */
export type CallName = 'register' | 'unregister' | 'list' | 'latest' | 'personalize' | 'log'

/** An answer, as it came: whether it is a good one is for the caller to say. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Bytes
}

/** What is kept of a request and its answer: all of it survives JSON, and none of it is a token or a body. */
export interface Exchange {
  readonly call: CallName
  readonly method: string
  /** Path and query, as they were sent. */
  readonly path: string
  /** By the name as it was sent. The token in `Authorization` is masked: `ApplePass ***`. */
  readonly requestHeaders: Readonly<Record<string, string>>
  /** Absent if there was no answer. */
  readonly status?: number
  /** Of the answer, by lowercase name. Empty if there was no answer. */
  readonly headers: Readonly<Record<string, string>>
  /** The size of the answer's body. */
  readonly bytes: number
  /** When the request was sent: milliseconds since 1970. */
  readonly at: number
  /** How long the answer took. */
  readonly milliseconds: number
}
