/** All that memory holds, for who restores or exports it. */
import { type Erasure, type Recovery, type ToldAnew, toldAnew, wasToldAnew } from '../../ports/inventory.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { erasureOfKey } from '../../service/passes/erasure-log.ts'
import type { MemoryAssets } from './assets.ts'
import { copyOf } from './copy.ts'
import { pageOf } from './pages.ts'
import { promised } from './promised.ts'
import type { RecordStore } from './records.ts'
import { deviceStoreKey, type RegistrationStore } from './registrations.ts'

/** What is gone through. */
export interface RecoveryStores {
  readonly records: RecordStore
  readonly registrations: RegistrationStore
  readonly keysOf: MemoryAssets['keysOf']
}

const tombstonesIn = ({ erasures }: RecordStore): ReadonlyMap<string, Erasure> =>
  new Map(Array.from(erasures, ([tombstone, { erasedAt }]) => [tombstone, { tombstone, erasedAt }]))

const erasuresIn = (keys: readonly string[]): ReadonlyMap<string, Erasure> =>
  new Map(
    keys.flatMap((key) => {
      const erasure = erasureOfKey(key)
      return erasure ? [[key, erasure] as const] : []
    }),
  )

const keepTombstone = ({ erasures }: RecordStore, { tombstone, erasedAt }: Erasure): void => {
  const there = erasures.get(tombstone)
  // No write makes a revision 0: it is nobody's erasure that is repeated.
  if (!there || there.erasedAt < erasedAt) erasures.set(tombstone, { revision: 0, erasedAt })
}

const tellAnew = ({ devices }: RegistrationStore, id: DeviceId, restoredAt: number): ToldAnew => {
  const key = deviceStoreKey(id)
  const device = devices.get(key)
  if (!device) return { kind: 'gone' }
  if (wasToldAnew(device, restoredAt)) return { kind: 'known', device: copyOf(device) }
  const told = toldAnew(device, restoredAt)
  devices.set(key, told)
  return { kind: 'told', device: copyOf(told) }
}

/** Goes through stores in memory. */
export const memoryRecovery = ({ records, registrations, keysOf }: RecoveryStores): Recovery => ({
  records: (page) => promised(() => pageOf('all records', records.passes, page)),
  devices: (page) => promised(() => pageOf('all devices', registrations.devices, page)),
  tombstones: (page) => promised(() => pageOf('all tombstones', tombstonesIn(records), page)),
  erasures: (page) => promised(() => pageOf('all erasures', erasuresIn(keysOf('tombstones')), page)),
  keepTombstone: (erasure) => promised(() => keepTombstone(records, erasure)),
  tellAnew: (device, restoredAt) => promised(() => tellAnew(registrations, device, restoredAt)),
})
