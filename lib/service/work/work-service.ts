/** The use cases behind the requests, as the functions of streams, queues and schedules see them. */
import type { Lane } from '../../ports/lane.ts'
import type { BuildMessage, Notification, RolloutMessage } from '../../ports/queues.ts'
import type { PassRecord } from '../../ports/records.ts'

/** A change that the stream of records tells of. */
export interface RecordChange {
  readonly before?: PassRecord
  readonly after?: PassRecord
  /** When the stream says that it was, in milliseconds since 1970: the same however often it tells. Default: now. */
  readonly at?: number
  /** Whether the store itself removed the record, because its time had come. Default: no. */
  readonly isExpiry?: boolean
}

/** What goes on behind the requests. */
export interface WorkService {
  /**
   * Has changed passes rebuilt and leftovers of erased ones removed, and tells the timeline and other systems. May be
   * repeated, and is to be after an UnavailableError: what is built and removed waits for nobody who is told.
   */
  readonly follow: (changes: readonly RecordChange[]) => Promise<void>
  /**
   * Does one piece of work. May be repeated; what is superseded is skipped. What cannot be built is put aside: it is tried
   * again later, and later each time. `lane` is the queue that brought it, by which more of it is sent. Default: live.
   */
  readonly build: (message: BuildMessage, lane?: Lane) => Promise<void>
  /**
   * Pushes to a device that is owed a push, unless all that it was marked for was pushed for already, and does what the
   * answer calls for. May be repeated.
   *
   * @throws UnavailableError if it is to be tried again later
   */
  readonly notify: (notification: Notification) => Promise<void>
  /** Sends what has been pending for too long to its queue again. Returns how many. */
  readonly redrive: () => Promise<number>
  /** Goes on with a rollout, or does what `build` does for what it changed; later, while other changes wait. */
  readonly rollout: (message: RolloutMessage | BuildMessage) => Promise<void>
  /** Goes on with rollouts that nothing has been heard of for 5 minutes. Returns how many. */
  readonly resumeRollouts: () => Promise<number>
  /** Tells other systems of certificates that are about to expire, and measures how long each has left. Returns how many notices were told. */
  readonly watchCertificates: () => Promise<number>
  /** Tries whether the push service can be reached with each certificate, and counts those with which it cannot. */
  readonly watchPushService: () => Promise<void>
  /** Measures how long the oldest change has waited to be built and announced. */
  readonly measurePending: () => Promise<void>
}
