/** Announces a new version of a pass: marks it on every device that holds the pass, and has the devices woken. */
import type { Page } from '../../ports/page.ts'
import type { Queues } from '../../ports/queues.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import type { Holder, Registrations } from '../../ports/registrations.ts'
import { eachOf } from '../each-of.ts'
import { holderPages } from '../holder-pages.ts'

/** What {@link makeAnnounce} needs. */
export interface AnnounceParts {
  readonly records: Records
  readonly registrations: Registrations
  readonly queues: Queues
}

/** Announces versions of passes. */
export interface Announce {
  /** Whether any device seems to hold the pass. */
  readonly isHeld: (record: PassRecord) => Promise<boolean>
  /**
   * Announces the version that the record was built at, to the devices of one page; a message brings the next one. With
   * the last one, the version no longer waits. May be repeated.
   */
  readonly announce: (record: PassRecord, version: number, cursor?: string) => Promise<void>
}

/** Devices of one page. */
const pageSize = 1000
/** Devices that are marked at once. */
const atOnce = 32

/** Makes what announces. */
export const makeAnnounce = ({ records, registrations, queues }: AnnounceParts): Announce => {
  /** Whether the device is to be woken. One that was marked for this very version before may not have been. */
  const mark = async (record: PassRecord, version: number, holder: Holder): Promise<boolean> => {
    const { serialNumber, token } = record
    const outcome = await registrations.mark({ device: holder.device, serialNumber, issue: token.issue }, version)
    if (outcome.kind !== 'absent') return outcome.kind !== 'newer'
    // An epoch never comes back: this was left behind by a device that is gone.
    if (outcome.epoch !== holder.epoch) await registrations.removeHolder(record, holder)
    return false
  }

  const markAll = async (record: PassRecord, version: number, { items }: Page<Holder>): Promise<void> => {
    const isOwed = await eachOf(items, atOnce, (holder) => mark(record, version, holder))
    const devices = items.filter((_, index) => isOwed[index]).map(({ device }) => device)
    if (devices.length > 0) await queues.sendNotifications(devices)
  }

  return {
    isHeld: async (record) => {
      for await (const [first] of holderPages(registrations, record, record.token.issue, 1)) if (first) return true
      return false
    },
    announce: async (record, version, cursor) => {
      const { passTypeIdentifier, serialNumber, token } = record
      const pass: PassId = { passTypeIdentifier, serialNumber }
      const request = { limit: pageSize, ...(cursor ? { cursor } : {}) }
      const page = await registrations.holders(pass, token.issue, request)
      await markAll(record, version, page)
      if (page.next === undefined) await records.clearPending(pass, version)
      else await queues.sendBuilds([{ kind: 'announce', pass, version, cursor: page.next }])
    },
  }
}
