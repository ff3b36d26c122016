/** Finishes a restore: what was erased is erased again, and every device is told all anew. */
import type { Recovery } from '../../ports/inventory.ts'
import type { Ports } from '../../ports/ports.ts'
import { type PassRecord, passIdOf } from '../../ports/records.ts'
import { type Device, deviceIdOf } from '../../ports/registrations.ts'
import { persist } from '../back-off.ts'
import { eachOf } from '../each-of.ts'
import { pagesOf } from '../pages-of.ts'
import { type ErasePorts, makeErase } from '../passes/erase.ts'
import { makeReadRecord } from '../passes/read-record.ts'
import { makeTombstones } from '../passes/tombstones.ts'
import { makePersonalDataService } from '../personalization/personal-data.ts'
import { makeLocks } from '../secrets/locks.ts'
import { makeEraseLife } from './erase-life.ts'
import { type KnownErasures, readErasures } from './known-erasures.ts'
import type { Pace } from './pace.ts'
import { holdsUnsaid } from './unsaid.ts'

/** What {@link makeFinish} needs. */
export interface FinishParts extends ErasePorts, Pick<Ports, 'secrets' | 'queues'> {
  readonly recovery: Recovery
}

/** How it is finished. */
export interface FinishOptions {
  /** When the restore was over, as the deployment knows it: whole seconds since 1970. */
  readonly restoredAt: number
  /** Whether nothing is written. */
  readonly isDry: boolean
  /** Waited for after so many devices. */
  readonly pace: Pace
  /** Is told how many records and devices were looked at so far. */
  readonly tell: (what: 'records' | 'devices', count: number) => void
}

/** What came of erasing once more. */
export interface ErasedAgain {
  readonly looked: number
  /** Passes that were erased, or of which what their holders had said was. */
  readonly erased: number
  /** When the last record was brought back, in milliseconds since 1970; 0 if none was. */
  readonly lastRestored: number
}

/** What came of telling devices. */
export interface Told {
  readonly looked: number
  readonly told: number
  /** They were told before, by an earlier run. */
  readonly known: number
  /** Registrations of passes that were erased. */
  readonly ended: number
}

/** The two halves, in this order. Each may be repeated, and goes on beside traffic. */
export interface Finish {
  /** Erases again whatever the log of erasures or a tombstone says was erased. */
  readonly erase: () => Promise<ErasedAgain>
  /** Ends registrations of erased passes, has every device list all of its passes once more, and has it woken. */
  readonly tell: () => Promise<Told>
}

const pageSize = 500
const atOnce = 16

/** Has the table of passes know of all erasures that the log knows of. */
const keepTombstones = async (
  { recovery, random }: Pick<FinishParts, 'recovery' | 'random'>,
  erasures: KnownErasures,
): Promise<void> => {
  const kept = new Map<string, number>()
  for await (const { items } of pagesOf(recovery.tombstones, { limit: pageSize }))
    for (const { tombstone, erasedAt } of items) kept.set(tombstone, erasedAt)
  const missing = [...erasures.passes()].filter(({ tombstone, erasedAt }) => (kept.get(tombstone) ?? -1) < erasedAt)
  await eachOf(missing, atOnce, (erasure) => persist(random, () => recovery.keepTombstone(erasure)))
}

/** Makes both. Reads all that is known of erasures first. */
export const makeFinish = async (parts: FinishParts, options: FinishOptions): Promise<Finish> => {
  const { records, registrations, recovery, queues, random, secrets } = parts
  const { restoredAt, isDry, pace, tell } = options
  const locks = makeLocks(parts)
  const tombstones = makeTombstones(parts, locks.keys)
  const eraseAnew = makeErase(parts, locks.keys, tombstones)
  const { erasePersonalData } = makePersonalDataService({ ...parts, ...locks, read: makeReadRecord(parts, tombstones) })
  const erasures = await readErasures(await secrets.keyRing(), [recovery.tombstones, recovery.erasures])

  const isErasedLife = (record: PassRecord): boolean => erasures.isErased(record, record.createdAt)
  const eraseLife = makeEraseLife({ ...{ records, random, isErased: isErasedLife }, erase: eraseAnew })

  const eraseRecord = async (record: PassRecord): Promise<boolean> => {
    const isErased = isErasedLife(record)
    if (!(isErased || holdsUnsaid(record, erasures))) return false
    const pass = passIdOf(record)
    if (!isDry) await persist(random, () => (isErased ? eraseLife(pass) : erasePersonalData(pass)))
    return true
  }

  /** Of an erased pass that was issued anew, the registrations of that one stay. */
  const endErased = async (device: Device): Promise<number> => {
    const { passTypeIdentifier } = device
    const ends = await eachOf([...device.passes], atOnce, async ([serialNumber, { issue }]) => {
      const pass = { passTypeIdentifier, serialNumber }
      if (!erasures.isErased(pass, 0) || (await records.get(pass))?.token.issue === issue) return false
      const holding = { device: deviceIdOf(device), serialNumber, issue }
      if (!isDry) await persist(random, () => registrations.unregister(holding))
      return true
    })
    return ends.filter(Boolean).length
  }

  const tellDevice = async (device: Device): Promise<{ readonly kind: 'told' | 'known' | 'gone'; ended: number }> => {
    const ended = await endErased(device)
    if (isDry) return { kind: 'told', ended }
    const told = await persist(random, () => recovery.tellAnew(device, restoredAt))
    // One that was told by a run that ended before it was woken is owed its push still.
    const isOwed = told.kind !== 'gone' && told.device.notified < told.device.seq
    if (isOwed) await persist(random, () => queues.sendNotifications([deviceIdOf(device)]))
    return { kind: told.kind, ended }
  }

  return {
    erase: async () => {
      if (!isDry) await keepTombstones(parts, erasures)
      let [looked, erased, lastRestored] = [0, 0, 0]
      for await (const { items } of pagesOf(recovery.records, { limit: pageSize })) {
        erased += (await eachOf(items, atOnce, eraseRecord)).filter(Boolean).length
        for (const { restored = 0 } of items) lastRestored = Math.max(lastRestored, restored)
        looked += items.length
        tell('records', looked)
      }
      return { looked, erased, lastRestored }
    },
    tell: async () => {
      const counts = { looked: 0, told: 0, known: 0, gone: 0, ended: 0 }
      for await (const { items } of pagesOf(recovery.devices, { limit: pageSize })) {
        for (let from = 0; from < items.length; from += atOnce) {
          const some = items.slice(from, from + atOnce)
          for (const { kind, ended } of await Promise.all(some.map(tellDevice))) {
            counts[kind]++
            counts.ended += ended
          }
          counts.looked += some.length
          await pace(some.length)
        }
        tell('devices', counts.looked)
      }
      const { gone: _, ...rest } = counts
      return rest
    },
  }
}
