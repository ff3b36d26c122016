/** The inventory: all that a deployment holds, for operators who copy, restore or export it. No function goes through it. */
import type { Page, PageRequest } from './page.ts'
import type { PassRecord } from './records.ts'
import type { Device, DeviceEntry } from './registrations.ts'

/** That the pass of a tombstone was erased, or what its holder had said. */
export interface Erasure {
  /** HMAC of the identity of the pass: says nothing to whoever lacks the key. */
  readonly tombstone: string
  /** Milliseconds since 1970. */
  readonly erasedAt: number
  /** What was erased. Default: the whole pass. */
  readonly of?: 'personal-data'
}

/**
 * What the tables hold. Lists are in no particular order and read consistently: whatever stays in place while pages are
 * read is on one of them. A page may be short, even empty, and have a next.
 */
export interface Inventory {
  /** Every pass record. @throws CursorError */
  readonly records: (page: PageRequest) => Promise<Page<PassRecord>>
  /** Every device with the passes that it holds. @throws CursorError */
  readonly devices: (page: PageRequest) => Promise<Page<Device>>
  /** Every tombstone. @throws CursorError */
  readonly tombstones: (page: PageRequest) => Promise<Page<Erasure>>
}

/** A device as it is once it is told all anew. @param restoredAt tells the restore: whole seconds since 1970 */
export const toldAnew = (device: Device, restoredAt: number): Device => {
  const seq = device.seq + 1
  const entryOf = ({ issue }: DeviceEntry): DeviceEntry => ({ n: seq, v: 0, issue })
  const passes = new Map(Array.from(device.passes, ([serialNumber, entry]) => [serialNumber, entryOf(entry)]))
  return { ...device, seq, notified: 0, passes, restoredAt }
}

/** Whether a device was told all anew after this restore, or a later one. */
export const wasToldAnew = (device: Device, restoredAt: number): boolean => (device.restoredAt ?? 0) >= restoredAt

/**
 * What came of telling a device all anew.
 * - `told`: `seq` went up by one, `notified` is 0, and every entry is `{ n: seq, v: 0 }`
 * - `known`: that was done before, after the same restore. The device is as it is now
 * - `gone`: there is no such device any more
 */
export type ToldAnew = { readonly kind: 'told' | 'known'; readonly device: Device } | { readonly kind: 'gone' }

/** What a restore needs besides. Every method may be repeated after an `UnavailableError`. */
export interface Recovery extends Inventory {
  /** The log of erasures, which lies outside of the tables. @throws CursorError */
  readonly erasures: (page: PageRequest) => Promise<Page<Erasure>>
  /** Writes a tombstone, unless there is one that is as late or later. */
  readonly keepTombstone: (erasure: Erasure) => Promise<void>
  /**
   * Has a device list all of its passes once more, and fetch what is marked from now on whatever it was marked for before:
   * once for each restore. Atomic.
   *
   * @param restoredAt tells the restore: whole seconds since 1970
   */
  readonly tellAnew: (device: Device, restoredAt: number) => Promise<ToldAnew>
}
