/** Events: the steps of a pass's life, kept for a while to answer questions. */
import type { JsonObject } from '../core/format/json.ts'
import type { Page, PageRequest } from './page.ts'
import type { PassId } from './records.ts'
import type { DeviceId } from './registrations.ts'

interface Step {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Tells it from other events of the pass or device: the same step told twice has the same key. `changed-7`, `built-3`. */
  readonly key: string
  /** See the tables of `PassEvent` and `DeviceEvent`. */
  readonly kind: string
  /** Figures and codes. */
  readonly detail: JsonObject
}

/**
 * One step of a pass's life. Holds no values and no names: nothing personal but the serial number and devices.
 *
 * | kind | detail | |
 * | --- | --- | --- |
 * | `created`, `changed`, `voided`, `personalized` | revision, version, template, rollout, changed, images, templateBefore, voided | a write. `changed`, `images`: names of the values and of the images of the record that it changed, at most 20; the last three only if they changed; `rollout`: its id, if one made the write |
 * | `erased`, `expired` | revision, version, template | the record is gone: somebody had it erased, or the store dropped it at its time |
 * | `built` | version, bytes, signer | |
 * | `build-failed` | version, code | parked |
 * | `announced` | version, devices | so many devices were marked, one event a page |
 * | `registered` | device, isNew | |
 * | `unregistered` | device, because | `device`: it said so; `gone`: its push token is |
 * | `fetched` | version | a device got the file |
 * | `not-modified` | since, lastModified, version | a device said that it has the latest, with a date that was never given out |
 * | `refused` | code, task | a device asked with no token, with one that is none, or a revoked one; `task`: `register`, `unregister`, `fetch`, `personalize` |
 * | `device-log…` | | what a device logged |
 */
export interface PassEvent extends Step {
  readonly pass: PassId
}

/**
 * One step of what a device is told, whatever passes it is about: which those are tells the number of their mark.
 *
 * | kind | detail | |
 * | --- | --- | --- |
 * | `pushed` | seq, outcome, reason, id, attempt | `seq`: all marks up to this number; outcome as of `PushAnswer`, or `unanswered`, or `held` (a breaker is open) |
 * | `listed` | since, until, passes | the device was told of so many passes: marks above `since` (-1: all) up to `until` |
 * | `listed-nothing` | since, seq, asked | the device asked, and its tag said that it knows all up to `since`. Once a day and `seq`, at its beginning; `asked`: when it really was, in milliseconds since 1970 |
 */
export interface DeviceEvent extends Step {
  readonly device: DeviceId
}

/** A page of a timeline. */
export interface EventsRequest extends PageRequest {
  /** Of a first page: begins with the events of this moment, in milliseconds since 1970. Default: with the newest. */
  readonly until?: number
}

/** The store of events. Every method may be repeated after an `UnavailableError`. */
export interface Events {
  /**
   * Adds events; one with the same pass or device, time and key is written once. They vanish after the store's own time
   * (90 days).
   */
  readonly append: (events: readonly (PassEvent | DeviceEvent)[]) => Promise<void>
  /**
   * The events of one pass, newest first. May lag.
   *
   * @throws CursorError
   */
  readonly list: (pass: PassId, page: EventsRequest) => Promise<Page<PassEvent>>
  /** The events of one device and pass type, newest first. May lag. @throws CursorError */
  readonly listOfDevice: (device: DeviceId, page: EventsRequest) => Promise<Page<DeviceEvent>>
  /** Removes all events of a pass. Those of devices name no pass, and stay. */
  readonly removeAll: (pass: PassId) => Promise<void>
}
