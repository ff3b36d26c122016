/** The numbers of a record: what each write does to them. */
import { seconds } from '../../ports/clock.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'

/** What a write gives. */
export interface NextContents extends Pick<PassRecord, 'template' | 'values' | 'images' | 'voided' | 'token'> {
  readonly contentHash: string
  readonly writeId: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The record after a write. `current` is what it replaces. */
export const nextRecord = (
  { passTypeIdentifier, serialNumber }: PassId,
  current: PassRecord | undefined,
  { now, contentHash, template, values, images, voided, token, writeId }: NextContents,
): PassRecord => {
  const given = { passTypeIdentifier, serialNumber, template, values, images, voided, token, contentHash, writeId }
  const fresh = { createdAt: now, updatedAt: now }
  if (!current) return { ...given, ...fresh, revision: 1, version: 1, lastModified: seconds(now) }
  const { createdAt, built, pending } = current
  const rest = { createdAt, updatedAt: now, revision: current.revision + 1, ...(built ? { built } : {}) }
  if (contentHash === current.contentHash) {
    const { version, lastModified } = current
    return { ...given, ...rest, version, lastModified, ...(pending ? { pending } : {}) }
  }
  const version = current.version + 1
  // Later than the one before even within a second: whoever has that one must see that there is another.
  const lastModified = Math.max(seconds(now), current.lastModified + 1)
  // What nobody has fetched yet is built when somebody does.
  return { ...given, ...rest, version, lastModified, ...(built ? { pending: { version, since: now } } : {}) }
}
