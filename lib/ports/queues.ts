/** Queues: work that is done later, at least once. */
import type { PassId } from './records.ts'
import type { DeviceId } from './registrations.ts'

/**
 * Work on one pass.
 * - `build`: build this version, if it is still the record's, and announce it to the devices that hold the pass
 * - `announce`: go on announcing this version to the devices from `cursor` on
 * - `erase`: remove everything that is stored of the pass besides its record. `createdAt` and `issue` are the erased
 *   record's: a pass that was created anew meanwhile keeps what is its own
 */
export type BuildMessage =
  | { readonly kind: 'build'; readonly pass: PassId; readonly version: number }
  | { readonly kind: 'announce'; readonly pass: PassId; readonly version: number; readonly cursor: string }
  | { readonly kind: 'erase'; readonly pass: PassId; readonly createdAt: number; readonly issue: string }

/** Sends messages. Delivery is at least once and in no order. */
export interface Queues {
  /** All of them, or an UnavailableError; after one, some may have been sent. Any number, in batches as need be. */
  readonly sendBuilds: (messages: readonly BuildMessage[]) => Promise<void>
  /**
   * Devices that are owed a push. Delivered after two seconds, so that many changes make one push. As `sendBuilds`
   * besides.
   */
  readonly sendNotifications: (devices: readonly DeviceId[]) => Promise<void>
}
