/** Rollouts: all passes of a template are brought to a version of it, or are signed anew. */
import type { JsonObject } from '../core/format/json.ts'
import type { SteppedStore } from './stepped.ts'

/**
 * What a rollout does to each pass.
 * - `template`: brings it to this version of its template
 * - `back`: brings it back to the version that it had before another rollout
 * - `sign`: signs it anew, if it was signed by another signer than the present one. No push: nothing that shows has changed
 */
export type RolloutTask =
  | { readonly kind: 'template'; readonly version: number }
  | { readonly kind: 'back'; readonly rollout: string }
  | { readonly kind: 'sign' }

/** Which passes. All that is given must hold. Default: all. */
export interface RolloutFilter {
  /** Those at these versions of the template. */
  readonly versions?: readonly number[]
  /** Those whose values hold these, at the top level. */
  readonly values?: JsonObject
  readonly voided?: boolean
}

/** `running` and `paused` may change; the others are the end. */
export type RolloutStatus = 'running' | 'paused' | 'aborted' | 'done'

/** How many passes came to what. */
export interface RolloutCounts {
  /** Looked at. */
  readonly seen: number
  readonly changed: number
  /** They were as they are to be already. */
  readonly unchanged: number
  /** The filter leaves them out, or they were erased meanwhile. */
  readonly skipped: number
  /** They stay as they were. */
  readonly failed: number
}

/** A pass that could not be brought along. */
export interface RolloutFailure {
  readonly serialNumber: string
  readonly code: string
  readonly message: string
}

/** A rollout and how far it is. */
export interface Rollout {
  /** URL-safe. */
  readonly id: string
  /** The name of the template. */
  readonly template: string
  readonly passTypeIdentifier: string
  readonly task: RolloutTask
  readonly filter: RolloutFilter
  readonly status: RolloutStatus
  /** Goes up by one with every change of this. */
  readonly step: number
  /** Where in the list of passes it is; absent at the beginning and at the end. */
  readonly cursor?: string
  /** How many passes there were when it began. */
  readonly total: number
  readonly counts: RolloutCounts
  /** The first failures, at most 100. */
  readonly failures: readonly RolloutFailure[]
  /** Milliseconds since 1970, all of these. */
  readonly startedAt: number
  readonly updatedAt: number
  readonly endedAt?: number
  /** How long it worked so far, pauses left out, in milliseconds: what its end is estimated by. */
  readonly workedFor: number
}

/** The store of rollouts. They vanish after a year. */
export type Rollouts = SteppedStore<Rollout>
