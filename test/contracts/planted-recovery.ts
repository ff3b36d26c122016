/** Recovery with planted defects. */
import type { Recovery, ToldAnew } from '../../lib/ports/inventory.ts'
import { recoveryInMemory } from './memory-recovery.ts'
import { type Planted, planting } from './planted.ts'
import { type RecoveryWorld, recoverySentences } from './recovery.ts'

const plant = planting(recoverySentences)

const but = (change: (world: RecoveryWorld) => Partial<Recovery>) => (): RecoveryWorld => {
  const world = recoveryInMemory()
  return { ...world, recovery: { ...world.recovery, ...change(world) } }
}

/** Writes the device as the caller has seen it. */
const asSeen = (): RecoveryWorld => {
  const world = recoveryInMemory()
  return {
    ...world,
    recovery: {
      ...world.recovery,
      tellAnew: async (device, restoredAt): Promise<ToldAnew> => {
        const seq = device.seq + 1
        const passes = new Map(Array.from(device.passes, ([serial, { issue }]) => [serial, { n: seq, v: 0, issue }]))
        const told = { ...device, seq, notified: 0, passes, restoredAt }
        await world.putDevice(told)
        return { kind: 'told', device: told }
      },
    },
  }
}

/** Recovery with defects. */
export const plantedRecovery: readonly Planted[] = [
  plant(
    'a device is written as it was listed',
    asSeen,
    'a device is told once after each restore',
    'what a device registered and was marked for since it was listed is not forgotten when it is told',
    'a registration that ended since it was listed does not come back when the device is told',
    'a device that is gone is told nothing, and does not come back',
  ),
  plant(
    'only the versions of a device are set back',
    () => {
      const world = recoveryInMemory()
      const { tellAnew } = world.recovery
      return {
        ...world,
        recovery: {
          ...world.recovery,
          tellAnew: async (device, restoredAt) => {
            const told = await tellAnew(device, restoredAt)
            if (told.kind === 'told') await world.putDevice({ ...told.device, seq: device.seq })
            return told
          },
        },
      }
    },
    'a device that is told all anew lists every pass, is owed a push, and is marked for whatever comes',
  ),
  plant(
    'an earlier tombstone takes the place of a later one',
    but(({ records }) => {
      const kept = new Map<string, number>()
      Object.assign(records, { erasedAt: (tombstone: string) => Promise.resolve(kept.get(tombstone)) })
      return {
        keepTombstone: ({ tombstone, erasedAt }) => {
          kept.set(tombstone, erasedAt)
          return Promise.resolve()
        },
      }
    }),
    'a tombstone is kept with its moment, and none that is later is lost to an earlier one',
  ),
  plant(
    'lists end after their first page',
    but(({ recovery }) => ({
      records: async (page) => ({ items: (await recovery.records({ ...page, limit: 1 })).items }),
      devices: async (page) => ({ items: (await recovery.devices({ ...page, limit: 0 })).items }),
      tombstones: async (page) => ({ items: (await recovery.tombstones({ ...page, limit: 1 })).items }),
      erasures: async (page) => ({ items: (await recovery.erasures({ ...page, limit: 1 })).items }),
    })),
    'every record is on one page, whatever else is in the table',
    'every device is on one page, with all that it holds',
    'every tombstone is on one page',
    'the log of erasures has every erasure that was noted, each once however often it was',
  ),
]
