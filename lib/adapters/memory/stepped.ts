/** Work that goes on step by step, in memory: rollouts and imports. */

import type { Stepped, SteppedStore } from '../../ports/stepped.ts'
import { copyOf } from './copy.ts'
import { descending, pageOf } from './pages.ts'
import { promised } from './promised.ts'

/** A store, empty at first. `name` tells its cursors from others'; a repeated save is known by what it says. */
export const steppedStore = <Work extends Stepped>(name: string): SteppedStore<Work> => {
  const all = new Map<string, Work>()
  const save = (work: Work): boolean => {
    const current = all.get(work.id)
    if (JSON.stringify(current) === JSON.stringify(work)) return true
    if ((current?.step ?? -1) !== work.step - 1) return false
    all.set(work.id, work)
    return true
  }
  return {
    get: (id) => promised(() => copyOf(all.get(id))),
    save: (work) => promised(() => save(copyOf(work))),
    list: (page) =>
      promised(() => {
        const newestFirst = [...all.values()].map((work) => [`${descending(work.startedAt)} ${work.id}`, work] as const)
        return pageOf(name, new Map(newestFirst), page)
      }),
  }
}
