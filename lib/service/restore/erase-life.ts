/** Erases a life of a pass that was erased before, and came back with a backup. */
import type { Random } from '../../ports/random.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import { insist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import { passBusy } from '../passes/busy.ts'
import type { PassService } from '../service.ts'

/** What {@link makeEraseLife} needs. */
export interface EraseLifeParts {
  readonly records: Pick<Records, 'get'>
  readonly random: Random
  readonly erase: PassService['erase']
  /** Whether the life of a record was erased. */
  readonly isErased: (record: PassRecord) => boolean
}

/**
 * Makes what erases a pass if the life that it is at now was erased: since its page was read, it may have been erased and
 * issued anew.
 */
export const makeEraseLife =
  ({ records, random, erase, isErased }: EraseLifeParts) =>
  async (pass: PassId): Promise<void> => {
    const isGone = await insist(random, async () => {
      const current = await records.get(pass)
      if (!(current && isErased(current))) return true
      try {
        await erase(pass, { ifMatch: [current.revision] })
        return true
      } catch (error) {
        if (error instanceof ServiceError && error.code === 'pass/revision-stale') return undefined
        throw error
      }
    })
    if (!isGone) throw passBusy()
  }
