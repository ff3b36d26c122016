/** What callers demand of a record before they change it. */
import type { PassRecord } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { Preconditions } from '../service.ts'
import { assertInSequence } from './sequences.ts'

const stale = (message: string): ServiceError =>
  new ServiceError('pass/revision-stale', `${message}: read it again, then repeat your change`)

const assertMatch = (ifMatch: NonNullable<Preconditions['ifMatch']>, current: PassRecord | undefined): void => {
  if (!current) throw stale('there is no such pass')
  if (ifMatch === 'any' || ifMatch.includes(current.revision)) return
  throw stale(`the pass is at revision ${current.revision}, which is not the one that you changed`)
}

/**
 * Holds demands against the record as it is.
 *
 * @throws ServiceError `pass/exists`, `pass/revision-stale`, `event/stale`, `event/too-many-sources`
 */
export const assertPreconditions = (
  { ifMatch, ifAbsent, sequence }: Preconditions,
  current: PassRecord | undefined,
): void => {
  if (ifAbsent && current) throw new ServiceError('pass/exists', 'there is such a pass already: change it instead')
  if (ifMatch !== undefined) assertMatch(ifMatch, current)
  if (sequence) assertInSequence(sequence, current)
}
