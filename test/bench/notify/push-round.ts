/** What is said between the benchmark and the process that pushes. */

/** The names of the two ways to push, as reports order them. */
export const pusherNames = ['bare', 'passwright'] as const

/** A way to push: a bare client of Node's HTTP/2, or ours. */
export type PusherName = (typeof pusherNames)[number]

/** Where the process pushes to. */
export interface PushTarget {
  readonly origin: string
  /** PEM text. */
  readonly roots: string
}

/** Asks for pushes for so long. */
export interface PushRound {
  readonly pusher: PusherName
  readonly milliseconds: number
  /** Pushes under way at a time. */
  readonly inFlight: number
}

/** What came of it: every push was accepted. */
export interface PushResult {
  readonly pushes: number
  readonly milliseconds: number
  /** CPU time of all threads of the process that pushes. */
  readonly cpuMilliseconds: number
}
