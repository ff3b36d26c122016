/** Pass records in memory. */

import type { Lane } from '../../ports/lane.ts'
import type { Page, PageRequest } from '../../ports/page.ts'
import type {
  BuiltObject,
  IdempotencyEntry,
  PassId,
  PassLife,
  PassRecord,
  PassSummary,
  PendingVersion,
  RecordErasure,
  Records,
  RecordWrite,
  WriteOutcome,
} from '../../ports/records.ts'
import { copyOf } from './copy.ts'
import { pageOf } from './pages.ts'
import { promised } from './promised.ts'

/** A change of one record: no `before` when it was created, no `after` when it was erased. */
export interface StoredChange {
  readonly before?: PassRecord
  readonly after?: PassRecord
}

/** What records are kept in. Whoever made it may copy it, and put back what it was: a restore from a backup. */
export interface RecordStore {
  /** By pass type and serial number. */
  readonly passes: Map<string, PassRecord>
  readonly idempotency: Map<string, IdempotencyEntry & { readonly writeId: string }>
  /** By tombstone. */
  readonly erasures: Map<string, Pick<RecordErasure, 'revision' | 'erasedAt'>>
}

/** A store without records. */
export const recordStore = (): RecordStore => ({ passes: new Map(), idempotency: new Map(), erasures: new Map() })

interface Store extends RecordStore {
  /** Is told of every change, in order. */
  readonly tell: (change: StoredChange) => void
}

/** Neither pass type identifiers nor serial numbers hold a slash. */
const keyOf = (pass: PassId): string => `${pass.passTypeIdentifier}/${pass.serialNumber}`

const replace = (store: Store, key: string, after: PassRecord): void => {
  const before = store.passes.get(key)
  store.passes.set(key, after)
  store.tell({ ...(before && { before }), after })
}

/** Whether a write would forget what was noted beside it. */
const isForgetful = (current: PassRecord, record: PassRecord): boolean =>
  current.built?.key !== record.built?.key || (current.pending !== undefined && record.pending === undefined)

const write = (store: Store, request: RecordWrite): WriteOutcome => {
  const { record, replaces, keepsBuilt, unlessErased = [], idempotency, now } = request
  const key = keyOf(record)
  const current = store.passes.get(key)
  if (current?.writeId === record.writeId) return 'written'
  const taken = idempotency && store.idempotency.get(idempotency.scope)
  if (taken && taken.expiresAt > now) return taken.writeId === record.writeId ? 'written' : 'repeated'
  if (current?.revision !== (replaces === 'absent' ? undefined : replaces)) return 'conflict'
  if (current && current.createdAt !== record.createdAt) return 'conflict'
  if (unlessErased.some((tombstone) => store.erasures.has(tombstone))) return 'conflict'
  if (keepsBuilt && current && isForgetful(current, record)) return 'conflict'
  if (idempotency) store.idempotency.set(idempotency.scope, { ...idempotency, writeId: record.writeId })
  replace(store, key, record)
  return 'written'
}

const erase = (store: Store, erasure: RecordErasure): 'erased' | 'conflict' => {
  const earlier = store.erasures.get(erasure.tombstone)
  // The same erasure again: a pass that was issued since is left alone.
  if (earlier?.revision === erasure.revision && earlier.erasedAt === erasure.erasedAt) return 'erased'
  const key = keyOf(erasure.pass)
  const before = store.passes.get(key)
  if (before?.revision !== erasure.revision) return 'conflict'
  store.passes.delete(key)
  store.erasures.set(erasure.tombstone, { revision: erasure.revision, erasedAt: erasure.erasedAt })
  store.tell({ before })
  return 'erased'
}

const entomb = (
  store: Store,
  { pass, tombstone, erasedAt }: Omit<RecordErasure, 'revision'>,
): 'erased' | 'conflict' => {
  if (store.passes.has(keyOf(pass))) return 'conflict'
  if (!store.erasures.has(tombstone)) store.erasures.set(tombstone, { revision: 0, erasedAt })
  return 'erased'
}

