/** What holders of passes had said of themselves, and was erased since a backup: it does not come back. */
import type { PassRecord } from '../../ports/records.ts'
import type { KnownErasures } from './known-erasures.ts'

/** Whether a record holds answers that were erased. */
export const holdsUnsaid = (record: PassRecord, { isUnsaid }: KnownErasures): boolean => {
  const { personalization } = record
  const hasAnswers = personalization?.answers !== undefined || personalization?.fingerprint !== undefined
  return hasAnswers && isUnsaid(record, personalization.at)
}

/** A record without its answers, if they were erased. */
export const withoutUnsaid = (record: PassRecord, erasures: KnownErasures): PassRecord =>
  record.personalization && holdsUnsaid(record, erasures)
    ? { ...record, personalization: { at: record.personalization.at } }
    : record
