/** Pushes: waking a device so that it asks what has changed. */

/**
 * What came of a push.
 * - `accepted`: it is on its way, or was put aside until the device is on line; it may get lost nevertheless
 * - `gone`: the push token is no longer one of this pass type. `since` says since when at the latest, in milliseconds since
 *   1970: a device that registered it later has it again
 */
export type PushAnswer = { readonly kind: 'accepted' } | { readonly kind: 'gone'; readonly since?: number }

/** Wakes devices. */
export interface Pusher {
  /** @throws UnavailableError if it is to be tried again later */
  readonly push: (passTypeIdentifier: string, pushToken: string) => Promise<PushAnswer>
}
