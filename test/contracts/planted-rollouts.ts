/** Rollouts with planted defects. */
import { steppedStore } from '../../lib/adapters/memory/stepped.ts'
import type { Rollout, Rollouts } from '../../lib/ports/rollouts.ts'
import { defective, type Planted, planting } from './planted.ts'
import { rolloutsSentences } from './rollouts.ts'

const plant = planting(rolloutsSentences)

const but = defective<Rollouts>(() => steppedStore<Rollout>('rollouts'))

/** Rollouts as a plain map, which `save` writes to as it likes. */
const inMap = (save: (rollouts: Map<string, Rollout>, rollout: Rollout) => Promise<boolean>) =>
  but(() => {
    const map = new Map<string, Rollout>()
    return {
      get: (id) => Promise.resolve(structuredClone(map.get(id))),
      save: (rollout) => save(map, structuredClone(rollout)),
    }
  })

const stepOf = (rollout: Rollout | undefined): number => rollout?.step ?? -1

const forgetful = inMap((map, rollout) => {
  if (stepOf(map.get(rollout.id)) !== rollout.step - 1) return Promise.resolve(false)
  map.set(rollout.id, rollout)
  return Promise.resolve(true)
})

const bySameStep = inMap((map, rollout) => {
  const step = stepOf(map.get(rollout.id))
  if (step === rollout.step) return Promise.resolve(true)
  if (step !== rollout.step - 1) return Promise.resolve(false)
  map.set(rollout.id, rollout)
  return Promise.resolve(true)
})

const onlyForwards = inMap((map, rollout) => {
  if (stepOf(map.get(rollout.id)) >= rollout.step) return Promise.resolve(false)
  map.set(rollout.id, rollout)
  return Promise.resolve(true)
})

const checkThenSave = inMap(async (map, rollout) => {
  const current = map.get(rollout.id)
  if (JSON.stringify(current) === JSON.stringify(rollout)) return true
  if (stepOf(current) !== rollout.step - 1) return false
  await Promise.resolve()
  map.set(rollout.id, rollout)
  return true
})

const byReference = but((rollouts) => {
  const live = new Map<string, Rollout>()
  return {
    save: async (rollout) => {
      const isSaved = await rollouts.save(rollout)
      if (isSaved) live.set(rollout.id, structuredClone(rollout))
      return isSaved
    },
    get: (id) => Promise.resolve(live.get(id)),
  }
})

const asItBegan = but((rollouts) => {
  const first = new Map<string, Rollout>()
  return {
    save: (rollout) => {
      if (rollout.step === 0 && !first.has(rollout.id)) first.set(rollout.id, rollout)
      return rollouts.save(rollout)
    },
    list: async (page) => {
      const { items, ...rest } = await rollouts.list(page)
      return { items: items.map((rollout) => first.get(rollout.id) ?? rollout), ...rest }
    },
  }
})

const oldestFirst = but((rollouts) => ({
  list: async (page) => {
    const { items } = await rollouts.list({ limit: 1000 })
    const all = [...items].reverse()
    return page.limit > 10 ? { items: all } : rollouts.list(page)
  },
}))

const sameStep = 'of five saves of one step at the same time one is true, and that one is in place'
const steps = 'one that is a step ahead takes the place, one that is further ahead or behind does not'
const list = 'the list has each once, as it is now, the newest first, page by page'

/** Rollouts with planted defects. */
export const plantedRollouts: readonly Planted[] = [
  plant(
    'a save that does not know itself again',
    forgetful,
    'the same save again is true, and so it is after a lost answer',
  ),
  plant(
    'a save that takes another one of the same step for itself',
    bySameStep,
    steps,
    sameStep,
    'one at step 0 is added if there is none of its id',
  ),
  plant(
    'a save that only looks whether it goes forwards',
    onlyForwards,
    steps,
    'one that there is not is not replaced, and not added either',
  ),
  plant('a step that is checked before the save, not with it', checkThenSave, sameStep),
  plant(
    'rollouts that are shared by reference',
    byReference,
    'what a caller does to what it was given stays with that caller',
  ),
  plant('a list of rollouts as they began', asItBegan, list),
  plant('a list that begins with the oldest', oldestFirst, list),
]
