/** What is told of the date of a version, by a deployment that may have been restored from a backup. */
import type { PassRecord } from '../../ports/records.ts'
import type { ServiceSettings } from '../service.ts'

/**
 * The date of a version of a record: not before the last restore, since an earlier one may be that of a version which was
 * lost with it. The last good version, handed out because the newest cannot be built, has an earlier date than that one in
 * any case: whoever has it is given the newest one day. All in whole seconds since 1970.
 *
 * @param modifiedAt when the version that is handed out came to be. Default: the newest one is
 */
export type DateOf = (record: Pick<PassRecord, 'lastModified'>, modifiedAt?: number) => number

/** Makes what tells dates. */
export const makeDateOf =
  ({ restoredAt = 0 }: Pick<ServiceSettings, 'restoredAt'>): DateOf =>
  ({ lastModified }, modifiedAt = lastModified) => {
    const newest = Math.max(lastModified, restoredAt)
    return modifiedAt === lastModified ? newest : Math.min(Math.max(modifiedAt, restoredAt), newest - 1)
  }
