/** Registrations: which device holds which pass, and what each device is yet to be told. */
import type { DeviceLibraryIdentifier, PassTypeIdentifier, SerialNumber } from '../core/format/identifiers.ts'
import type { Page, PageRequest } from './page.ts'
import type { PassId } from './records.ts'

/** A device and a pass type: what has one push token and one tag. */
export interface DeviceId {
  readonly deviceLibraryIdentifier: DeviceLibraryIdentifier
  readonly passTypeIdentifier: PassTypeIdentifier
}

/** Which device something is of, and nothing else of it. */
export const deviceIdOf = ({ deviceLibraryIdentifier, passTypeIdentifier }: DeviceId): DeviceId => ({
  deviceLibraryIdentifier,
  passTypeIdentifier,
})

/** A pass that a device holds. */
export interface DeviceEntry {
  /** The `seq` of the device at which the pass was marked last; 0 if it never was. */
  readonly n: number
  /** The version that it was marked for; 1 if it never was. */
  readonly v: number
  /** The issue of the record that it was registered with: tells the lives of a serial number apart. */
  readonly issue: string
}

/** What is stored of a device and a pass type, as long as it holds a pass. */
export interface Device extends DeviceId {
  /** Random text of its creation: one that went and came again is another one. */
  readonly epoch: string
  /** Goes up by one with every mark. */
  readonly seq: number
  readonly pushToken: string
  /** When the device last said so, in milliseconds since 1970. */
  readonly tokenRegisteredAt: number
  /** The highest `seq` that this push token was pushed for. */
  readonly notified: number
  readonly passes: ReadonlyMap<SerialNumber, DeviceEntry>
  /** The restore after which it was last told all anew: see `Recovery.tellAnew`. Absent if it never was. */
  readonly restoredAt?: number
}

/** One device that holds one pass. */
export interface Holding {
  readonly device: DeviceId
  readonly serialNumber: SerialNumber
  /** See {@link DeviceEntry}. */
  readonly issue: string
}

/** A registration to be written. */
export interface Registration extends Holding {
  readonly pushToken: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** The epoch of the device, should it be a new one. */
  readonly epoch: string
  /** The issue of an earlier life of the pass, whose entry goes. Default: an entry with another issue is left alone. */
  readonly replaces?: string
  /** Whether a device that is there keeps its push token, and when it said so: it knows best. Default: no. */
  readonly keepsToken?: boolean
}

/**
 * What became of a registration.
 * - `full`: the device holds as many passes of the type as it may ({@link mostPassesOfDevice}); nothing was written
 * - `other`: the device holds the pass with an issue that is neither the given one nor replaced; nothing was written
 * - `registered`: both sides are written, and the push token is the one that was given. A repeated try may find what it
 *   wrote before: then it is not new any more, nor has the token changed
 */
export type RegisterOutcome =
  | { readonly kind: 'full' }
  | { readonly kind: 'other'; readonly issue: string }
  | {
      readonly kind: 'registered'
      /** Whether the device did not hold this pass, with this issue, before. */
      readonly isNew: boolean
      /** Whether a device that was there had another push token. */
      readonly tokenChanged: boolean
      /** As they are now. A new push token sets `notified` to 0. */
      readonly device: Pick<Device, 'epoch' | 'seq' | 'notified'>
    }

/**
 * What became of a mark.
 * - `marked`: `seq` went up by one, and the entry is `{ n: seq, v: version }`
 * - `same`: it was marked for this version already
 * - `newer`: it was marked for a later one
 * - `absent`: the device does not hold the pass with this issue. `epoch` is its own, if there is such a device
 */
export type MarkOutcome =
  | { readonly kind: 'marked' | 'same' | 'newer' }
  | { readonly kind: 'absent'; readonly epoch?: string }

/** The other side of a registration: a pass knows who holds it. */
export interface Holder {
  readonly device: DeviceId
  /** The epoch that the device had when it registered the pass. */
  readonly epoch: string
  /** See {@link DeviceEntry}. */
  readonly issue: string
}

/** A device as it was when something was pushed to it. */
export interface PushedDevice {
  readonly device: DeviceId
  readonly epoch: string
  readonly pushToken: string
}

/** At most so many passes of one type on one device. */
export const mostPassesOfDevice = 1000

/**
 * The store of registrations. A device and the holders of its passes are two sides of the same thing: both are written, or
 * neither. Every method may be repeated after an `UnavailableError`; everything reads consistently.
 */
export interface Registrations {
  /** What is known of a device; undefined if it holds no pass of the type. */
  readonly find: (device: DeviceId) => Promise<Device | undefined>
  /**
   * Registers a pass. An entry with the same issue keeps its numbers; one that takes the place of another begins anew,
   * `{ n: 0, v: 1 }`. A new push token takes the place of the one before and sets `notified` to 0; `tokenRegisteredAt`
   * becomes `now` whether it is new or not. Atomic.
   */
  readonly register: (registration: Registration) => Promise<RegisterOutcome>
  /** Removes both sides, and the device with its last pass. False if the device did not hold the pass with this issue. Atomic. */
  readonly unregister: (holding: Holding) => Promise<boolean>
  /** Marks a pass of a device as changed, once for each version. Atomic. */
  readonly mark: (holding: Holding, version: number) => Promise<MarkOutcome>
  /** Raises `notified`, if the device still has this epoch and push token. Never lowers it. */
  readonly setNotified: (pushed: PushedDevice, seq: number) => Promise<void>
  /**
   * Removes a device and all that it holds, if it still has this epoch and push token and did not register after
   * `registeredUntil` (milliseconds since 1970). Returns whether it did.
   */
  readonly removeDevice: (pushed: PushedDevice, registeredUntil: number) => Promise<boolean>
  /**
   * Who holds a pass, in no particular order. Some may have been left behind by a device that is gone: their epoch is not
   * the device's. Everybody who holds the pass while the pages are read is on one of them.
   *
   * @param issue the record's: says how many shards there are
   * @throws CursorError
   */
  readonly holders: (pass: PassId, issue: string, page: PageRequest) => Promise<Page<Holder>>
  /** Removes a holder that was left behind, if it still has this epoch and this issue. */
  readonly removeHolder: (pass: PassId, holder: Holder) => Promise<void>
}
