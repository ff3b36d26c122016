/** The contract of Recovery, and of the inventory that it goes through. */
import { expect } from 'vitest'
import type { Erasure, Recovery } from '../../lib/ports/inventory.ts'
import type { Records } from '../../lib/ports/records.ts'
import type { Device, DeviceId } from '../../lib/ports/registrations.ts'
import { type Contract, contract, type Sentence } from './contract.ts'
import {
  aHolding,
  deviceOf,
  entryOf,
  type RegistrationsWorld,
  registered,
  registering,
} from './registrations-samples.ts'
import { allPages, aRecord, cursorsTaken, erasing, idOf, now, unique, writing } from './samples.ts'

/** The port, and what is gone through. */
export interface RecoveryWorld extends RegistrationsWorld {
  readonly recovery: Recovery
  readonly records: Records
  /** Notes an erasure in the log, as `noteErasure` does. */
  readonly note: (erasure: Erasure) => Promise<void>
}

const hexDigits = 64

const aTombstone = (): string => `1.${unique().replaceAll('-', '').padEnd(hexDigits, '0')}`

const found = async ({ registrations }: RecoveryWorld, id: DeviceId): Promise<Device> => {
  const device = await registrations.find(id)
  if (!device) throw new TypeError('the device is not there')
  return device
}

/** What is listed of one device. */
const listed = async ({ recovery }: RecoveryWorld, { deviceLibraryIdentifier }: DeviceId, limit = 50) =>
  (await allPages(recovery.devices, limit))
    .flat()
    .filter((device) => device.deviceLibraryIdentifier === deviceLibraryIdentifier)

