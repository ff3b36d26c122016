/** The numbers of a record: what each write does to them. */
import { seconds } from '../../ports/clock.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'

/** What a write gives. */
export interface NextContents
  extends Pick<PassRecord, 'template' | 'values' | 'images' | 'voided' | 'token' | 'hasRandomSerial'> {
  readonly contentHash: string
  readonly writeId: string
  readonly personalization: PassRecord['personalization']
  readonly adoptedToken: PassRecord['adoptedToken']
  /** Of a record that is new here but not elsewhere: whole seconds since 1970. */
  readonly lastModified: number | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The record after a write. `current` is what it replaces. */
export const nextRecord = (
  { passTypeIdentifier, serialNumber }: PassId,
  current: PassRecord | undefined,
  { now, lastModified: adoptedAt, personalization, adoptedToken, ...contents }: NextContents,
): PassRecord => {
  const given = {
    ...{ passTypeIdentifier, serialNumber, ...contents },
    ...(personalization ? { personalization } : {}),
    ...(adoptedToken === undefined ? {} : { adoptedToken }),
  }
  const fresh = { createdAt: now, updatedAt: now }
  if (!current) return { ...given, ...fresh, revision: 1, version: 1, lastModified: adoptedAt ?? seconds(now) }
  const { createdAt, built, pending } = current
  const rest = { createdAt, updatedAt: now, revision: current.revision + 1, ...(built ? { built } : {}) }
  if (contents.contentHash === current.contentHash) {
    const { version, lastModified } = current
    return { ...given, ...rest, version, lastModified, ...(pending ? { pending } : {}) }
  }
  const version = current.version + 1
  // Later than the one before even within a second: whoever has that one must see that there is another.
  const lastModified = Math.max(seconds(now), current.lastModified + 1)
  return { ...given, ...rest, version, lastModified, pending: { version, since: now } }
}
