/** Sequence numbers: of the events of one source, only those that go forward change a pass. */
import type { PassRecord } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { Preconditions } from '../service.ts'

type Sequence = NonNullable<Preconditions['sequence']>

type Known = Pick<PassRecord, 'sequences'> | undefined

// By way of a Map, because a source may be called __proto__.
const numbersOf = (record: Known): Map<string, number> => new Map(Object.entries(record?.sequences ?? {}))

/**
 * Makes sure that a change is newer than what its source has said before, and that its number can be kept.
 *
 * @throws ServiceError `event/stale`, `event/too-many-sources`
 */
export const assertInSequence = ({ source, number }: Sequence, record: Known): void => {
  const numbers = numbersOf(record)
  const last = numbers.get(source)
  if (last !== undefined && last >= number) {
    const message = `the source has said number ${last} of this pass, and this is only ${number}: what it said since counts`
    throw new ServiceError('event/stale', message)
  }
  if (last !== undefined || numbers.size < limits.event.sources) return
  throw new ServiceError(
    'event/too-many-sources',
    `${limits.event.sources} sources number their events of this pass already: leave the sequence out, or name one of them`,
  )
}

/** The numbers of a record once a change is made. */
export const sequencesAfter = (record: Known, sequence: Sequence | undefined): PassRecord['sequences'] =>
  sequence ? Object.fromEntries(numbersOf(record).set(sequence.source, sequence.number)) : record?.sequences
