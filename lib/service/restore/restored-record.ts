/** What becomes of a record when its backup is brought back: contents of then, under numbers that never were out there. */
import { seconds } from '../../ports/clock.ts'
import type { PassRecord, RecordWrite } from '../../ports/records.ts'

/**
 * Numbers of a record whose present one is gone go on so much higher: nobody knows how far it was, and no number may come
 * twice with other contents. A record has seldom that many writes in the five weeks that backups reach back.
 */
const numbersAhead = 1000

/** A restore of records. */
export interface RestoreTime {
  /** When it began: what was written since stays. Milliseconds since 1970. */
  readonly begun: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Random text. */
  readonly writeId: string
}

/**
 * What is to be done about a record of a backup.
 * - `write`: it is written
 * - `same`: it is as it was, or was brought back already
 * - `later`: it was written since the restore began, and stays
 * - `other`: the pass was erased and issued anew since, and stays
 */
export type RestoreDecision =
  | { readonly kind: 'write'; readonly write: RecordWrite }
  | { readonly kind: 'same' | 'later' | 'other' }

/** Of a record that is gone. Who holds the pass is told of it when the restore is finished: nothing waits. */
const anew = ({ pending: _, ...backup }: PassRecord, { now, writeId }: RestoreTime): PassRecord => ({
  ...backup,
  revision: backup.revision + numbersAhead,
  version: backup.version + numbersAhead,
  lastModified: Math.max(seconds(now), backup.lastModified + 1),
  updatedAt: now,
  restored: now,
  writeId,
})

/** What was revoked of the links then or since stays revoked. */
const revoked = (backup: PassRecord, current: PassRecord): Pick<PassRecord, 'linksRevokedBefore'> => {
  const before = Math.max(backup.linksRevokedBefore ?? 0, current.linksRevokedBefore ?? 0)
  return before === 0 ? {} : { linksRevokedBefore: before }
}

/** Of a record that is there: a change as any other one, which gives way to those of today. */
const changed = (
  { built: _, pending: __, ...backup }: PassRecord,
  current: PassRecord,
  { now, writeId }: RestoreTime,
): PassRecord => {
  const { built, pending } = current
  const written = {
    ...{ ...backup, revision: current.revision + 1, updatedAt: now, restored: now, writeId },
    ...(built ? { built } : {}),
    ...revoked(backup, current),
  }
  if (backup.contentHash === current.contentHash) {
    const { version, lastModified } = current
    return { ...written, version, lastModified, ...(pending ? { pending } : {}) }
  }
  const version = current.version + 1
  const lastModified = Math.max(seconds(now), current.lastModified + 1)
  return { ...written, version, lastModified, pending: { version, since: now, lane: 'rollout' } }
}

/** Decides upon a record of a backup. @param current the record as it is; undefined if there is none */
export const restoreOf = (backup: PassRecord, current: PassRecord | undefined, time: RestoreTime): RestoreDecision => {
  const now = seconds(time.now)
  if (!current) return { kind: 'write', write: { record: anew(backup, time), replaces: 'absent', now } }
  if (current.createdAt !== backup.createdAt) return { kind: 'other' }
  const isDone = current.writeId === backup.writeId || (current.restored ?? 0) >= time.begun
  if (isDone) return { kind: 'same' }
  if (current.updatedAt >= time.begun) return { kind: 'later' }
  const write = { record: changed(backup, current, time), replaces: current.revision, keepsBuilt: true, now }
  return { kind: 'write', write }
}