/** Everything that Recovery promises. */
export const recoverySentences: readonly Sentence<RecoveryWorld>[] = [
  {
    sentence: 'every record is on one page, whatever else is in the table',
    check: async ({ recovery, records }) => {
      const written = [aRecord(), aRecord({ restored: 7 }), aRecord()]
      for (const record of written) await records.write(writing(record))
      const gone = aRecord()
      await records.write(writing(gone))
      await records.erase(erasing(gone))
      const serials = new Set([...written, gone].map(({ serialNumber }) => serialNumber))
      const all = (await allPages(recovery.records, 50)).flat().filter(({ serialNumber }) => serials.has(serialNumber))
      expect(all).toHaveLength(written.length)
      expect(all).toEqual(expect.arrayContaining(written))
    },
  },
  {
    sentence: 'a record tells when a restore brought it back, and its next write no more',
    check: async ({ records }) => {
      const record = aRecord({ restored: 1_795_262_400_000 })
      await records.write(writing(record))
      expect(await records.get(idOf(record))).toEqual(record)
      const { restored: _, ...rest } = record
      await records.write(writing({ ...rest, revision: 2, writeId: unique() }))
      expect(await records.get(idOf(record))).not.toHaveProperty('restored')
    },
  },
  {
    sentence: 'every device is on one page, with all that it holds',
    check: async (world) => {
      const first = await registered(world)
      const second = registering(aHolding({ device: first.device }), { pushToken: first.pushToken })
      await world.registrations.register(second)
      const passes = new Map([first, second].map((each) => [each.serialNumber, entryOf(each)]))
      expect(await listed(world, first.device, 20)).toEqual([deviceOf(first, { passes })])
    },
  },
  {
    sentence: 'a device that is told all anew lists every pass, is owed a push, and is marked for whatever comes',
    check: async (world) => {
      const { recovery, registrations } = world
      const holding = await registered(world)
      const { device, epoch, pushToken } = holding
      await registrations.mark(holding, 7)
      await registrations.setNotified({ device, epoch, pushToken }, 1)
      const told = deviceOf(holding, {
        ...{ seq: 2, notified: 0, restoredAt: now },
        passes: new Map([[holding.serialNumber, entryOf(holding, { n: 2, v: 0 })]]),
      })
      expect(await recovery.tellAnew(await found(world, device), now)).toEqual({ kind: 'told', device: told })
      expect(await registrations.find(device)).toEqual(told)
      expect(await registrations.mark(holding, 5)).toEqual({ kind: 'marked' })
    },
  },
  {
    sentence: 'a device is told once after each restore',
    check: async (world) => {
      const { device } = await registered(world)
      const before = await found(world, device)
      await world.recovery.tellAnew(before, now)
      const told = await found(world, device)
      expect(await world.recovery.tellAnew(before, now)).toEqual({ kind: 'known', device: told })
      expect(await world.recovery.tellAnew(before, now - 1)).toEqual({ kind: 'known', device: told })
      expect(await world.recovery.tellAnew(before, now + 1)).toMatchObject({ kind: 'told', device: { seq: 2 } })
    },
  },
  {
    sentence: 'what a device registered and was marked for since it was listed is not forgotten when it is told',
    check: async (world) => {
      const { recovery, registrations } = world
      const first = await registered(world)
      const stale = await found(world, first.device)
      const second = registering(aHolding({ device: first.device }), { pushToken: 'token-2' })
      await registrations.register(second)
      await registrations.mark(second, 3)
      expect(await recovery.tellAnew(stale, now)).toMatchObject({
        kind: 'told',
        device: { seq: 2, pushToken: 'token-2' },
      })
      expect([...(await found(world, first.device)).passes]).toEqual(
        expect.arrayContaining([first, second].map((each) => [each.serialNumber, entryOf(each, { n: 2, v: 0 })])),
      )
    },
  },
  {
    sentence: 'a registration that ended since it was listed does not come back when the device is told',
    check: async (world) => {
      const first = await registered(world)
      const second = registering(aHolding({ device: first.device }), { pushToken: first.pushToken })
      await world.registrations.register(second)
      const stale = await found(world, first.device)
      await world.registrations.unregister(second)
      await world.recovery.tellAnew(stale, now)
      expect([...(await found(world, first.device)).passes.keys()]).toEqual([first.serialNumber])
    },
  },
  {
    sentence: 'a device that registers once more keeps in mind that it was told',
    check: async (world) => {
      const holding = await registered(world)
      await world.recovery.tellAnew(await found(world, holding.device), now)
      await world.registrations.register({ ...holding, pushToken: 'token-2' })
      expect(await found(world, holding.device)).toMatchObject({ restoredAt: now, notified: 0, seq: 1 })
    },
  },
  {
    sentence: 'a device that is gone is told nothing, and does not come back',
    check: async (world) => {
      const holding = await registered(world)
      const stale = await found(world, holding.device)
      await world.registrations.unregister(holding)
      expect(await world.recovery.tellAnew(stale, now)).toEqual({ kind: 'gone' })
      expect(await world.registrations.find(holding.device)).toBe(undefined)
    },
  },
  {
    sentence: 'a tombstone is kept with its moment, and none that is later is lost to an earlier one',
    check: async ({ recovery, records }) => {
      const tombstone = aTombstone()
      await recovery.keepTombstone({ tombstone, erasedAt: 2000 })
      expect(await records.erasedAt(tombstone)).toBe(2000)
      await recovery.keepTombstone({ tombstone, erasedAt: 1000 })
      expect(await records.erasedAt(tombstone)).toBe(2000)
      await recovery.keepTombstone({ tombstone, erasedAt: 3000 })
      expect(await records.erasedAt(tombstone)).toBe(3000)
    },
  },
  {
    sentence: 'a pass can be erased whose tombstone was kept',
    check: async ({ recovery, records }) => {
      const record = aRecord()
      const erasure = erasing(record, { tombstone: aTombstone() })
      await recovery.keepTombstone(erasure)
      await records.write(writing(record))
      expect(await records.erase(erasure)).toBe('erased')
      expect(await records.get(idOf(record))).toBe(undefined)
    },
  },
  {
    sentence: 'every tombstone is on one page',
    check: async ({ recovery, records }) => {
      const kept = { tombstone: aTombstone(), erasedAt: 5 }
      await recovery.keepTombstone(kept)
      const record = aRecord()
      const { tombstone, erasedAt, ...erasure } = erasing(record, { tombstone: aTombstone() })
      await records.write(writing(record))
      await records.erase({ ...erasure, tombstone, erasedAt })
      const all = (await allPages(recovery.tombstones, 50)).flat()
      expect(all).toEqual(expect.arrayContaining([kept, { tombstone, erasedAt }]))
      expect(all.filter((each) => each.tombstone === tombstone)).toHaveLength(1)
    },
  },
  {
    sentence: 'the log of erasures has every erasure that was noted, each once however often it was',
    check: async ({ recovery, note }) => {
      const tombstone = aTombstone()
      const noted: Erasure[] = [1, 2, 3].map((erasedAt) => ({ tombstone, erasedAt }))
      noted.push({ tombstone, erasedAt: 4, of: 'personal-data' })
      for (const erasure of [...noted, ...noted]) await note(erasure)
      // The S3 of tests cannot break off a list: see the test of the adapter for its pages.
      const all = (await allPages(recovery.erasures, 1000)).flat().filter((each) => each.tombstone === tombstone)
      expect(all.toSorted((a, b) => a.erasedAt - b.erasedAt)).toEqual(noted)
    },
  },
  {
    sentence: 'a list takes no cursor that it did not give out',
    check: async (world) => {
      await registered(world)
      await world.records.write(writing(aRecord()))
      const { recovery } = world
      for (const list of [recovery.records, recovery.devices, recovery.tombstones, recovery.erasures])
        expect(await cursorsTaken(list, ['WyJhIiwiYiJd'])).toEqual([])
    },
  },
]

/** Registers a test for each promise of Recovery. */
export const recoveryContract: Contract<RecoveryWorld> = contract('recovery', recoverySentences)