const setBuilt = (store: Store, life: PassLife, built: BuiltObject): 'set' | 'superseded' => {
  const record = store.passes.get(keyOf(life))
  if (record?.createdAt !== life.createdAt || record.version !== built.version) return 'superseded'
  replace(store, keyOf(life), { ...record, built })
  return 'set'
}

const setPending = (store: Store, pass: PassId, pending: PendingVersion): void => {
  const record = store.passes.get(keyOf(pass))
  if (record?.version !== pending.version || record.pending) return
  replace(store, keyOf(pass), { ...record, pending })
}

const postpone = (store: Store, pass: PassId, pending: PendingVersion): void => {
  const record = store.passes.get(keyOf(pass))
  if (record?.pending?.version === pending.version) replace(store, keyOf(pass), { ...record, pending })
}

const clearPending = (store: Store, pass: PassId, version: number): void => {
  const record = store.passes.get(keyOf(pass))
  if (record?.pending?.version !== version) return
  const { pending: _, ...rest } = record
  replace(store, keyOf(pass), rest)
}

const summaryOf = (record: PassRecord): PassSummary => ({
  passTypeIdentifier: record.passTypeIdentifier,
  serialNumber: record.serialNumber,
  template: record.template,
  voided: record.voided,
  revision: record.revision,
  version: record.version,
  lastModified: record.lastModified,
  createdAt: record.createdAt,
  updatedAt: record.updatedAt,
})

/** A page of records, of which only those that are on it are made summaries of. */
const summariesOf = (store: Store, template: string, request: PageRequest): Page<PassSummary> => {
  const isListed = (record: PassRecord): boolean => record.template.name === template
  const { items, ...rest } = pageOf(`passes ${template}`, store.passes, request, isListed)
  return { items: items.map(summaryOf), ...rest }
}

const countOf = (store: Store, template: string): number => {
  let count = 0
  for (const record of store.passes.values()) if (record.template.name === template) count++
  return count
}

const pendingSince = (store: Store, before: number, limit: number, lane: Lane = 'live', from = 0): PassId[] =>
  [...store.passes.values()]
    .flatMap(({ pending, passTypeIdentifier, serialNumber }) =>
      pending && pending.since < before && pending.since >= from && (pending.lane ?? 'live') === lane
        ? { since: pending.since, pass: { passTypeIdentifier, serialNumber } }
        : [],
    )
    .sort((a, b) => a.since - b.since)
    .slice(0, limit)
    .map(({ pass }) => pass)

/**
 * Pass records in memory, gone with the process.
 *
 * @param tell is called at once with every change, in order; what it is given is nobody else's
 * @param kept what they are kept in. Default: one of their own, empty
 */
export const memoryRecords = (
  tell: (change: StoredChange) => void = () => undefined,
  kept: RecordStore = recordStore(),
): Records => {
  const store: Store = { ...kept, tell: (change) => tell(copyOf(change)) }
  return {
    get: (pass) => promised(() => copyOf(store.passes.get(keyOf(pass)))),
    write: (request) => promised(() => write(store, copyOf(request))),
    findIdempotent: (scope, now) =>
      promised(() => {
        const found = store.idempotency.get(scope)
        if (!found || found.expiresAt <= now) return undefined
        const { writeId: _, ...entry } = copyOf(found)
        return entry
      }),
    setBuilt: (life, built) => promised(() => setBuilt(store, life, copyOf(built))),
    setPending: (pass, pending) => promised(() => setPending(store, pass, copyOf(pending))),
    postpone: (pass, pending) => promised(() => postpone(store, pass, copyOf(pending))),
    clearPending: (pass, version) => promised(() => clearPending(store, pass, version)),
    erase: (erasure) => promised(() => erase(store, copyOf(erasure))),
    entomb: (erasure) => promised(() => entomb(store, erasure)),
    erasedAt: (tombstone) => promised(() => store.erasures.get(tombstone)?.erasedAt),
    list: (template, page) => promised(() => summariesOf(store, template, page)),
    count: (template) => promised(() => countOf(store, template)),
    pending: (before, limit, lane, from) => promised(() => pendingSince(store, before, limit, lane, from)),
  }
}
