/** Erasure: the record goes, a tombstone stays, it is noted outside of the tables, and then everything else goes. */
import { tombstoneOf } from '../../core/links/tombstone.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Events } from '../../ports/events.ts'
import type { Parked } from '../../ports/parked.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, Records } from '../../ports/records.ts'
import type { Holder, Registrations } from '../../ports/registrations.ts'
import { insist } from '../back-off.ts'
import { eachOf } from '../each-of.ts'
import { holderPages } from '../holder-pages.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { PassService } from '../service.ts'
import { prefixOfLife } from './asset-keys.ts'
import { passBusy } from './busy.ts'
import { noteErasure } from './erasure-log.ts'
import { assertPreconditions } from './preconditions.ts'
import type { Tombstones } from './tombstones.ts'

/** What {@link makeErase} needs of the world. */
export interface ErasePorts {
  readonly records: Records
  readonly registrations: Registrations
  readonly assets: Assets
  readonly events: Events
  readonly parked: Parked
  readonly clock: Clock
  readonly random: Random
}

const holdersOfPage = 200
const holdersAtOnce = 20

/** Removes all assets of one life of a pass. May be repeated. */
export const removeAssets = async (
  { assets }: { readonly assets: Assets },
  pass: PassId,
  createdAt: number,
): Promise<void> => {
  const prefix = prefixOfLife(pass, createdAt)
  await Promise.all([assets.removeAll('images', prefix), assets.removeAll('passes', prefix)])
}

/** Removes what is told of a pass, and the events that could not change it. May be repeated. */
export const removeTraces = async (
  { events, parked }: { readonly events: Events; readonly parked: Parked },
  pass: PassId,
): Promise<void> => {
  await Promise.all([events.removeAll(pass), parked.removeAll(pass)])
}

/** Ends the registrations of one life of a pass; of at most one page of them, if told so. May be repeated. */
export const removeHolders = async (
  { registrations }: { readonly registrations: Registrations },
  pass: PassId,
  issue: string,
  extent: 'all' | 'first page' = 'all',
): Promise<void> => {
  const end = async (holder: Holder): Promise<void> => {
    if (holder.issue !== issue) return
    const isEnded = await registrations.unregister({ device: holder.device, serialNumber: pass.serialNumber, issue })
    if (!isEnded) await registrations.removeHolder(pass, holder)
  }
  for await (const holders of holderPages(registrations, pass, issue, holdersOfPage)) {
    await eachOf(holders, holdersAtOnce, end)
    if (extent === 'first page') return
  }
}

/** Makes the use case: see `PassService.erase`. */
export const makeErase = (ports: ErasePorts, keys: Keys, tombstones: Tombstones): PassService['erase'] => {
  const { records, clock, random } = ports
  return async (pass, preconditions) => {
    const tombstone = tombstoneOf(await keys.current(), pass)
    const isGone = await insist(random, async () => {
      const current = await records.get(pass)
      if (!current) {
        const erasures = await tombstones.erasuresOf(pass)
        if (erasures.length === 0) throw await tombstones.whyMissing(pass)
        // The first try may have ended before it was noted. What it left behind, the stream of changes removes.
        await Promise.all(erasures.map((erasure) => noteErasure(ports, erasure)))
        return true
      }
      assertPreconditions(preconditions, current)
      const { revision, createdAt, token } = current
      const erasedAt = clock.now()
      if ((await records.erase({ pass, revision, tombstone, erasedAt })) === 'conflict') return undefined
      await Promise.all([
        noteErasure(ports, { tombstone, erasedAt }),
        removeAssets(ports, pass, createdAt),
        // Thousands of devices would take too long here: the stream of changes has the rest removed.
        removeHolders(ports, pass, token.issue, 'first page'),
        removeTraces(ports, pass),
      ])
      return true
    })
    if (!isGone) throw passBusy()
  }
}
