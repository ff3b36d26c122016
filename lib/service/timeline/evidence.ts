/** What is known of a pass and of the devices that hold it: what every answer rests on. */
import type { DeviceLibraryIdentifier } from '../../core/format/identifiers.ts'
import type { Json } from '../../core/format/json.ts'
import { audienceOf } from '../../core/links/issue.ts'
import type { Breaker } from '../../ports/breakers.ts'
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import type { PassRecord } from '../../ports/records.ts'
import type { Device, DeviceEntry } from '../../ports/registrations.ts'

/** A device that holds the pass. */
export interface DeviceEvidence {
  readonly device: Device
  readonly entry: DeviceEntry
  /** Newest first. */
  readonly events: readonly DeviceEvent[]
}

/** Everything that is known. What is seldom needed is read when it is asked for. */
export interface Evidence {
  readonly record: PassRecord
  /** Milliseconds since 1970. */
  readonly now: number
  /** Newest first. */
  readonly events: readonly PassEvent[]
  /** Those that hold the pass: 20 at most, or the one that is asked for. */
  readonly devices: readonly DeviceEvidence[]
  /** The device that is asked for, if one is. */
  readonly asked?: DeviceLibraryIdentifier
  readonly breaker: (kind: 'sign' | 'push') => Promise<Breaker | undefined>
  /** `pass.json` of the template, with its placeholders. */
  readonly passSource: () => Promise<Json>
}

/** Whether the steps of single devices are not kept. */
export const isForMany = ({ token }: PassRecord): boolean => audienceOf(token.issue) === 'many'
