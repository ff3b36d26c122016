/** Tombstones of passes that are not there: so that no sealed link issues them. */
import { tombstoneOf } from '../../core/links/tombstone.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PassId, Records } from '../../ports/records.ts'
import type { Keys } from '../secrets/key-ring.ts'
import { noteErasure } from './erasure-log.ts'
import type { Tombstones } from './tombstones.ts'

/** What {@link makeEntomb} needs. */
export interface EntombParts {
  readonly records: Pick<Records, 'entomb'>
  readonly assets: Assets
  readonly clock: Clock
  readonly keys: Keys
  readonly tombstones: Tombstones
}

/** Leaves the tombstone of a pass that has no record, and notes it outside of the tables. `conflict`: there is a record. */
export type Entomb = (pass: PassId) => Promise<'erased' | 'conflict'>

/** Makes what entombs. */
export const makeEntomb =
  ({ records, assets, clock, keys, tombstones }: EntombParts): Entomb =>
  async (pass) => {
    const tombstone = tombstoneOf(await keys.current(), pass)
    const { passTypeIdentifier, serialNumber } = pass
    const identity = { passTypeIdentifier, serialNumber }
    if ((await records.entomb({ pass: identity, tombstone, erasedAt: clock.now() })) === 'conflict') return 'conflict'
    // The first try may have ended before it was noted.
    await Promise.all((await tombstones.erasuresOf(pass)).map((erasure) => noteErasure({ assets }, erasure)))
    return 'erased'
  }
