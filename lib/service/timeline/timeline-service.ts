/** The timeline as its callers see it: what happened to a pass, and why it did not update. */
import type { DeviceLibraryIdentifier } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { PageRequest } from '../../ports/page.ts'
import type { PassId } from '../../ports/records.ts'
import type { WhyCode } from './why-codes.ts'

/** One step, of the pass or of a device that holds it: see the tables of `PassEvent` and `DeviceEvent`. */
export interface TimelineEvent {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: string
  /** For steps of a device: which. */
  readonly device?: DeviceLibraryIdentifier
  readonly detail: JsonObject
}

/** The first step that the newest version lacks on its way to the phone. */
export interface Why {
  readonly code: WhyCode
  /** What is missing, in one plain sentence. */
  readonly sentence: string
  /** What to do about it. */
  readonly todo: string
  /** Which device it is said of, if it is said of one. */
  readonly device?: DeviceLibraryIdentifier
  /** What it rests on, newest first. */
  readonly events: readonly TimelineEvent[]
}

/** What of a timeline is asked for. */
export interface TimelineRequest {
  /** Default: the devices that hold the pass, at most 20. */
  readonly device?: DeviceLibraryIdentifier
  readonly page: PageRequest
}

/** A part of a timeline. */
export interface Timeline {
  /** With the first page only. */
  readonly why?: Why
  /** Newest first. */
  readonly events: readonly TimelineEvent[]
  /** Where the next page begins; absent at the end. */
  readonly next?: string
}

/** Reads timelines. Steps are kept for 90 days; those of passes for many are not kept device by device. */
export interface TimelineService {
  /**
   * What happened to a pass, newest first, and why it is not up to date.
   *
   * It costs one read of the record, one of its holders (of passes for many: 16), a query for the pass's own steps, and for
   * each device one read and one query; as the case may be, one read of a breaker, or two of the template. For a pass on one
   * device these are 5 to 7 reads, on twenty 43 to 45. Pages after the first take a query for the pass and each device, and
   * the holders.
   *
   * @throws CursorError
   */
  readonly read: (pass: PassId, request: TimelineRequest) => Promise<Timeline>
}
