/** The numbers of a record: what each write does to them. */
import { seconds } from '../../ports/clock.ts'
import type { PassId, PassRecord, PendingVersion, RolledOut } from '../../ports/records.ts'

/** What a write gives. */
export interface NextContents
  extends Pick<PassRecord, 'template' | 'values' | 'images' | 'voided' | 'token' | 'hasRandomSerial'> {
  readonly contentHash: string
  readonly writeId: string
  readonly personalization: PassRecord['personalization']
  readonly adoptedToken: PassRecord['adoptedToken']
  readonly barcodeKeyId: PassRecord['barcodeKeyId']
  readonly sequences: PassRecord['sequences']
  /** The id of the rollout that makes the write, if one does. */
  readonly rollout: string | undefined
  /** Of a record that is new here but not elsewhere: whole seconds since 1970. */
  readonly lastModified: number | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

type Asked = Pick<NextContents, 'template' | 'rollout'>

/** What a rollout did stays known until another write moves the pass to another version of its template. */
const rolledOutAfter = (current: PassRecord, { template, rollout }: Asked): RolledOut | undefined => {
  const { template: before, rolledOut, revision } = current
  if (rollout !== undefined) return { rollout, from: before.version, revision: revision + 1 }
  return before.name === template.name && before.version === template.version ? rolledOut : undefined
}

/** A new version waits as long as whoever made it can: a change that waits already is not held up by a rollout. */
const laneAfter = ({ pending }: PassRecord, { rollout }: Asked): Pick<PendingVersion, 'lane'> =>
  rollout === undefined || (pending && pending.lane !== 'rollout') ? {} : { lane: 'rollout' }

/** The record after a write. `current` is what it replaces. */
export const nextRecord = (
  { passTypeIdentifier, serialNumber }: PassId,
  current: PassRecord | undefined,
  {
    now,
    lastModified: adoptedAt,
    personalization,
    adoptedToken,
    barcodeKeyId,
    sequences,
    rollout,
    ...contents
  }: NextContents,
): PassRecord => {
  const given = {
    ...{ passTypeIdentifier, serialNumber, ...contents },
    ...(personalization ? { personalization } : {}),
    ...(adoptedToken === undefined ? {} : { adoptedToken }),
    ...(barcodeKeyId === undefined ? {} : { barcodeKeyId }),
    ...(sequences ? { sequences } : {}),
  }
  const fresh = { createdAt: now, updatedAt: now }
  if (!current) return { ...given, ...fresh, revision: 1, version: 1, lastModified: adoptedAt ?? seconds(now) }
  const { createdAt, built, pending, linksRevokedBefore } = current
  const asked = { template: contents.template, rollout }
  const rolledOut = rolledOutAfter(current, asked)
  const rest = {
    ...{ createdAt, updatedAt: now, revision: current.revision + 1 },
    ...(built ? { built } : {}),
    ...(rolledOut ? { rolledOut } : {}),
    ...(linksRevokedBefore === undefined ? {} : { linksRevokedBefore }),
  }
  if (contents.contentHash === current.contentHash) {
    const { version, lastModified } = current
    return { ...given, ...rest, version, lastModified, ...(pending ? { pending } : {}) }
  }
  const version = current.version + 1
  // Later than the one before even within a second: whoever has that one must see that there is another.
  const lastModified = Math.max(seconds(now), current.lastModified + 1)
  return { ...given, ...rest, version, lastModified, pending: { version, since: now, ...laneAfter(current, asked) } }
}
