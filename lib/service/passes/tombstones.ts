/** Why a pass is not there. */
import { tombstonesOf } from '../../core/links/tombstone.ts'
import type { Erasure } from '../../ports/inventory.ts'
import type { PassId, Records } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'

/** Tells apart what was erased from what never was. */
export interface Tombstones {
  /** Every tombstone that the pass may have: see `tombstonesOf`. */
  readonly namesOf: (pass: PassId) => Promise<readonly string[]>
  /** What is known of erasures of the pass: one for each key that one was noted with. */
  readonly erasuresOf: (pass: PassId) => Promise<readonly Erasure[]>
  /** Whether the pass was erased once. */
  readonly isErased: (pass: PassId) => Promise<boolean>
  /** The refusal for a pass that was erased: `pass/erased`. */
  readonly erased: () => ServiceError
  /** The refusal for a pass without a record: `pass/erased` or `pass/not-found`. */
  readonly whyMissing: (pass: PassId) => Promise<ServiceError>
}

/** Makes the reader of tombstones. */
export const makeTombstones = ({ records }: { readonly records: Records }, keys: Keys): Tombstones => {
  const namesOf = async (pass: PassId): Promise<readonly string[]> => tombstonesOf(await keys.current(), pass)
  const erasuresOf = async (pass: PassId): Promise<readonly Erasure[]> => {
    const found = await Promise.all(
      (await namesOf(pass)).map(async (tombstone): Promise<readonly Erasure[]> => {
        const erasedAt = await records.erasedAt(tombstone)
        return erasedAt === undefined ? [] : [{ tombstone, erasedAt }]
      }),
    )
    return found.flat()
  }
  const isErased = async (pass: PassId): Promise<boolean> => (await erasuresOf(pass)).length > 0
  const erased = (): ServiceError =>
    new ServiceError(
      'pass/erased',
      'the pass was erased, or all that led to it was taken back: if it is wanted after all, issue it anew by PUT',
    )
  return {
    namesOf,
    erasuresOf,
    isErased,
    erased,
    whyMissing: async (pass) =>
      (await isErased(pass))
        ? erased()
        : new ServiceError('pass/not-found', 'there is no pass with this pass type and serial number'),
  }
}
