/** What was erased, as far as anybody knows: tombstones of tables, and the log outside of them. */
import { tombstonesOf } from '../../core/links/tombstone.ts'
import type { Erasure } from '../../ports/inventory.ts'
import type { Page, PageRequest } from '../../ports/page.ts'
import type { PassId } from '../../ports/records.ts'
import type { KeyRing } from '../../ports/secrets.ts'
import { pagesOf } from '../pages-of.ts'

/** Before all times. */
const never = -1

/** Tells what was erased. */
export interface KnownErasures {
  /** The latest of each pass that was erased. */
  readonly passes: () => Iterable<Erasure>
  /** Whether a life of a pass that began at `createdAt` (milliseconds since 1970) was erased. */
  readonly isErased: (pass: PassId, createdAt: number) => boolean
  /** Whether what the holder of a pass had said at a time (milliseconds since 1970) was erased. */
  readonly isUnsaid: (pass: PassId, at: number) => boolean
}

const pageSize = 1000

/** Reads lists of erasures. They are kept in memory: some hundred bytes each. @param ring tells which pass a tombstone is of */
export const readErasures = async (
  ring: KeyRing,
  lists: readonly ((page: PageRequest) => Promise<Page<Erasure>>)[],
): Promise<KnownErasures> => {
  const latest = { pass: new Map<string, number>(), 'personal-data': new Map<string, number>() }
  for (const list of lists) {
    for await (const { items } of pagesOf(list, { limit: pageSize })) {
      for (const { tombstone, erasedAt, of = 'pass' } of items)
        if ((latest[of].get(tombstone) ?? never) < erasedAt) latest[of].set(tombstone, erasedAt)
    }
  }
  const isAfter = (moments: ReadonlyMap<string, number>, pass: PassId, at: number): boolean =>
    tombstonesOf(ring, pass).some((tombstone) => (moments.get(tombstone) ?? never) >= at)
  return {
    passes: function* () {
      for (const [tombstone, erasedAt] of latest.pass) yield { tombstone, erasedAt }
    },
    isErased: (pass, createdAt) => isAfter(latest.pass, pass, createdAt),
    isUnsaid: (pass, at) => isAfter(latest['personal-data'], pass, at),
  }
}
