/** Pass records: what a pass is filled with, and the numbers that its life is told by. */
import type { PassTypeIdentifier, SerialNumber } from '../core/format/identifiers.ts'
import type { JsonObject } from '../core/format/json.ts'
import type { Lane } from './lane.ts'
import type { Page, PageRequest } from './page.ts'

/** Which pass. */
export interface PassId {
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly serialNumber: SerialNumber
}

/** Which pass something is of, and nothing else of it. */
export const passIdOf = ({ passTypeIdentifier, serialNumber }: PassId): PassId => ({ passTypeIdentifier, serialNumber })

/** One life of a pass: once it was erased, it may be issued anew. */
export interface PassLife extends PassId {
  /** When it began, in milliseconds since 1970. */
  readonly createdAt: number
}

/** A published version of a template. */
export interface TemplateReference {
  readonly name: string
  /** 1, 2, 3… */
  readonly version: number
}

/** An image of a record, whose bytes lie among the assets. */
export interface RecordImage {
  /** SHA-256 of the bytes, in lowercase hexadecimal. */
  readonly sha256: string
  /** Size in bytes. */
  readonly bytes: number
  /** Its key among the assets, in the area `images`: each upload has one of its own, so that none is removed with another. */
  readonly key: string
}

/** The stored object of a built pass. */
export interface BuiltObject {
  /** The version that was built. */
  readonly version: number
  /** Its key among the assets, in the area `passes`. */
  readonly key: string
  /** Size in bytes. */
  readonly bytes: number
  /** The `id` of the signer. */
  readonly signer: string
  /** When the version that was built came to be: whole seconds since 1970. */
  readonly lastModified: number
}

/** What whoever added a personalizable pass has said of themselves. */
export interface Personalization {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The answers, sealed; absent once they are erased. */
  readonly answers?: string
  /** HMAC of the answers, by which the same are known again; absent once they are erased. */
  readonly fingerprint?: string
}

/** A version that waits to be built and announced to devices. */
export interface PendingVersion {
  readonly version: number
  /** Milliseconds since 1970. */
  readonly since: number
  /** Which queue it waits in. Default: live. */
  readonly lane?: Lane
}

/** What a rollout did to a record. */
export interface RolledOut {
  /** The id of the rollout that changed it last. */
  readonly rollout: string
  /** The version of the template that it had before. */
  readonly from: number
  /** The revision that the rollout made. */
  readonly revision: number
}

/** A pass record. */
export interface PassRecord extends PassLife {
  readonly template: TemplateReference
  /** What fills the template, without the serial number. */
  readonly values: JsonObject
  /** Images of the record itself, by file name (`thumbnail@2x.png`). */
  readonly images: Readonly<Record<string, RecordImage>>
  readonly voided: boolean
  /** Goes up by one with every write. */
  readonly revision: number
  /** Goes up by one when the contents of the pass change, and only then. */
  readonly version: number
  /** SHA-256 of the canonical manifest of the filled package, in lowercase hexadecimal. */
  readonly contentHash: string
  /** When `version` came to be: whole seconds since 1970, each version's later than the one's before. */
  readonly lastModified: number
  /** What the authentication token is made of: which key, and the random text of this record's creation. */
  readonly token: { readonly keyId: string; readonly issue: string }
  /** The authentication token of another system that issued the pass before, sealed. Devices hold it, so it stays. */
  readonly adoptedToken?: string
  /** Whether the serial number is random text that was made here: nobody can guess it. */
  readonly hasRandomSerial: boolean
  /** Of a personalizable pass, once somebody has personalized it. */
  readonly personalization?: Personalization
  /** Milliseconds since 1970. */
  readonly updatedAt: number
  /** The newest object that was built; absent while nobody has asked for the pass. */
  readonly built?: BuiltObject
  readonly pending?: PendingVersion
  /** The highest sequence number that each source of events has said, by source. */
  readonly sequences?: Readonly<Record<string, number>>
  readonly rolledOut?: RolledOut
  /** The key that its barcode is sealed with, so that rebuilds repeat it. Of templates with a sealed barcode. */
  readonly barcodeKeyId?: string
  /** Links that were made before are revoked: whole seconds since 1970. */
  readonly linksRevokedBefore?: number
  /** When a restore brought this revision back, in milliseconds since 1970; absent from the next write on. */
  readonly restored?: number
  /** Random text of the write that made this revision: tells one's own write from another's after a lost answer. */
  readonly writeId: string
}

/** What a list shows of a record. */
export type PassSummary = Pick<
  PassRecord,
  | 'passTypeIdentifier'
  | 'serialNumber'
  | 'template'
  | 'voided'
  | 'revision'
  | 'version'
  | 'lastModified'
  | 'createdAt'
  | 'updatedAt'
>

/** What is remembered of a request that carried an idempotency key. */
export interface IdempotencyEntry {
  /** Who asked and with which key, as one hash. */
  readonly scope: string
  /** Hash of what was asked. */
  readonly fingerprint: string
  /** The pass that was written. */
  readonly pass: PassId
  /** Whether that write created it. */
  readonly created: boolean
  /** Whether it made a version. */
  readonly changed: boolean
  /** Whole seconds since 1970; from then on the entry counts as absent. */
  readonly expiresAt: number
}

