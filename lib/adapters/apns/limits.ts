/** How long things may take at APNs, and how many there may be. Times in milliseconds. */

/** The limits; see {@link defaultLimits}. */
export interface ApnsLimits {
  /** For a connection to be ready: DNS, TCP, TLS and the server's settings. */
  readonly connect: number
  /** After so long without a word, a connection is tried with a PING before it is used: it may be dead. */
  readonly idle: number
  /** After so long without a word while answers are due, a PING asks whether the connection is dead. */
  readonly quiet: number
  /** For a PING to come back. */
  readonly ping: number
  /** For the answer to a push that was sent. */
  readonly answer: number
  /** For a push to be sent, however often: it waits for a connection or for its turn. */
  readonly wait: number
  /** How often it is looked whether anything takes too long. */
  readonly look: number
  /** Pushes under way in a connection, where the server allows more. */
  readonly streams: number
  /** Pushes in a connection altogether; HTTP/2 has numbers for 2^30 streams. */
  readonly perConnection: number
  /** Pushes that may wait for their turn. */
  readonly waiting: number
  /** How often a push is sent that was surely not dealt with. */
  readonly attempts: number
  /** Before the third connection in a row that came to nothing; it doubles with each further one. The second is made at once. */
  readonly backOff: number
  /** The longest time before another connection is tried. */
  readonly longestBackOff: number
}

/**
 * A push has an answer, or none, within `wait` + `answer` + `look`. A thousand streams at once are no quicker than five
 * hundred, and answers come later.
 */
export const defaultLimits: ApnsLimits = {
  connect: 5000,
  idle: 10_000,
  quiet: 3000,
  ping: 2000,
  answer: 10_000,
  wait: 10_000,
  look: 500,
  streams: 500,
  perConnection: 1_000_000_000,
  waiting: 20_000,
  attempts: 3,
  backOff: 500,
  longestBackOff: 30_000,
}
