/** Erasure: the record goes, a tombstone stays, and then everything else goes. */
import { tombstoneOf } from '../../core/links/tombstone.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Events } from '../../ports/events.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, Records } from '../../ports/records.ts'
import { insist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { PassService } from '../service.ts'
import { prefixOfLife } from './asset-keys.ts'
import { assertPreconditions } from './preconditions.ts'
import type { Tombstones } from './tombstones.ts'

/** What {@link makeErase} needs of the world. */
export interface ErasePorts {
  readonly records: Records
  readonly assets: Assets
  readonly events: Events
  readonly clock: Clock
  readonly random: Random
}

/** Removes all assets of one life of a pass. May be repeated. */
export const removeAssets = async (
  { assets }: { readonly assets: Assets },
  pass: PassId,
  createdAt: number,
): Promise<void> => {
  const prefix = prefixOfLife(pass, createdAt)
  await Promise.all([assets.removeAll('images', prefix), assets.removeAll('passes', prefix)])
}

/** Makes the use case: see `PassService.erase`. */
export const makeErase = (ports: ErasePorts, keys: Keys, tombstones: Tombstones): PassService['erase'] => {
  const { records, events, clock, random } = ports
  return async (pass, preconditions) => {
    const tombstone = tombstoneOf(await keys.current(), pass)
    const isGone = await insist(random, async () => {
      const current = await records.get(pass)
      // What an erasure left behind, the stream of changes has removed, or will.
      if (!current && (await tombstones.isErased(pass))) return true
      if (!current) throw await tombstones.whyMissing(pass)
      assertPreconditions(preconditions, current)
      const { revision, createdAt } = current
      if ((await records.erase({ pass, revision, tombstone, erasedAt: clock.now() })) === 'conflict') return undefined
      await Promise.all([removeAssets(ports, pass, createdAt), events.removeAll(pass)])
      return true
    })
    if (!isGone) throw new ServiceError('pass/busy', 'others are changing this pass: try again in a moment')
  }
}