/** One write of a record. */
export interface RecordWrite {
  /** The record as it is to be, with its new revision and a `writeId` of its own. */
  readonly record: PassRecord
  /** The revision that it replaces, of the same life; `absent` if there must be none. */
  readonly replaces: number | 'absent'
  /**
   * Only if the record's `built` is the one of `record`, and, where `record` has none, nothing is `pending`: so that nothing is
   * forgotten that was noted meanwhile.
   */
  readonly keepsBuilt?: boolean
  /** Only if none of these tombstones is there: what was erased meanwhile is not brought back. Otherwise `conflict`. */
  readonly unlessErased?: readonly string[]
  /** Written in the same transaction, if there is one. */
  readonly idempotency?: IdempotencyEntry
  /** Now, in whole seconds since 1970: an expired idempotency entry is overwritten. */
  readonly now: number
}

/**
 * - `written`: this write, or an earlier try with the same `writeId`, is in place. The record tells by its `writeId`; the
 *   idempotency entry remembers the `writeId` too, and tells even when the record has moved on or is gone
 * - `repeated`: another write took the idempotency scope; nothing was written. Said whatever the record is like
 * - `conflict`: the record is at another revision or of another life, or there is one where none should be, or none where one should be, or
 *   it was built, or has begun to wait, meanwhile and the write `keepsBuilt`. A try without an idempotency entry, whose answer was lost and
 *   which another write has overtaken since, ends so too; if it was a creation and the record was erased since, it is
 *   `written` once more
 */
export type WriteOutcome = 'written' | 'conflict' | 'repeated'

/** Erases one record. */
export interface RecordErasure {
  readonly pass: PassId
  /** The revision that is erased. */
  readonly revision: number
  /** HMAC of the pass's identity: remains, and says nothing to whoever lacks the key. */
  readonly tombstone: string
  /** Milliseconds since 1970. */
  readonly erasedAt: number
}

/**
 * The store of pass records. Every method may be repeated after an `UnavailableError` and then answers as if it had been
 * called once; `get`, `findIdempotent` and `erasedAt` read consistently (they see every write that was answered before).
 */
export interface Records {
  /** The record; undefined if there is none. Consistent. */
  readonly get: (pass: PassId) => Promise<PassRecord | undefined>
  /** Writes a whole record, `built` and `pending` too, and its idempotency entry with it or not at all. Atomic. */
  readonly write: (write: RecordWrite) => Promise<WriteOutcome>
  /** The entry of a scope, unless it has expired at `now` (whole seconds). Consistent. */
  readonly findIdempotent: (scope: string, now: number) => Promise<IdempotencyEntry | undefined>
  /**
   * Notes what was built, if the record is still of that life and at that version. Neither the revision, nor the `writeId`,
   * nor `pending` changes. `superseded`: the record is gone, of another life or at another version; nothing was written.
   */
  readonly setBuilt: (life: PassLife, built: BuiltObject) => Promise<'set' | 'superseded'>
  /** Has a version wait to be built and announced, if the record is at it and nothing waits. */
  readonly setPending: (pass: PassId, pending: PendingVersion) => Promise<void>
  /** Has the version that waits wait since another time, and in another lane, if it is this one. */
  readonly postpone: (pass: PassId, pending: PendingVersion) => Promise<void>
  /** Drops `pending`, if it names this version. */
  readonly clearPending: (pass: PassId, version: number) => Promise<void>
  /**
   * Removes the record and leaves the tombstone, both or neither. `conflict`: it is at another revision, or not there.
   * `erased` too if the tombstone tells of this very erasure (same revision and time) already: then nothing is removed,
   * not even a pass that was issued anew since.
   */
  readonly erase: (erasure: RecordErasure) => Promise<'erased' | 'conflict'>
  /**
   * Leaves a tombstone of a pass that has no record; one that is there stays as it is. `conflict`: there is a record;
   * nothing was written. Atomic.
   */
  readonly entomb: (erasure: Omit<RecordErasure, 'revision'>) => Promise<'erased' | 'conflict'>
  /** When the pass of a tombstone was erased last, in milliseconds since 1970. Consistent. */
  readonly erasedAt: (tombstone: string) => Promise<number | undefined>
  /**
   * The records of all versions of a template, each once if it stays in place while pages are read, in no particular
   * order. May lag behind writes.
   *
   * @throws CursorError
   */
  readonly list: (template: string, page: PageRequest) => Promise<Page<PassSummary>>
  /** How many records there are of all versions of a template. May lag behind writes. */
  readonly count: (template: string) => Promise<number>
  /**
   * Passes that have been pending in a lane (default: live) since before `before`, but not since before `from` (both in
   * milliseconds since 1970; default: however long), at most `limit`, the longest first. May lag.
   */
  readonly pending: (before: number, limit: number, lane?: Lane, from?: number) => Promise<readonly PassId[]>
}
