/** What the stand-in is told to do with pushes, by push token: a real service cannot be told, tests must. */

/** What becomes of a push that is well formed. */
export type Planned =
  /** As usual, only later. */
  | { readonly kind: 'accept'; readonly afterMs?: number }
  /** The status is that of the reason unless told otherwise; `timestamp`, in milliseconds, is for status 410. */
  | {
      readonly kind: 'refuse'
      readonly reason: string
      readonly status?: number
      readonly timestamp?: number
      readonly afterMs?: number
    }
  /** An answer that APNs would not give. `breaksOff`: after that much of its body, the stream is reset. */
  | { readonly kind: 'raw'; readonly status: number; readonly body: string; readonly breaksOff?: true }
  /** No answer ever; the connection is well. */
  | { readonly kind: 'silence' }
  /** RST_STREAM with an error code of HTTP/2. Default: 7, REFUSED_STREAM. */
  | { readonly kind: 'reset-stream'; readonly code?: number }
  /**
   * GOAWAY. Streams up to `lastStreamId` are dealt with, the others forgotten. Default: up to the stream before this push's.
   * `code` is an error code of HTTP/2, default 0; `reason` goes along as JSON.
   */
  | { readonly kind: 'go-away'; readonly lastStreamId?: number; readonly code?: number; readonly reason?: string }
  /** The connection is reset. */
  | { readonly kind: 'reset-connection' }
  /** The connection stays open, and nothing comes any more: no answers, no acknowledged PINGs. */
  | { readonly kind: 'die' }

/** Plans for pushes. */
export interface Plans {
  /**
   * Has something done with the next pushes to a token; what was planned before comes first.
   *
   * @param token `every`: to each token that nothing is planned for
   * @param times default: for good
   */
  readonly plan: (token: string, planned: Planned, times?: number) => void
  /** Drops what is planned for a token; without one, everything. */
  readonly clear: (token?: string) => void
}

/** Plans, and what they say about a push. */
export interface PlanBook extends Plans {
  /** What to do with this push, which uses a plan up by one. */
  readonly take: (token: string) => Planned | undefined
}

interface Entry {
  readonly planned: Planned
  left: number
}

/** Makes an empty book. */
export const makePlanBook = (): PlanBook => {
  const plans = new Map<string, Entry[]>()
  const takeOf = (name: string): Planned | undefined => {
    const entries = plans.get(name)
    const first = entries?.[0]
    if (!(entries && first)) return undefined
    first.left -= 1
    if (first.left <= 0) entries.shift()
    if (entries.length === 0) plans.delete(name)
    return first.planned
  }
  return {
    plan: (token, planned, times = Number.POSITIVE_INFINITY) => {
      plans.set(token, [...(plans.get(token) ?? []), { planned, left: times }])
    },
    clear: (token) => (token === undefined ? plans.clear() : void plans.delete(token)),
    take: (token) => (plans.size === 0 ? undefined : (takeOf(token) ?? takeOf('every'))),
  }
}
