/** Pushes: waking a device so that it asks what has changed. */

/** What every answer of the push service may tell. */
interface Answered {
  /** The id that the push service gave the push, if it said one. */
  readonly id?: string
}

/** An answer other than "accepted". */
interface Explained extends Answered {
  /** The reason as the push service gave it (`Unregistered`), also one that nobody knows here. */
  readonly reason: string
}

/**
 * What came of a push.
 * - `accepted`: it is on its way, or was put aside until the device is on line; it may get lost nevertheless
 * - `gone`: the push token is no longer one of this pass type. `since` says since when at the latest, in milliseconds since
 *   1970: a device that registered it later has it again
 * - `later`: not now. `scope`: whether that is said of this token only, or of the push service as a whole
 * - `misconfigured`: no push of this pass type will be accepted until somebody mends something: the certificate, the topic
 * - `refused`: this push will never be accepted, and the fault is ours or unknown; it is not tried again
 */
export type PushAnswer =
  | ({ readonly kind: 'accepted' } & Answered)
  | ({ readonly kind: 'gone'; readonly since?: number } & Explained)
  | ({ readonly kind: 'later'; readonly scope: 'token' | 'service' } & Explained)
  | ({ readonly kind: 'misconfigured' } & Explained)
  | ({ readonly kind: 'refused' } & Explained)

/**
 * Whether the push service can be reached.
 * - `reached`: a session was opened with the certificate of the pass type, and a PING came back. That pushes of the pass type are taken is only
 *   known of a push
 * - `unreachable`: no session, or no PING; it may pass. `reason` says where it ended, in words
 * - `refused`: one side does not trust the other's certificate: somebody has to mend something
 */
export type Reach = { readonly kind: 'reached' } | { readonly kind: 'unreachable' | 'refused'; readonly reason: string }

/** Wakes devices. */
export interface Pusher {
  /**
   * Pushes once. What no answer came to is repeated only if it surely was not dealt with.
   *
   * @throws UnavailableError if no answer came; it may be tried again later
   * @throws ServiceError `signer/missing`, `signer/unusable` if there is no certificate to push with
   */
  readonly push: (passTypeIdentifier: string, pushToken: string) => Promise<PushAnswer>
  /**
   * Tries whether the push service is there, in a session of its own; nothing is pushed. It takes no longer than ten seconds.
   * Asked again within a minute, it answers as before: Apple takes who connects again and again for an attacker.
   *
   * @throws UnavailableError if the signer cannot be read
   * @throws ServiceError `signer/missing`, `signer/unusable` if there is no certificate to connect with
   */
  readonly reach: (passTypeIdentifier: string) => Promise<Reach>
}
