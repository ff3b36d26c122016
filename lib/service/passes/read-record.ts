/** Reads a record that should be there. */
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import type { Tombstones } from './tombstones.ts'

/** Reads a record. @throws ServiceError `pass/not-found`, `pass/erased` */
export type ReadRecord = (pass: PassId) => Promise<PassRecord>

/** Makes the reader. */
export const makeReadRecord =
  ({ records }: { readonly records: Records }, tombstones: Tombstones): ReadRecord =>
  async (pass) => {
    const record = await records.get(pass)
    if (record) return record
    throw await tombstones.whyMissing(pass)
  }
