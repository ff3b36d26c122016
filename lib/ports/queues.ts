/** Queues: work that is done later, at least once. */
import type { Lane } from './lane.ts'
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

/** A device that is owed a push. */
export interface Notification extends DeviceId {
  /** How often it was tried before. Default: never. */
  readonly attempt?: number
}

/** A rollout is to go on, from the step on that it is at. */
export interface RolloutMessage {
  readonly kind: 'rollout'
  readonly id: string
  /** Of a message that comes twice, the second finds the rollout at a later step. */
  readonly step: number
}

/** An import is to go on. */
export interface ImportMessage {
  readonly kind: 'import'
  readonly id: string
  /** As of a rollout. */
  readonly step: number
}

/** Sends messages. Delivery is at least once and in no order. Any number at once, in batches as need be. */
export interface Queues {
  /**
   * All of them, or an UnavailableError; after one, some may have been sent. Default lane: live. Delivered after
   * `delaySeconds`, up to 900; by default at once.
   */
  readonly sendBuilds: (messages: readonly BuildMessage[], lane?: Lane, delaySeconds?: number) => Promise<void>
  /**
   * Devices that are owed a push. Delivered after `delaySeconds`, up to 900; by default after two, so that many changes make
   * one push. As `sendBuilds` besides.
   */
  readonly sendNotifications: (notifications: readonly Notification[], delaySeconds?: number) => Promise<void>
  /** Steps of rollouts. Delivered after `delaySeconds`, up to 900; by default at once. As `sendBuilds` besides. */
  readonly sendRollouts: (messages: readonly RolloutMessage[], delaySeconds?: number) => Promise<void>
  /** Steps of imports. As `sendRollouts`. */
  readonly sendImports: (messages: readonly ImportMessage[], delaySeconds?: number) => Promise<void>
}
