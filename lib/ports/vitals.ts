/** Vitals: what the deployment rests on, looked at without changing anything. */

/** What is seen of a part. */
export interface Sight {
  /** What time it is there, in milliseconds since 1970, as far as it says: to the second. */
  readonly at?: number
  /** About how many messages wait in a queue, as far as it says. */
  readonly waiting?: number
}

/** A part that can be looked at. */
export interface Vital {
  readonly kind: 'table' | 'bucket' | 'queue'
  /** Which of them: `passes`. */
  readonly name: string
  /** @throws UnavailableError if it is not there, not to be used, or does not answer */
  readonly look: () => Promise<Sight>
}

/** All parts, each looked at by itself. */
export type Vitals = readonly Vital[]
