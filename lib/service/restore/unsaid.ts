/** What holders of passes had said of themselves, and was erased since a backup: it does not come back. */
import type { PassRecord } from '../../ports/records.ts'
import type { KnownErasures } from './known-erasures.ts'

/** Whether a record holds answers that were erased. */
export const holdsUnsaid = (record: PassRecord, { isUnsaid }: KnownErasures): boolean => {
  const { personalization } = record
  const hasAnswers = personalization?.answers !== undefined || personalization?.fingerprint !== undefined
  return hasAnswers && isUnsaid(record, personalization.at)
}

/** Whether the record of today holds no answers any more: somebody may have erased them and not got to note it. */
const isUnsaidIn = (current: PassRecord | undefined, { createdAt, personalization }: PassRecord): boolean =>
  current?.createdAt === createdAt &&
  current.personalization?.at === personalization?.at &&
  current.personalization?.answers === undefined

/** A record of a backup without its answers, if they were erased since. @param current the record as it is */
export const withoutUnsaid = (
  record: PassRecord,
  erasures: KnownErasures,
  current: PassRecord | undefined,
): PassRecord =>
  record.personalization && (holdsUnsaid(record, erasures) || isUnsaidIn(current, record))
    ? { ...record, personalization: { at: record.personalization.at } }
    : record
