/** Changes of records as notices for other systems. */
import type { Notice } from '../../ports/bus.ts'
import { issued, personalized, updated, withdrawn } from '../notices/notices.ts'
import { changedValues } from './changed-names.ts'
import type { RecordChange } from './work-service.ts'

/** The notices of a change; none of one that makes no new version. @param at when it was, in milliseconds since 1970 */
export const noticesOf = ({ before, after, isExpiry = false }: RecordChange, at: number): readonly Notice[] => {
  if (!after) return before ? [withdrawn(before, isExpiry ? 'expired' : 'erased', at)] : []
  // One that a restore brought back was issued long ago.
  if (!before) return after.restored === undefined ? [issued(after)] : []
  return [
    ...(after.personalization && !before.personalization ? [personalized(after)] : []),
    ...(after.version > before.version ? [updated(after, changedValues(before, after))] : []),
  ]
}
