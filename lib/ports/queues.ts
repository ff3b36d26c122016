/** Queues: work that is done later, at least once. */
import type { PassId } from './records.ts'

/**
 * Work on the objects of one pass.
 * - `build`: build this version, if it is still the record's
 * - `erase`: remove everything that is stored of the pass besides its record. `createdAt` is the erased record's: a pass
 *   that was created anew meanwhile keeps what is its own
 */
export type BuildMessage =
  | { readonly kind: 'build'; readonly pass: PassId; readonly version: number }
  | { readonly kind: 'erase'; readonly pass: PassId; readonly createdAt: number }

/** Sends messages. Delivery is at least once and in no order. */
export interface Queues {
  /** All of them, or an UnavailableError; after one, some may have been sent. Any number, in batches as need be. */
  readonly sendBuilds: (messages: readonly BuildMessage[]) => Promise<void>
}
