/** Events: the steps of a pass's life, kept for a while to answer questions. */
import type { JsonObject } from '../core/format/json.ts'
import type { Page, PageRequest } from './page.ts'
import type { PassId } from './records.ts'

/** One step of a pass's life. Holds no values and no names: nothing personal but the serial number. */
export interface PassEvent {
  readonly pass: PassId
  /** Milliseconds since 1970. */
  readonly at: number
  /** Tells it from other events of the pass: the same step told twice has the same key. `changed-7`, `built-3`. */
  readonly key: string
  /** `created`, `changed`, `voided`, `built`, `build-failed`… */
  readonly kind: string
  /** Figures and codes. */
  readonly detail: JsonObject
}

/** The store of events. Every method may be repeated after an `UnavailableError`. */
export interface Events {
  /** Adds events; one with the same pass, time and key is written once. They vanish after the store's own time (90 days). */
  readonly append: (events: readonly PassEvent[]) => Promise<void>
  /**
   * The events of one pass, newest first. May lag.
   *
   * @throws CursorError
   */
  readonly list: (pass: PassId, page: PageRequest) => Promise<Page<PassEvent>>
  /** Removes all events of a pass. */
  readonly removeAll: (pass: PassId) => Promise<void>
}
