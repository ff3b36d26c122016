/** Why a pass is not there. */
import { tombstonesOf } from '../../core/links/tombstone.ts'
import type { PassId, Records } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'

/** Tells apart what was erased from what never was. */
export interface Tombstones {
  /** Whether the pass was erased once. */
  readonly isErased: (pass: PassId) => Promise<boolean>
  /** The refusal for a pass without a record: `pass/erased` or `pass/not-found`. */
  readonly whyMissing: (pass: PassId) => Promise<ServiceError>
}

/** Makes the reader of tombstones. */
export const makeTombstones = ({ records }: { readonly records: Records }, keys: Keys): Tombstones => {
  const isErased = async (pass: PassId): Promise<boolean> => {
    const tombstones = tombstonesOf(await keys.current(), pass)
    const moments = await Promise.all(tombstones.map((tombstone) => records.erasedAt(tombstone)))
    return moments.some((moment) => moment !== undefined)
  }
  return {
    isErased,
    whyMissing: async (pass) =>
      (await isErased(pass))
        ? new ServiceError('pass/erased', 'the pass was erased; whatever it held is gone')
        : new ServiceError('pass/not-found', 'there is no pass with this pass type and serial number'),
  }
}
