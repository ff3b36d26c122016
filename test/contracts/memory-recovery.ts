/** Recovery in memory, with what the contract takes besides. */
import { memoryAssets } from '../../lib/adapters/memory/assets.ts'
import { memoryRecords, recordStore } from '../../lib/adapters/memory/records.ts'
import { memoryRecovery } from '../../lib/adapters/memory/recovery.ts'
import { registrationStore } from '../../lib/adapters/memory/registrations.ts'
import { noteErasure } from '../../lib/service/passes/erasure-log.ts'
import { registrationsInMemory } from './memory-registrations.ts'
import type { RecoveryWorld } from './recovery.ts'

/** Recovery of stores in memory. */
export const recoveryInMemory = (): RecoveryWorld => {
  const records = recordStore()
  const registrations = registrationStore()
  const { assets, keysOf } = memoryAssets({ clock: { now: Date.now } })
  return {
    ...registrationsInMemory(registrations),
    records: memoryRecords(undefined, records),
    recovery: memoryRecovery({ records, registrations, keysOf }),
    note: (erasure) => noteErasure({ assets }, erasure),
  }
}
