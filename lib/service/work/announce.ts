/** Announces a new version of a pass: marks it on every device that holds the pass, and has the devices woken. */
import type { PassEvent } from '../../ports/events.ts'
import type { Lane } from '../../ports/lane.ts'
import type { Page } from '../../ports/page.ts'
import type { Ports } from '../../ports/ports.ts'
import { type PassId, type PassRecord, passIdOf } from '../../ports/records.ts'
import type { Holder } from '../../ports/registrations.ts'
import { eachOf } from '../each-of.ts'
import { holderPages } from '../holder-pages.ts'
import type { Beside } from '../timeline/beside.ts'

/** What {@link makeAnnounce} needs. */
export interface AnnounceParts extends Pick<Ports, 'records' | 'registrations' | 'queues' | 'clock'> {
  readonly beside: Beside
}

/** Announces versions of passes. */
export interface Announce {
  /** Whether any device seems to hold the pass. */
  readonly isHeld: (record: PassRecord) => Promise<boolean>
  /**
   * Announces the version that the record was built at, to the devices of one page; a message brings the next one. With
   * the last one, the version no longer waits. May be repeated.
   */
  readonly announce: (
    record: PassRecord,
    version: number,
    way: { readonly lane: Lane; readonly cursor?: string },
  ) => Promise<void>
}

/** Devices of one page. */
const pageSize = 1000
/** Devices that are marked at once. */
const atOnce = 32
/** Characters of a cursor that tell its page from the others: its end names the device that the page before ended with. */
const cursorEnd = 40

/** Makes what announces. */
export const makeAnnounce = (parts: AnnounceParts): Announce => {
  const { records, registrations, queues, clock, beside } = parts

  /** Whether the device is to be woken. One that was marked for this very version before may not have been. */
  const mark = async (record: PassRecord, version: number, holder: Holder): Promise<boolean> => {
    const { serialNumber, token } = record
    const outcome = await registrations.mark({ device: holder.device, serialNumber, issue: token.issue }, version)
    if (outcome.kind !== 'absent') return outcome.kind !== 'newer'
    // An epoch never comes back: this was left behind by a device that is gone.
    if (outcome.epoch !== holder.epoch) await registrations.removeHolder(record, holder)
    return false
  }

  /** Returns how many are to be woken. */
  const markAll = async (record: PassRecord, version: number, { items }: Page<Holder>): Promise<number> => {
    const isOwed = await eachOf(items, atOnce, (holder) => mark(record, version, holder))
    const devices = items.filter((_, index) => isOwed[index]).map(({ device }) => device)
    if (devices.length > 0) await queues.sendNotifications(devices)
    return devices.length
  }

  const stepOf = (pass: PassId, version: number, devices: number, cursor: string): PassEvent => ({
    ...{ pass, at: clock.now(), kind: 'announced', detail: { version, devices } },
    key: `announced-${version}-${cursor.slice(-cursorEnd)}`,
  })

  return {
    isHeld: async (record) => {
      for await (const [first] of holderPages(registrations, record, record.token.issue, 1)) if (first) return true
      return false
    },
    announce: async (record, version, { lane, cursor = '' }) => {
      const { token } = record
      const pass = passIdOf(record)
      const request = { limit: pageSize, ...(cursor ? { cursor } : {}) }
      const page = await registrations.holders(pass, token.issue, request)
      const devices = await markAll(record, version, page)
      const next =
        page.next === undefined ? undefined : ({ kind: 'announce', pass, version, cursor: page.next } as const)
      if (next) await queues.sendBuilds([next], lane)
      else await records.clearPending(pass, version)
      if (devices > 0) await beside.note([stepOf(pass, version, devices, cursor)])
    },
  }
}
