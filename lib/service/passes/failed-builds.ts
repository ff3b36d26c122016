/** What could not be built a moment ago: phones that ask again and again are no reason to try each time. */
import type { Clock } from '../../ports/clock.ts'
import type { PassRecord } from '../../ports/records.ts'
import { isSignerBroken } from '../secrets/signer-refusals.ts'

/** A memory of builds that failed. */
export interface FailedBuilds {
  /** Notes why a version could not be built: for it alone, or for its pass type if nothing of that can be signed. */
  readonly note: (record: PassRecord, error: unknown) => void
  /** Whether it was tried within the last minute, in vain. */
  readonly has: (record: PassRecord) => boolean
}

/** In milliseconds. */
const maxAge = 60_000
/** Failures that are remembered; the oldest goes first. */
const most = 1000

const keyOf = ({ passTypeIdentifier, serialNumber, createdAt, version, contentHash }: PassRecord): string =>
  [passTypeIdentifier, serialNumber, createdAt, version, contentHash].join('/')

/** Makes an empty memory. */
export const makeFailedBuilds = ({ clock }: { readonly clock: Clock }): FailedBuilds => {
  /** When, in milliseconds since 1970. A Map keeps the order of insertion. */
  const failedAt = new Map<string, number>()

  const isFresh = (key: string): boolean => clock.now() - (failedAt.get(key) ?? Number.NEGATIVE_INFINITY) < maxAge

  return {
    note: (record, error) => {
      const key = isSignerBroken(error) ? record.passTypeIdentifier : keyOf(record)
      failedAt.delete(key)
      failedAt.set(key, clock.now())
      const [oldest] = failedAt.keys()
      if (failedAt.size > most && oldest !== undefined) failedAt.delete(oldest)
    },
    has: (record) => isFresh(record.passTypeIdentifier) || isFresh(keyOf(record)),
  }
}
