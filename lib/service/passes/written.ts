/** Writes of passes, as their callers see them: what they demand, and what came of it. */
import type { Finding } from '../../core/finding.ts'
import type { PassRecord } from '../../ports/records.ts'

/** What the caller of a write demands of the record as it is. */
export interface Preconditions {
  /** Only if the record is at one of these revisions; `any`: only if there is one. Otherwise `pass/revision-stale`. */
  readonly ifMatch?: readonly number[] | 'any'
  /** Only if there is no record yet. Otherwise `pass/exists`. */
  readonly ifAbsent?: boolean
  /** Remembered for a day: the same request again answers as the first did. */
  readonly idempotency?: {
    /** Who asks, such as the id of an API key. */
    readonly principal: string
    /** The idempotency key that they chose. */
    readonly key: string
    /** What was asked: hash of method, path and body. */
    readonly fingerprint: string
    /** How long it is remembered, in seconds. Default: a day. */
    readonly seconds?: number
  }
  /**
   * Only if the number is higher than the last one that the source has said of this pass; it is remembered with the record.
   * Otherwise `event/stale`; `event/too-many-sources` if the record remembers as many sources as it can.
   */
  readonly sequence?: { readonly source: string; readonly number: number }
}

/** What a write came to. */
export interface Written {
  readonly pass: PassRecord
  /** Whether this request, when it was first made, created the pass. */
  readonly created: boolean
  /** Whether it made a version, then: what devices show is another. */
  readonly changed: boolean
  /** Whether an earlier request with the same idempotency key did the work. */
  readonly repeated: boolean
  /** The warnings of preflight. None for a repeated request: nothing was checked. */
  readonly warnings: readonly Finding[]
}
